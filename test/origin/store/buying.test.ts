// Buying: what it costs goes and the thing is there, both or neither, however often and at once it is asked for.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { insertShareRule } from "../../../origin/money/share-store.ts";
import type { AssetId, UserId } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { notificationPageSchema } from "../../../shared/schema/notification.ts";
import {
  holdingPageSchema,
  listingPageSchema,
  listingSchema,
  ownListingPageSchema,
  purchaseSchema,
} from "../../../shared/schema/store.ts";
import { openStorefront, PRICE, type Storefront } from "./storefront.ts";

let store: Storefront;
beforeAll(async () => {
  store = await openStorefront();
});
afterAll(() => store.close());

const coinsOf = (userId: UserId, unit: "coin" | "free-coin") =>
  store.holding({ kind: "coins", owner: userId, unit });
const earnedBy = (userId: UserId) => store.holding({ kind: "creator-earnings", owner: userId, unit: "coin" });
const holdingsOf = async (userId: UserId) =>
  holdingPageSchema.parse((await store.ask(internalPath.holdings, { params: { userId } })).body).items;
const listingOf = async (assetId: AssetId) =>
  listingSchema.parse((await store.ask(internalPath.listing, { params: { assetId } })).body);
const toldTo = async (userId: UserId) =>
  notificationPageSchema.parse((await store.ask(internalPath.notifications, { params: { userId } })).body)
    .items;
const rich = async (): Promise<UserId> => {
  const userId = await store.createMember();
  await store.giveCoins(userId, 1_000);
  return userId;
};

describe("whoever buys a thing", () => {
  test("has it and fewer coins, and its creator earns their share of those that were paid for", async () => {
    const { creatorId, assetId } = await store.createListed({ priceCoins: 60 });
    const buyer = await store.createMember();
    await store.sellCoins(buyer);
    const bought = await store.buy(buyer, assetId, { priceCoins: 60 });
    expect(bought.status).toBe(201);
    expect(purchaseSchema.parse(bought.body)).toMatchObject({ assetId, priceCoins: 60, forUserId: null });
    // The ten free ones go first, and earn nothing: 70 % of 50.
    expect([await coinsOf(buyer, "coin"), await coinsOf(buyer, "free-coin")]).toEqual([50, 0]);
    expect(await earnedBy(creatorId)).toBe(35);
    expect(await holdingsOf(buyer)).toMatchObject([
      { assetId, name: "Godette", got: "bought", from: null, owner: { id: creatorId } },
    ]);
  });

  test("gives the creator the share that is ruled for them", async () => {
    const { creatorId, assetId } = await store.createListed();
    const at = new Date(store.clock.nowMs);
    const rule = { sale: "store", userId: creatorId, sharePercent: 90, fromAt: at, decidedAt: at } as const;
    await insertShareRule(store.deps.db, { ...rule, reason: "agreed" });
    const buyer = await store.createMember();
    await store.sellCoins(buyer);
    expect((await store.buy(buyer, assetId)).status).toBe(201);
    expect(await earnedBy(creatorId)).toBe(Math.floor((PRICE - 10) * 0.9));
  });

  test("has it once: by a double click, by a request that is repeated, and by another one", async () => {
    const { assetId } = await store.createListed();
    const buyer = await rich();
    const clicks = await Promise.all([1, 2, 3].map(() => store.buy(buyer, assetId, {}, "click")));
    expect(clicks.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(clicks.map(({ body }) => body["id"])).size).toBe(1);
    expect(store.refusal(await store.buy(buyer, assetId))).toBe("409 HELD_ALREADY");
    expect(store.refusal(await store.buy(buyer, assetId, { priceCoins: 1 }, "click"))).toBe(
      "422 IDEMPOTENCY_KEY_REUSED",
    );
    expect(await coinsOf(buyer, "free-coin")).toBe(1_000 - PRICE);
    expect((await listingOf(assetId)).isForSale).toBe(true);
  });

  test("at another price than they saw has bought nothing, and is told the price", async () => {
    const { creatorId, assetId } = await store.createListed();
    const buyer = await rich();
    await store.sell(creatorId, assetId, { priceCoins: PRICE + 1 });
    const refused = await store.buy(buyer, assetId);
    expect(store.refusal(refused)).toBe("409 LISTING_PRICE_CHANGED");
    expect(refused.body["errors"]).toMatchObject([{ actual: PRICE, limit: PRICE + 1 }]);
    expect([await coinsOf(buyer, "free-coin"), await holdingsOf(buyer)]).toEqual([1_000, []]);
  });

  test("without the coins for it has bought nothing, and no sale is counted", async () => {
    const { creatorId, assetId } = await store.createListed({ numberMax: 1 });
    const poor = await store.createMember();
    await store.giveCoins(poor, PRICE - 1);
    expect(store.refusal(await store.buy(poor, assetId))).toBe("409 COINS_MISSING");
    expect(await coinsOf(poor, "free-coin")).toBe(PRICE - 1);
    expect((await listingOf(assetId)).leftCount).toBe(1);
    expect(await toldTo(creatorId)).toEqual([]);
  });

  test("of their own works buys nothing", async () => {
    const { creatorId, assetId } = await store.createListed();
    await store.giveCoins(creatorId, 1_000);
    expect(store.refusal(await store.buy(creatorId, assetId))).toBe("409 HELD_ALREADY");
  });
});

