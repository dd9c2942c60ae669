// Whoever something was decided about hears of it: in the list, in the unread count, and as it happens.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readEvents } from "../../../shared/client/event-stream.ts";
import { fillPath, internalPath } from "../../../shared/schema/internal-api.ts";
import { decidedSanctionSchema } from "../../../shared/schema/moderation.ts";
import { notificationNewsSchema, notificationPageSchema } from "../../../shared/schema/notification.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";
import { decide, outcomeOf, PLAZA, person } from "./people.ts";

let origin: OriginUnderTest;
beforeEach(async () => {
  origin = await startOrigin();
});
afterEach(() => origin.stop());

const told = async (userId: string) =>
  notificationPageSchema.parse((await origin.ask(internalPath.notifications, { params: { userId } })).body);
const aboutUser = (id: string, kind: string, scope?: object) => ({
  kind,
  target: { kind: "user", id },
  ...(scope === undefined ? {} : { scope }),
});
const EVERYWHERE = { kind: "platform", id: null };
const decided = async (as: string, json: object) =>
  decidedSanctionSchema.parse((await decide(origin, as, json)).body);

describe("whoever something was decided about", () => {
  test("is told what, of what and why, not by whom; nobody else is", async () => {
    const moderator = await person(origin, "moderator");
    const [warned, other] = [await person(origin), await person(origin)];
    const warning = await decided(moderator, { ...aboutUser(warned, "warn"), reason: "Be kinder." });
    origin.clock.nowMs += 1;
    const mute = await decided(moderator, aboutUser(warned, "mute", { kind: "world", id: PLAZA }));
    const { items, unreadCount } = await told(warned);
    expect([unreadCount, items]).toMatchObject([
      2,
      [
        { kind: "sanction", sanction: { sanctionId: mute.id, kind: "mute" }, isRead: false },
        {
          kind: "sanction",
          sanction: {
            sanctionId: warning.id,
            kind: "warn",
            target: { kind: "user", name: null },
            reason: "Be kinder.",
            until: null,
          },
        },
      ],
    ]);
    expect(JSON.stringify(items)).not.toContain(moderator);
    expect([(await told(other)).items, (await told(moderator)).items]).toEqual([[], []]);
  });

  test("is told under the name of the world that was taken down", async () => {
    const [moderator, owner] = [await person(origin, "moderator"), await person(origin)];
    const made = await origin.ask(internalPath.worlds, { as: owner, json: { name: "Mine" } });
    await decided(moderator, { kind: "takedown", target: { kind: "world", id: made.body["id"] } });
    expect((await told(owner)).items).toMatchObject([
      { kind: "sanction", sanction: { kind: "takedown", target: { kind: "world", name: "Mine" } } },
    ]);
  });

  test("is told of a ban from a world, not of one from everywhere: then their standing is all they read", async () => {
    const [moderator, bad] = [await person(origin, "moderator"), await person(origin)];
    await decided(moderator, aboutUser(bad, "ban", { kind: "world", id: PLAZA }));
    await decided(moderator, aboutUser(bad, "ban", EVERYWHERE));
    expect((await told(bad)).items).toMatchObject([{ sanction: { kind: "ban" } }]);
  });

  test("is told of the answer to their appeal", async () => {
    const [moderator, admin, bad] = [
      await person(origin, "moderator"),
      await person(origin, "admin"),
      await person(origin),
    ];
    const { id } = await decided(moderator, aboutUser(bad, "mute", EVERYWHERE));
    const params = { sanctionId: id };
    await origin.ask(internalPath.appeal, { as: bad, params, json: { text: "It was not me." } });
    origin.clock.nowMs += 1;
    const answered = await origin.ask(internalPath.decideAppeal, {
      as: admin,
      params,
      json: { outcome: "overturned", answer: "You are right." },
    });
    expect(outcomeOf(answered)).toBe("200");
    expect((await told(bad)).items[0]).toMatchObject({
      kind: "appeal-answered",
      appeal: { sanctionId: id, kind: "mute", outcome: "overturned", answer: "You are right." },
    });
  });

  test("hears of it while they listen", async () => {
    const [moderator, warned] = [await person(origin, "moderator"), await person(origin)];
    const answer = await origin.app.request(fillPath(internalPath.notificationEvents, { userId: warned }), {
      headers: { authorization: "Bearer test-token" },
    });
    if (answer.body === null) throw new Error("no stream");
    const events = readEvents(answer.body);
    await events.next();
    await decided(moderator, aboutUser(warned, "warn"));
    const event = await events.next();
    expect(notificationNewsSchema.parse(JSON.parse(event.value?.data ?? ""))).toMatchObject({
      arrived: [{ kind: "sanction", sanction: { kind: "warn" } }],
      unreadCount: 1,
    });
    await events.return(undefined);
  });
});
