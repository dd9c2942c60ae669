import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { EVIDENCE_AWAITED_MS } from "../../../origin/moderation/file-report.ts";
import { CLAIM_MS } from "../../../origin/moderation/look-into-report.ts";
import { EVIDENCE_KEPT_MS, sweepEvidence } from "../../../origin/moderation/take-evidence.ts";
import { changePageSchema } from "../../../shared/schema/internal/changes.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import {
  REPORTS_PER_DAY_MAX,
  reportDetailSchema,
  reportPageSchema,
  reportSchema,
} from "../../../shared/schema/moderation.ts";
import type { RoomEvidence } from "../../../shared/schema/room-evidence.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";
import { arrive, enter, outcomeOf, PLAZA, person, registerHost, roomOf } from "./people.ts";

let origin: OriginUnderTest;
beforeEach(async () => {
  origin = await startOrigin();
});
afterEach(() => origin.stop());

const file = (as: string, target: { kind: string; id: string }, more: object = {}) =>
  origin.ask(internalPath.reports, { as, json: { target, reason: "harassment", text: "", ...more } });
const filed = async (as: string, target: { kind: string; id: string }, more: object = {}) =>
  String((await file(as, target, more)).body["id"]);
const list = async (as: string, query = "") =>
  reportPageSchema.parse((await origin.ask(internalPath.reports, { as, query })).body).items;
const claimNext = (as: string) => origin.ask(internalPath.claimNextReport, { as, method: "POST" });
const act = (as: string, path: string, reportId: string, method: "PUT" | "DELETE" | "POST", json?: object) =>
  origin.ask(path, { as, method, params: { reportId }, ...(json === undefined ? {} : { json }) });
const detail = async (as: string, reportId: string) =>
  reportDetailSchema.parse((await origin.ask(internalPath.report, { as, params: { reportId } })).body);
const news = async (after: string) =>
  changePageSchema.parse((await origin.ask(internalPath.roomNews, { query: `?after=${after}` })).body);

