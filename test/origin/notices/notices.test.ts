// Notices at the origin: who may say one where, which rooms of which host are told, and in which order.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sweepNotices } from "../../../origin/notices/sweep-notices.ts";
import { changePageSchema } from "../../../shared/schema/internal/changes.ts";
import { HOST_NOTICES_MAX, hostNoticesSchema } from "../../../shared/schema/internal/notices.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { auditPageSchema } from "../../../shared/schema/moderation.ts";
import { NOTICE_TEXT_MAX_CHARS, NOTICES_PER_HOUR_MAX } from "../../../shared/schema/notice.ts";
import { enter, outcomeOf, PLAZA, person, registerHost, roomOf } from "../moderation/people.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const TERRACE = "wld_moonlit-terrace";
const HOUR_MS = 60 * 60_000;
let origin: OriginUnderTest;
beforeEach(async () => {
  origin = await startOrigin();
});
afterEach(() => origin.stop());

const ALL = { kind: "all" };
const say = (as: string | null, target: object, text = "hello") =>
  origin.ask(internalPath.notices, { ...(as === null ? {} : { as }), json: { target, text } });
const fetched = async (hostId: string, after = 0) =>
  hostNoticesSchema.parse(
    (await origin.ask(internalPath.hostNotices, { params: { hostId }, query: `?after=${after}` })).body,
  );
const told = async (hostId: string, after = 0) =>
  (await fetched(hostId, after)).items.map(({ text, rooms }) => [text, ...rooms]);
const iso = (ms: number) => new Date(origin.clock.nowMs + ms).toISOString();

/** An event that is on in the plaza, with staff. */
async function event() {
  const [organiser, staff, performer] = [await person(origin), await person(origin), await person(origin)];
  const made = await origin.ask(internalPath.events, {
    as: organiser,
    json: {
      worldId: PLAZA,
      name: "Gathering",
      startsAt: iso(60_000),
      endsAt: iso(HOUR_MS),
      timeZone: "Asia/Tokyo",
    },
  });
  const eventId = String(made.body["id"]);
  const appoint = (userId: string, role: string) =>
    origin.ask(internalPath.eventMember, {
      method: "PUT",
      params: { eventId, userId },
      json: { role },
      as: organiser,
    });
  await appoint(staff, "staff");
  await appoint(performer, "performer");
  const publish = () =>
    origin.ask(internalPath.moveEvent, {
      method: "POST",
      params: { eventId, act: "publish" },
      as: organiser,
    });
  return { eventId, organiser, staff, performer, publish };
}