test("of a hundred who buy at once, as many have it as there are, and nobody else is charged", async () => {
  const { creatorId, assetId } = await store.createListed({ numberMax: 10 });
  const buyers = await Promise.all(Array.from({ length: 100 }, () => rich()));
  const answers = await Promise.all(buyers.map((buyer) => store.buy(buyer, assetId)));
  const outcomes = answers.map((answer) => (answer.status === 201 ? "bought" : store.refusal(answer)));
  expect(Map.groupBy(outcomes, (outcome) => outcome).get("bought")).toHaveLength(10);
  expect(Map.groupBy(outcomes, (outcome) => outcome).get("409 LISTING_SOLD_OUT")).toHaveLength(90);
  const spent = await Promise.all(buyers.map(async (buyer) => 1_000 - (await coinsOf(buyer, "free-coin"))));
  expect(spent).toEqual(outcomes.map((outcome) => (outcome === "bought" ? PRICE : 0)));
  expect(await listingOf(assetId)).toMatchObject({ leftCount: 0, isForSale: true });
  const { body } = await store.ask(internalPath.ownListings, { params: { userId: creatorId } });
  expect(ownListingPageSchema.parse(body).items).toMatchObject([{ assetId, soldCount: 10 }]);
  // What its creator hears of it they hear once a day.
  expect((await toldTo(creatorId)).map(({ kind }) => kind)).toEqual(["sold"]);
  const [sums] = await store.deps.db.execute<{ apart: string }>(
    sql`SELECT count(*) AS apart FROM (SELECT sum(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id GROUP BY a.unit HAVING sum(e.amount) <> 0) s`,
  );
  expect(Number(sums?.apart)).toBe(0);
}, 60_000);

