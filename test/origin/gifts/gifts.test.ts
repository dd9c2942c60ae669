// Gifts at the origin: who may give what to whom, that it is paid once and written down with it, and in which order rooms hear of it.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { eq, sql } from "drizzle-orm";
import { eraseAccount } from "../../../origin/account/erase-account.ts";
import { users } from "../../../origin/db/schema/users.ts";
import { findBalance } from "../../../origin/money/ledger-store.ts";
import { GIFTS_PER_MINUTE_MAX } from "../../../shared/schema/gift.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { enter, outcomeOf, person, roomOf } from "../moderation/people.ts";
import { type Hall, HEART, openHall } from "./hall.ts";

const MINUTE_MS = 60_000;
let hall: Hall;
beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.stop());

/** An event with somebody in a room of it who has so many coins, given or sold to them. */
async function concert(coins = 0, paidCoins = 0) {
  const event = await hall.openEvent();
  const giver = await hall.somebody();
  if (coins > 0) await hall.grant(giver, coins);
  if (paidCoins > 0) await hall.sellCoins(giver, paidCoins);
  const room = await hall.enterEvent(event.eventId, giver);
  return { ...event, giver, room };
}

describe("a gift", () => {
  test("costs its giver coins, earns whom it is for a share of the paid ones, and is theirs to read", async () => {
    const { giver, performer, room, eventId } = await concert(4, 100);
    const given = await hall.give(giver, { room, to: performer, text: "Encore!" });
    expect([given.status, given.body]).toMatchObject([
      201,
      {
        kindId: "gfk_heart",
        names: { en: "Heart", ja: "ハート" },
        eventId,
        from: { id: giver },
        to: { id: performer },
        text: "Encore!",
        coinCount: 10,
        // Four of the ten were given away by the house; of the six that were paid for, half.
        earnedCount: 3,
      },
    ]);
    expect(await hall.coinsOf(giver)).toBe(94);
    const earned = { kind: "creator-earnings", owner: performer, unit: "coin" } as const;
    expect(Math.abs(await findBalance(hall.deps.db, earned))).toBe(3);
    expect(await hall.received(performer)).toMatchObject({
      items: [{ id: given.body["id"], text: "Encore!" }],
      nextCursor: null,
      total: { giftCount: 1, coinCount: 10, earnedCount: 3 },
    });
    expect(await hall.received(giver)).toMatchObject({ items: [], total: { giftCount: 0, coinCount: 0 } });
  });

  test("of free coins alone earns nobody anything", async () => {
    const { giver, performer, room } = await concert(10);
    expect((await hall.give(giver, { room, to: performer })).body).toMatchObject({ earnedCount: 0 });
  });

  test("is given once with one key, however often and at once it is asked for", async () => {
    const { giver, performer, room } = await concert(100);
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => hall.give(giver, { room, to: performer, key: "one" })),
    );
    expect(new Set(asked.map(({ status, body }) => `${status} ${body["id"]}`)).size).toBe(1);
    expect(await hall.coinsOf(giver)).toBe(90);
    expect(outcomeOf(await hall.give(giver, { room, to: performer, key: "one", text: "More" }))).toBe(
      "422 IDEMPOTENCY_KEY_REUSED",
    );
    expect((await hall.received(performer))["total"]).toMatchObject({ giftCount: 1 });
  });

  test("is paid, or not given: of fifty at once with coins for twenty, twenty are", async () => {
    const { giver, performer, room, eventId } = await concert(0, 20 * HEART.coins);
    const asked = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        hall.give(giver, { room, to: performer, key: `gift-${index}` }),
      ),
    );
    const outcomes = asked.map(outcomeOf);
    expect([
      outcomes.filter((outcome) => outcome === "201").length,
      outcomes.filter((outcome) => outcome === "409 COINS_MISSING").length,
    ]).toEqual([20, 30]);
    expect(await hall.coinsOf(giver)).toBe(0);
    expect((await hall.received(performer))["total"]).toEqual({
      giftCount: 20,
      coinCount: 200,
      earnedCount: 100,
    });
    const told = await hall.news([{ event: eventId, after: 0 }]);
    expect(told.length).toBe(20);
    const [books] = await hall.deps.db.execute<{ off: number }>(
      sql`SELECT count(*)::int AS off FROM (
        SELECT transaction_id, unit FROM ledger_entries JOIN ledger_accounts ON ledger_accounts.id = account_id
        GROUP BY transaction_id, unit HAVING sum(amount) <> 0) AS unbalanced`,
    );
    expect(books?.off).toBe(0);
  });

  test("of many givers at once to one performer is told in the order of its number", async () => {
    const { performer, eventId } = await hall.openEvent();
    const givers = await Promise.all(Array.from({ length: 12 }, () => hall.somebody()));
    const rooms: string[] = [];
    for (const giver of givers) {
      await hall.grant(giver, 30);
      rooms.push(await hall.enterEvent(eventId, giver));
    }
    const give = (giver: string, index: number) =>
      hall.give(giver, { room: rooms[index] ?? "", to: performer });
    await Promise.all([0, 1, 2].flatMap(() => givers.map(give)));
    const told = await hall.news([{ event: eventId, after: 0 }]);
    const numbers = told.map(({ seq }) => seq);
    expect([told.length, numbers]).toEqual([36, numbers.toSorted((a, b) => a - b)]);
    expect(await hall.news([{ event: eventId, after: numbers[33] ?? 0 }])).toEqual(told.slice(34));
  });
});