describe("who may say something to rooms", () => {
  test("all of them: moderators, admins and whoever runs the server, whose word is in the audit log", async () => {
    const [somebody, moderator, admin] = [
      await person(origin),
      await person(origin, "moderator"),
      await person(origin, "admin"),
    ];
    const outcomes = await Promise.all([somebody, moderator, admin, null].map((as) => say(as, ALL)));
    expect(outcomes.map(outcomeOf)).toEqual(["403 NOTICE_NOT_YOURS", "201", "201", "201"]);
    const audit = await origin.ask(internalPath.audit, { as: admin });
    const acts = auditPageSchema.parse(audit.body).items.filter(({ act }) => act === "notice.publish");
    expect(acts.map(({ actor }) => actor?.id ?? null).toSorted()).toEqual(
      [moderator, admin, null].toSorted(),
    );
  });

  test("a world's: its owner; whoever may not know of the world is told that there is none", async () => {
    const [owner, other, moderator] = [
      await person(origin),
      await person(origin),
      await person(origin, "moderator"),
    ];
    const made = await origin.ask(internalPath.worlds, { as: owner, json: { name: "Mine" } });
    const world = { kind: "world", id: String(made.body["id"]) };
    expect(outcomeOf(await say(owner, world))).toBe("201");
    expect(outcomeOf(await say(other, world))).toBe("403 NOTICE_NOT_YOURS");
    await origin.ask(internalPath.world, {
      method: "PATCH",
      params: { worldId: world.id },
      as: owner,
      json: { visibility: "private" },
    });
    expect(outcomeOf(await say(other, world))).toBe("404 WORLD_NOT_FOUND");
    expect(outcomeOf(await say(moderator, world))).toBe("201");
    expect(outcomeOf(await say(owner, { kind: "world", id: "wld_none" }))).toBe("404 WORLD_NOT_FOUND");
  });

  test("an event's: its organiser and staff, nobody who performs there", async () => {
    const { eventId, organiser, staff, performer, publish } = await event();
    const at = { kind: "event", id: eventId };
    const [other, moderator] = [await person(origin), await person(origin, "moderator")];
    expect(outcomeOf(await say(other, at))).toBe("404 EVENT_NOT_FOUND");
    await publish();
    const outcomes = [organiser, staff, performer, other, moderator, null].map((as) => say(as, at));
    expect((await Promise.all(outcomes)).map(outcomeOf)).toEqual([
      "201",
      "201",
      "403 NOTICE_NOT_YOURS",
      "403 NOTICE_NOT_YOURS",
      "201",
      "201",
    ]);
    expect(outcomeOf(await say(null, { kind: "event", id: "evt_none" }))).toBe("404 EVENT_NOT_FOUND");
  });

  test("a room's: whoever answers for its event or its world; others are not told that it is there", async () => {
    await registerHost(origin);
    const { eventId, staff, publish } = await event();
    await publish();
    const [guest, other] = [await person(origin), await person(origin)];
    const inEvent = await origin.ask(internalPath.enter, {
      as: guest,
      json: { kind: "event", id: eventId, regionHint: null, ifFull: "refuse" },
    });
    const [ofEvent, ofWorld] = [roomOf(inEvent), roomOf(await enter(origin, other))].map((id) => ({
      kind: "room",
      id,
    }));
    const outcome = async (as: string, target = {}) => outcomeOf(await say(as, target));
    expect(await outcome(staff, ofEvent)).toBe("201");
    expect(await outcome(staff, ofWorld)).toBe("404 ROOM_NOT_FOUND");
    expect(await outcome(guest, ofEvent)).toBe("404 ROOM_NOT_FOUND");
    expect(await outcome(await person(origin, "moderator"), ofWorld)).toBe("201");
  });

  test("one line of readable text, and so many an hour", async () => {
    const moderator = await person(origin, "moderator");
    for (const text of ["", "   ", "a\nb", "a\u0007", "a\u202eb", "x".repeat(NOTICE_TEXT_MAX_CHARS + 1)])
      expect((await say(moderator, ALL, text)).status).toBe(422);
    const said = Array.from({ length: NOTICES_PER_HOUR_MAX + 1 }, () => say(moderator, ALL));
    const statuses = (await Promise.all(said)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual([...Array.from({ length: NOTICES_PER_HOUR_MAX }, () => 201), 429]);
    expect(outcomeOf(await say(null, ALL))).toBe("201");
    origin.clock.nowMs += HOUR_MS;
    expect(outcomeOf(await say(moderator, ALL))).toBe("201");
  });
});

describe("a room host", () => {
  test("is told that there is one, and fetches those for its rooms, in order and each once", async () => {
    const hostId = await registerHost(origin);
    const guest = await person(origin);
    const [plaza, terrace] = [
      roomOf(await enter(origin, guest)),
      roomOf(await enter(origin, guest, TERRACE)),
    ];
    const before = changePageSchema.parse((await origin.ask(internalPath.roomNews)).body).cursor;
    const first = await say(null, ALL, "first");
    expect(first.body).toMatchObject({ roomCount: 2 });
    await say(null, { kind: "world", id: TERRACE }, "second");
    await say(null, { kind: "room", id: plaza }, "third");
    const news = await origin.ask(internalPath.roomNews, { query: `?after=${before}` });
    expect(changePageSchema.parse(news.body).tags).toEqual(["notices"]);
    const page = await fetched(hostId);
    expect(page.items.map(({ text, rooms }) => [text, ...rooms.toSorted()])).toEqual([
      ["first", ...[plaza, terrace].toSorted()],
      ["second", terrace],
      ["third", plaza],
    ]);
    expect(await told(hostId, page.last)).toEqual([]);
    await say(null, { kind: "world", id: PLAZA }, "fourth");
    expect(await told(hostId, page.last)).toEqual([["fourth", plaza]]);
  });

  test("hears nothing that is for another's rooms, and nothing that is old", async () => {
    const hostId = await registerHost(origin);
    const room = roomOf(await enter(origin, await person(origin)));
    await say(null, ALL, "of now");
    const other = await registerHost(origin);
    expect(await told(other)).toEqual([]);
    expect((await fetched(other)).last).toBe((await fetched(hostId)).last);
    expect(await told(hostId)).toEqual([["of now", room]]);
    origin.clock.nowMs += HOUR_MS;
    expect(await told(hostId)).toEqual([]);
  });

  test("reads more than fit into one answer, and begins anew where what it has heard of is no more", async () => {
    const hostId = await registerHost(origin);
    await enter(origin, await person(origin));
    const moderators = await Promise.all([1, 2, 3].map(() => person(origin, "moderator")));
    for (const by of moderators) for (let count = 0; count < 17; count++) await say(by, ALL, `${count}`);
    const first = await fetched(hostId);
    expect([first.items.length, first.hasMore]).toEqual([HOST_NOTICES_MAX, true]);
    const second = await fetched(hostId, first.last);
    expect([second.items.length, second.hasMore]).toEqual([1, false]);
    origin.clock.nowMs += 25 * HOUR_MS;
    await sweepNotices(origin.deps);
    const third = await fetched(hostId, second.last);
    await say(null, ALL, "after all that");
    expect((await told(hostId, third.last)).map(([text]) => text)).toEqual(["after all that"]);
  });
});