test("one buyer with coins for three of ten things at once has three of them", async () => {
  const things = await Promise.all(Array.from({ length: 10 }, () => store.createListed()));
  const buyer = await store.createMember();
  await store.giveCoins(buyer, 3 * PRICE + 1);
  const answers = await Promise.all(things.map(({ assetId }) => store.buy(buyer, assetId)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  expect([await coinsOf(buyer, "free-coin"), (await holdingsOf(buyer)).length]).toEqual([1, 3]);
}, 30_000);

test("what breaks off at its last step has not begun: no coin, no thing, no sale, and the same request does it then", async () => {
  const { creatorId, assetId } = await store.createListed({ numberMax: 1 });
  const buyer = await rich();
  const run = (statement: string) => store.deps.db.execute(sql.raw(statement));
  await run(
    `CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$`,
  );
  await run(`CREATE TRIGGER break_off BEFORE INSERT ON notifications EXECUTE FUNCTION break_off()`);
  expect((await store.buy(buyer, assetId, {}, "again")).status).toBe(500);
  await run(`DROP TRIGGER break_off ON notifications`);
  expect([await coinsOf(buyer, "free-coin"), await holdingsOf(buyer)]).toEqual([1_000, []]);
  expect((await listingOf(assetId)).leftCount).toBe(1);
  expect((await store.buy(buyer, assetId, {}, "again")).status).toBe(201);
  expect([await coinsOf(buyer, "free-coin"), (await toldTo(creatorId)).length]).toEqual([1_000 - PRICE, 1]);
});

test("purchases stay as they were written", async () => {
  const { assetId } = await store.createListed();
  expect((await store.buy(await rich(), assetId)).status).toBe(201);
  const change = store.deps.db.execute(sql`UPDATE purchases SET price_coins = 1`).then(() => "changed");
  await expect(change.catch((error) => String(error.cause ?? error))).resolves.toContain("append-only");
});

describe("a gift to a friend", () => {
  test("is the friend's, who hears of it and reads the note; whoever gave it paid", async () => {
    const { assetId } = await store.createListed();
    const [giver, friend] = [await rich(), await store.createMember("Otto")];
    await store.befriend(giver, friend);
    const given = await store.buy(giver, assetId, { forUserId: friend, note: "For your birthday" });
    expect(given.body).toMatchObject({ forUserId: friend });
    expect([await coinsOf(giver, "free-coin"), await coinsOf(friend, "free-coin")]).toEqual([
      1_000 - PRICE,
      0,
    ]);
    expect(await holdingsOf(giver)).toEqual([]);
    expect(await holdingsOf(friend)).toMatchObject([
      { assetId, got: "gift", from: { id: giver }, note: "For your birthday" },
    ]);
    expect((await toldTo(friend)).find(({ kind }) => kind === "present")).toMatchObject({
      user: { id: giver },
      present: { asset: { id: assetId, kind: "avatar", name: "Godette" }, note: "For your birthday" },
    });
    expect((await store.wear(friend, assetId)).status).toBe(200);
    expect(store.refusal(await store.wear(giver, assetId))).toBe("403 AVATAR_NOT_BOUGHT");
  });

  test.each<[string, string, (giver: UserId, friend: UserId, assetId: AssetId) => Promise<unknown>]>([
    ["not of somebody who is no friend", "403 RECIPIENT_NOT_FRIEND", async () => {}],
    [
      "not for whom one has blocked",
      "409 USER_BLOCKED",
      async (giver, friend) => {
        await store.befriend(giver, friend);
        await store.ask(internalPath.shun, {
          method: "PUT",
          params: { userId: giver, kind: "block", targetId: friend },
        });
      },
    ],
    [
      "not for who has blocked the giver",
      "404 USER_NOT_FOUND",
      async (giver, friend) => {
        await store.befriend(giver, friend);
        await store.ask(internalPath.shun, {
          method: "PUT",
          params: { userId: friend, kind: "block", targetId: giver },
        });
      },
    ],
    [
      "not what the friend has",
      "409 RECIPIENT_HAS_IT",
      async (giver, friend, assetId) => {
        await store.befriend(giver, friend);
        await store.giveCoins(friend, PRICE);
        await store.buy(friend, assetId);
      },
    ],
  ])("is %s", async (_name, refusal, prepare) => {
    const { assetId } = await store.createListed();
    const [giver, friend] = [await rich(), await store.createMember("Otto")];
    await prepare(giver, friend, assetId);
    expect(store.refusal(await store.buy(giver, assetId, { forUserId: friend }))).toBe(refusal);
    expect(await coinsOf(giver, "free-coin")).toBe(1_000);
  });

  test("is for nobody who is oneself, or who made it, and a note goes with nothing else", async () => {
    const { creatorId, assetId } = await store.createListed();
    const giver = await rich();
    await store.befriend(giver, creatorId);
    expect(store.refusal(await store.buy(giver, assetId, { forUserId: giver }))).toBe(
      "422 RECIPIENT_IS_SELF",
    );
    expect(store.refusal(await store.buy(giver, assetId, { forUserId: creatorId }))).toBe(
      "409 RECIPIENT_HAS_IT",
    );
    expect(store.refusal(await store.buy(giver, assetId, { note: "to me" }))).toBe("422 VALIDATION_FAILED");
  });

  test("of two friends who give the same at once is given once", async () => {
    const { assetId } = await store.createListed();
    const [first, second, friend] = [await rich(), await rich(), await store.createMember("Otto")];
    for (const giver of [first, second]) await store.befriend(giver, friend);
    const answers = await Promise.all(
      [first, second].map((giver) => store.buy(giver, assetId, { forUserId: friend })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const left = await Promise.all([first, second].map((giver) => coinsOf(giver, "free-coin")));
    expect(left.toSorted()).toEqual([1_000 - PRICE, 1_000].toSorted());
  });
});

describe("the lists of what can be bought", () => {
  const page = async (query: string) =>
    listingPageSchema.parse((await store.ask(internalPath.store, { query })).body);
  test("are one creator's, newest or cheapest first, page by page, without what cannot be bought", async () => {
    const creatorId = await store.createMember("Maker");
    const prices = [30, 10, 20, 10, 50];
    const ids: AssetId[] = [];
    for (const priceCoins of prices) {
      store.clock.nowMs += 1_000;
      const assetId = await store.createAsset(creatorId);
      await store.sell(creatorId, assetId, { priceCoins });
      ids.push(assetId);
    }
    await store.withdraw(creatorId, ids[4] as AssetId);
    const listed = ids.slice(0, 4);
    const walk = async (order: string) => {
      const seen: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const from = cursor === "" ? "" : `&cursor=${cursor}`;
        const { items, nextCursor } = await page(`?owner=${creatorId}&order=${order}&limit=1${from}`);
        seen.push(...items.map(({ assetId }) => assetId));
        cursor = nextCursor;
      }
      return seen;
    };
    expect(await walk("new")).toEqual(listed.toReversed());
    const cheapest = (await walk("price")).map((id) => prices[ids.indexOf(id as AssetId)] ?? 0);
    expect(cheapest).toEqual([10, 10, 20, 30]);
    const { items } = await page(`?owner=${creatorId}&kind=item`);
    expect(items).toEqual([]);
    const { nextCursor } = await page(`?owner=${creatorId}&order=price&limit=1`);
    const other = await store.ask(internalPath.store, { query: `?order=new&cursor=${nextCursor}` });
    expect(store.refusal(other)).toBe("422 CURSOR_INVALID");
  });

  test("are without what is sold out, taken down, or of somebody about to be erased", async () => {
    const soldOut = await store.createListed({ numberMax: 1 });
    await store.buy(await rich(), soldOut.assetId);
    const takenDown = await store.createListed();
    await store.deps.db.execute(sql`UPDATE assets SET taken_down_at = now() WHERE id = ${takenDown.assetId}`);
    const leaving = await store.createListed();
    await store.deps.db.execute(
      sql`UPDATE users SET erase_at = now() + interval '1 day' WHERE id = ${leaving.creatorId}`,
    );
    const buyer = await rich();
    for (const { creatorId } of [soldOut, takenDown, leaving])
      expect((await page(`?owner=${creatorId}`)).items).toEqual([]);
    expect((await listingOf(soldOut.assetId)).leftCount).toBe(0);
    for (const { assetId } of [takenDown, leaving]) {
      expect((await store.ask(internalPath.listing, { params: { assetId } })).status).toBe(404);
      expect(store.refusal(await store.buy(buyer, assetId))).toBe("404 LISTING_NOT_FOUND");
    }
  });
});