describe("nothing is given", () => {
  test("by whoever is not in the room: they are told that there is none", async () => {
    const { giver, performer, room } = await concert(100);
    const other = await hall.somebody();
    await hall.grant(other, 100);
    expect(outcomeOf(await hall.give(other, { room, to: performer }))).toBe("404 ROOM_NOT_FOUND");
    await hall.report(room, { kind: "join", user: giver, sid: 1 });
    hall.clock.nowMs += 2 * MINUTE_MS;
    expect(outcomeOf(await hall.give(giver, { room, to: performer }))).toBe("201");
    await hall.report(room, { kind: "leave", user: giver, sid: 1 });
    expect(outcomeOf(await hall.give(giver, { room, to: performer }))).toBe("404 ROOM_NOT_FOUND");
    await hall.report(room, { kind: "join", user: giver, sid: 2, seat: "ghost" });
    expect(outcomeOf(await hall.give(giver, { room, to: performer }))).toBe("201");
  });

  test("to oneself, to who does not perform, and in a room of no event", async () => {
    const { giver, performer, organiser, room } = await concert(100);
    expect(outcomeOf(await hall.give(giver, { room, to: giver }))).toBe("422 GIFT_TO_SELF");
    expect(outcomeOf(await hall.give(giver, { room, to: organiser }))).toBe("409 GIFT_NOT_TAKEN");
    const plaza = roomOf(await enter(hall, giver));
    expect(outcomeOf(await hall.give(giver, { room: plaza, to: performer }))).toBe("409 GIFT_NOT_TAKEN");
    expect(await hall.coinsOf(giver)).toBe(100);
  });

  test("of a kind that there is not, or not any more", async () => {
    const { giver, performer, room } = await concert(100);
    const giveA = async (kindId: string) =>
      outcomeOf(await hall.give(giver, { room, to: performer, kindId }));
    expect(await giveA("gfk_none")).toBe("404 GIFT_KIND_NOT_FOUND");
    const set = (isForSale: boolean) =>
      hall.ask(internalPath.giftKind, {
        method: "PUT",
        params: { giftKindId: "gfk_lantern" },
        json: {
          names: { ja: "灯籠", en: "Lantern" },
          coinCount: 7,
          effect: "lanterns",
          seconds: 5,
          isForSale,
        },
      });
    expect((await set(true)).status).toBe(200);
    const listed = async () =>
      ((await hall.ask(internalPath.giftKinds)).body["items"] as { id: string }[]).map(({ id }) => id);
    expect(await listed()).toEqual([
      "gfk_lantern",
      "gfk_heart",
      "gfk_petals",
      "gfk_confetti",
      "gfk_fireworks",
    ]);
    expect(await giveA("gfk_lantern")).toBe("201");
    await set(false);
    expect([await giveA("gfk_lantern"), (await listed()).length]).toEqual(["404 GIFT_KIND_NOT_FOUND", 4]);
  });

  test("across a block, nor by whoever is muted there or banned", async () => {
    const { giver, performer, room } = await concert(10_000);
    const giving = async () => outcomeOf(await hall.give(giver, { room, to: performer }));
    const block = (method: "PUT" | "DELETE", userId: string, targetId: string) =>
      hall.ask(internalPath.shun, { method, params: { userId, kind: "block", targetId } });
    await block("PUT", performer, giver);
    expect(await giving()).toBe("404 USER_NOT_FOUND");
    await block("DELETE", performer, giver);
    await block("PUT", giver, performer);
    expect(await giving()).toBe("409 USER_BLOCKED");
    await block("DELETE", giver, performer);

    const moderator = await person(hall, "moderator");
    const decide = async (kind: string) => {
      const { body } = await hall.ask(internalPath.sanctions, {
        as: moderator,
        json: {
          kind,
          target: { kind: "user", id: giver },
          scope: { kind: "room", id: room },
          reason: "because",
        },
      });
      return String(body["id"]);
    };
    const lift = (sanctionId: string) =>
      hall.ask(internalPath.liftSanction, {
        params: { sanctionId },
        as: moderator,
        json: { reason: "enough" },
      });
    const mute = await decide("mute");
    expect(await giving()).toBe("403 MUTED");
    await lift(mute);
    await hall.report(room, { kind: "join", user: giver, sid: 1 });
    await decide("ban");
    expect(await giving()).toBe("403 BANNED");
  });

  test("more than so often a minute", async () => {
    const { giver, performer, room } = await concert(10_000);
    await hall.report(room, { kind: "join", user: giver, sid: 1 });
    for (let given = 0; given < GIFTS_PER_MINUTE_MAX; given++)
      expect((await hall.give(giver, { room, to: performer })).status).toBe(201);
    expect(outcomeOf(await hall.give(giver, { room, to: performer }))).toBe("429 GIFTS_FULL");
    hall.clock.nowMs += MINUTE_MS;
    expect((await hall.give(giver, { room, to: performer })).status).toBe(201);
  });
});