describe("a report", () => {
  test("is of somebody or something there is, and never of oneself", async () => {
    const [by, about] = [await person(origin), await person(origin)];
    expect((await file(by, { kind: "user", id: about })).status).toBe(201);
    expect((await file(by, { kind: "world", id: PLAZA })).status).toBe(201);
    expect(outcomeOf(await file(by, { kind: "user", id: "usr_nobody" }))).toBe("404 USER_NOT_FOUND");
    expect(outcomeOf(await file(by, { kind: "user", id: PLAZA }))).toBe("404 USER_NOT_FOUND");
    expect(outcomeOf(await file(by, { kind: "asset", id: "ast_gone" }))).toBe("404 ASSET_NOT_FOUND");
    expect(outcomeOf(await file(by, { kind: "event", id: "evt_gone" }))).toBe("404 EVENT_NOT_FOUND");
    expect(outcomeOf(await file(by, { kind: "user", id: by }))).toBe("422 REPORT_OF_SELF");
    expect(outcomeOf(await file(by, { kind: "user", id: about }, { room: "rm_elsewhere" }))).toBe(
      "404 ROOM_NOT_FOUND",
    );
  });

  test("is one of so many a day, also when they come at once", async () => {
    const [by, about] = [await person(origin), await person(origin)];
    const answers = await Promise.all(
      Array.from({ length: REPORTS_PER_DAY_MAX + 5 }, () => file(by, { kind: "user", id: about })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(REPORTS_PER_DAY_MAX);
    expect(outcomeOf(await file(by, { kind: "user", id: about }))).toBe("429 REPORTS_FULL");
    origin.clock.nowMs += 24 * 60 * 60_000 + 1;
    expect((await file(by, { kind: "user", id: about })).status).toBe(201);
  });

  test("from a room asks its host, and keeps what it says with who had been there, for moderators and for a time", async () => {
    const [by, about] = [await person(origin), await person(origin)];
    const moderator = await person(origin, "moderator");
    const hostId = await registerHost(origin);
    const room = roomOf(await enter(origin, by));
    expect(outcomeOf(await file(by, { kind: "user", id: about }, { room }))).toBe("404 ROOM_NOT_FOUND");
    await arrive(origin, room, hostId, [by, about]);
    const { cursor } = changePageSchema.parse((await origin.ask(internalPath.roomNews)).body);
    const reportId = await filed(by, { kind: "user", id: about }, { room, text: "they shout" });
    expect((await news(cursor)).tags).toEqual([`evidence:${room}`]);
    expect(await detail(moderator, reportId)).toMatchObject({ evidence: "awaited", window: null });

    const said: RoomEvidence = {
      atMs: origin.clock.nowMs,
      people: [
        {
          user: about,
          name: "Aoi",
          role: "guest",
          sid: 2,
          seat: "visible",
          joinedAtMs: 1,
          silenced: false,
          position: [1, 0, 2],
        },
      ],
      lines: [{ user: about, name: "Aoi", text: "HEY", atMs: 5 }],
    };
    const send = () => origin.ask(internalPath.roomEvidence, { params: { roomId: room }, json: said });
    expect((await send()).status).toBe(204);
    const kept = await detail(moderator, reportId);
    expect(kept).toMatchObject({ evidence: "kept", window: said, text: "they shout", room });
    expect(kept.window?.visits.map(({ user }) => user as string).toSorted()).toEqual([by, about].toSorted());
    // What comes twice, or for a later report, changes nothing of it.
    await origin.ask(internalPath.roomEvidence, { params: { roomId: room }, json: { ...said, lines: [] } });
    expect((await detail(moderator, reportId)).window?.lines).toHaveLength(1);
    expect(await sweepEvidence(origin.deps)).toBe(0);
    origin.clock.nowMs += EVIDENCE_KEPT_MS + 1;
    expect(await sweepEvidence(origin.deps)).toBe(1);
    expect(await detail(moderator, reportId)).toMatchObject({ evidence: "gone", window: null });
  });

  test("waits a minute for a host that does not answer", async () => {
    const [by, about] = [await person(origin), await person(origin)];
    const moderator = await person(origin, "moderator");
    const hostId = await registerHost(origin);
    const room = roomOf(await enter(origin, by));
    await arrive(origin, room, hostId, [by, about]);
    const reportId = await filed(by, { kind: "user", id: about }, { room });
    origin.clock.nowMs += EVIDENCE_AWAITED_MS + 1;
    await sweepEvidence(origin.deps);
    expect((await detail(moderator, reportId)).evidence).toBe("gone");
  });
});

describe("the queue of reports", () => {
  test("gives each to one moderator, whoever asks at the same moment", async () => {
    const by = await person(origin);
    const moderators = await Promise.all(Array.from({ length: 6 }, () => person(origin, "moderator")));
    const abouts = await Promise.all(Array.from({ length: 4 }, () => person(origin)));
    for (const id of abouts) await filed(by, { kind: "user", id });
    const answers = await Promise.all(moderators.map(claimNext));
    const claimed = answers
      .filter(({ status }) => status === 200)
      .map(({ body }) => reportSchema.parse(body));
    expect(claimed).toHaveLength(4);
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(4);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(2);
  });

  test("gives one report to one of two who ask for it at the same moment", async () => {
    const [by, about] = [await person(origin), await person(origin)];
    const reportId = await filed(by, { kind: "user", id: about });
    const moderators = await Promise.all(Array.from({ length: 8 }, () => person(origin, "moderator")));
    const answers = await Promise.all(
      moderators.map((moderator) => act(moderator, internalPath.reportClaim, reportId, "PUT")),
    );
    expect(answers.map(outcomeOf).toSorted()).toEqual([
      "200",
      ...Array.from({ length: 7 }, () => "409 REPORT_CLAIMED"),
    ]);
  });

  test("is oldest first, and takes a report back from whoever has not closed it in half an hour", async () => {
    const by = await person(origin);
    const [first, second] = [await person(origin, "moderator"), await person(origin, "moderator")];
    const ids: string[] = [];
    for (let count = 0; count < 2; count++) {
      origin.clock.nowMs += 1;
      ids.push(await filed(by, { kind: "user", id: await person(origin) }));
    }
    expect(reportSchema.parse((await claimNext(first)).body).id as string).toBe(ids[0] ?? "");
    expect((await list(second, "?state=waiting")).map(({ id }) => id as string)).toEqual(ids.slice(1));
    expect((await list(first, "?state=mine")).map(({ id }) => id as string)).toEqual(ids.slice(0, 1));
    expect(await list(second, "?state=mine")).toEqual([]);
    const close = (as: string) =>
      act(as, internalPath.closeReport, ids[0] ?? "", "POST", { outcome: "dismissed", note: "a joke" });
    expect(outcomeOf(await close(second))).toBe("409 REPORT_CLAIMED");
    origin.clock.nowMs += CLAIM_MS + 1;
    expect(reportSchema.parse((await claimNext(second)).body).id as string).toBe(ids[0] ?? "");
    expect(outcomeOf(await close(first))).toBe("409 REPORT_CLAIMED");
    expect(reportSchema.parse((await close(second)).body)).toMatchObject({
      closed: { by: { id: second }, outcome: "dismissed", note: "a joke" },
      claim: null,
    });
    expect(outcomeOf(await close(second))).toBe("409 REPORT_CLOSED");
    expect((await list(first, "?state=closed")).map(({ id }) => id as string)).toEqual(ids.slice(0, 1));
    expect((await list(first)).map(({ id }) => id as string)).toEqual(ids.slice(1));
  });

  test("can be given back, filtered by what it is about, and paged through", async () => {
    const by = await person(origin);
    const moderator = await person(origin, "admin");
    const ofWorld = await filed(by, { kind: "world", id: PLAZA });
    for (let count = 0; count < 3; count++) {
      origin.clock.nowMs += 1;
      await filed(by, { kind: "user", id: await person(origin) });
    }
    expect((await list(moderator, "?kind=world")).map(({ id }) => id as string)).toEqual([ofWorld]);
    await act(moderator, internalPath.reportClaim, ofWorld, "PUT");
    expect((await act(moderator, internalPath.reportClaim, ofWorld, "DELETE")).status).toBe(204);
    expect(await list(moderator, "?state=waiting")).toHaveLength(4);
    const first = reportPageSchema.parse(
      (await origin.ask(internalPath.reports, { as: moderator, query: "?limit=3" })).body,
    );
    const rest = await list(moderator, `?limit=3&cursor=${first.nextCursor}`);
    expect(new Set([...first.items, ...rest].map(({ id }) => id)).size).toBe(4);
    expect(first.items[0]).toMatchObject({ target: { name: "Hiroba Plaza" }, subject: null });
  });
});