describe("a host hears of gifts", () => {
  test("of the events it names, from where each stands, and of none that is ten minutes old", async () => {
    const [one, other] = [await concert(100), await concert(100)];
    await hall.give(one.giver, { room: one.room, to: one.performer, text: "first" });
    await hall.give(other.giver, { room: other.room, to: other.performer, text: "elsewhere" });
    await hall.give(one.giver, { room: one.room, to: one.performer, text: "second" });
    const texts = async (...events: { readonly event: string; readonly after: number }[]) =>
      (await hall.news(events)).map(({ gift }) => gift.text);
    const [first] = await hall.news([{ event: one.eventId, after: 0 }]);
    expect(await texts({ event: one.eventId, after: 0 })).toEqual(["first", "second"]);
    expect(
      await texts({ event: one.eventId, after: first?.seq ?? 0 }, { event: other.eventId, after: 0 }),
    ).toEqual(["elsewhere", "second"]);
    const spec = await hall.ask(internalPath.roomSpec, {
      params: { roomId: one.room },
      query: `?host=${hall.hostId}`,
    });
    expect(await hall.news([spec.body["gifts"] as { event: string; after: number }])).toEqual([]);
    hall.clock.nowMs += 11 * MINUTE_MS;
    expect(await texts({ event: one.eventId, after: 0 })).toEqual([]);
  });

  test("while it waits, as soon as one is given, and not of those of other events", async () => {
    const [one, other] = [await concert(100), await concert(100)];
    const waiting = hall.news([{ event: one.eventId, after: 0 }], 20_000);
    await hall.give(other.giver, { room: other.room, to: other.performer });
    await hall.give(one.giver, { room: one.room, to: one.performer, text: "now" });
    expect((await waiting).map(({ gift }) => gift.text)).toEqual(["now"]);
  });
});

test("whoever gave something and is no more is somebody; what was given, and its pages, stay", async () => {
  const { giver, performer, room, eventId } = await concert(100);
  for (const text of ["one", "two", "three"]) {
    await hall.give(giver, { room, to: performer, text });
    hall.clock.nowMs += 1;
  }
  const textsOf = (page: Record<string, unknown>) =>
    (page["items"] as { text: string | null }[]).map(({ text }) => text);
  const page = await hall.received(performer, "?limit=2");
  expect([textsOf(page), page["total"]]).toMatchObject([["three", "two"], { giftCount: 3 }]);
  const next = await hall.received(performer, `?limit=2&cursor=${page["nextCursor"]}`);
  expect([textsOf(next), next["total"], next["nextCursor"]]).toEqual([["one"], null, null]);
  expect(await hall.received(performer, "?eventId=evt_other")).toMatchObject({
    items: [],
    total: { giftCount: 0 },
  });

  const giverId = userIdSchema.parse(giver);
  await hall.deps.db
    .update(users)
    .set({ eraseAt: new Date(hall.clock.nowMs) })
    .where(eq(users.id, giverId));
  await eraseAccount(hall.deps, giverId);
  expect(await hall.received(performer, `?eventId=${eventId}`)).toMatchObject({
    items: Array.from({ length: 3 }, () => ({
      from: null,
      to: { id: performer },
      text: null,
      coinCount: 10,
    })),
    total: { giftCount: 3, coinCount: 30 },
  });
  const [told] = await hall.news([{ event: eventId, after: 0 }]);
  expect(told?.gift).toMatchObject({ from: null, text: null });
});
