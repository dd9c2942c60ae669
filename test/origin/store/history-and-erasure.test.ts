// What the books tell of somebody's coins, and what is left of the store when an account goes.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { eraseAccount } from "../../../origin/account/erase-account.ts";
import { expireCoins } from "../../../origin/money/expire-coins.ts";
import { NOBODY_ID } from "../../../origin/users/nobody.ts";
import { type CoinMove, coinHistorySchema } from "../../../shared/schema/coin-history.ts";
import type { UserId } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { avatarDetailSchema, avatarPageSchema } from "../../../shared/schema/public-api.ts";
import { holdingPageSchema } from "../../../shared/schema/store.ts";
import { openStorefront, PRICE, type Storefront } from "./storefront.ts";

let store: Storefront;
beforeAll(async () => {
  store = await openStorefront();
});
afterAll(() => store.close());

const historyOf = async (userId: UserId, query = "") =>
  coinHistorySchema.parse((await store.ask(internalPath.coinHistory, { params: { userId }, query })).body);
/** A move, without what did not move. */
const told = ({ at: _, about, ...move }: CoinMove): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(Object.entries(move).filter(([, count]) => count !== 0)),
  ...(about === null ? {} : { about }),
});
const erase = async (userId: UserId) => {
  await store.deps.db.execute(
    sql`UPDATE users SET erase_at = ${new Date(store.clock.nowMs - 1).toISOString()}::timestamptz WHERE id = ${userId}`,
  );
  await eraseAccount(store.deps, userId);
};

describe("a history of coins", () => {
  test("has what was bought, spent, given away, redeemed and what expired, by kind, and what for", async () => {
    const { creatorId, assetId } = await store.createListed({ takesExchangeTickets: true });
    const second = await store.createListed({ takesExchangeTickets: true });
    const [buyer, friend] = [await store.createMember(), await store.createMember("Otto")];
    await store.befriend(buyer, friend);
    await store.sellCoins(buyer);
    await store.issueTickets(buyer, 2);
    await store.buy(buyer, assetId, { forUserId: friend });
    await store.buy(buyer, second.assetId, { payWith: "exchange-ticket" });
    await store.pass(181 * 24 * 60 * 60_000);
    await expireCoins(store.deps);
    const { items } = await historyOf(buyer);
    const thing = { what: "asset", name: "Godette" };
    expect(items.map(told)).toEqual([
      { kind: "coins.expired", coinCount: -(110 - PRICE) },
      {
        kind: "exchange.redeemed",
        exchangeTicketCount: -1,
        about: { ...thing, assetId: second.assetId, forUserId: null },
      },
      {
        kind: "coins.spent",
        coinCount: -(PRICE - 10),
        freeCoinCount: -10,
        about: { ...thing, assetId, forUserId: friend },
      },
      { kind: "exchange.issued", exchangeTicketCount: 2 },
      {
        kind: "coins.sold",
        coinCount: 100,
        freeCoinCount: 10,
        about: { what: "order", orderId: expect.any(String) },
      },
    ]);
    // The creators see what they earned, that a ticket earned nothing, and not for whom it was.
    expect((await historyOf(creatorId)).items.map(told)).toEqual([
      { kind: "coins.spent", earnedCount: 21, about: { ...thing, assetId, forUserId: null } },
    ]);
    expect((await historyOf(second.creatorId)).items.map(told)).toEqual([
      {
        kind: "exchange.redeemed",
        redeemedCount: 1,
        about: { ...thing, assetId: second.assetId, forUserId: null },
      },
    ]);
  });

  test("is paged through whole, each move once, and nobody else's is in it", async () => {
    const user = await store.createMember();
    for (let count = 1; count <= 7; count++) await store.giveCoins(user, count);
    await store.giveCoins(await store.createMember(), 1_000);
    const seen: number[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = await historyOf(user, `?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`);
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map(({ freeCoinCount }) => freeCoinCount));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
    const forged = Buffer.from(JSON.stringify([0, "usr_x"])).toString("base64url");
    const { status } = await store.ask(internalPath.coinHistory, {
      params: { userId: user },
      query: `?cursor=${forged}`,
    });
    expect(status).toBe(422);
  });
});

describe("when a creator's account is erased", () => {
  test("what others have stays with them, as nobody's work, sold and found no more; the rest goes", async () => {
    const { creatorId, assetId } = await store.createListed();
    const unsold = await store.createAsset(creatorId);
    await store.sell(creatorId, unsold);
    const holder = await store.createMember();
    await store.giveCoins(holder, 1_000);
    await store.buy(holder, assetId);
    await store.wear(holder, assetId);
    // About to be erased, it is seen still by who has its id, and bought no more.
    await store.deps.db.execute(
      sql`UPDATE users SET erase_at = now() + interval '1 year' WHERE id = ${creatorId}`,
    );
    expect((await store.ask(internalPath.avatar, { params: { avatarId: assetId } })).status).toBe(200);
    expect((await store.ask(internalPath.avatar, { params: { avatarId: unsold } })).status).toBe(404);
    expect((await store.ask(internalPath.listing, { params: { assetId } })).status).toBe(404);
    await erase(creatorId);

    expect((await store.seen(holder)).avatar?.id).toBe(assetId);
    const detail = await store.ask(internalPath.avatar, { params: { avatarId: assetId } });
    expect(avatarDetailSchema.parse(detail.body)).toMatchObject({
      owner: { id: NOBODY_ID, displayName: "—" },
      listing: { isForSale: false },
    });
    expect((await store.ask(internalPath.profile, { params: { userId: NOBODY_ID } })).status).toBe(404);
    const { items } = avatarPageSchema.parse((await store.ask(internalPath.avatars)).body);
    expect(items.map(({ id }) => id)).not.toContain(assetId);
    expect((await store.ask(internalPath.avatar, { params: { avatarId: unsold } })).status).toBe(404);
    const other = await store.createMember();
    await store.giveCoins(other, 1_000);
    expect(store.refusal(await store.buy(other, assetId))).toBe("409 LISTING_NOT_FOR_SALE");
    expect(store.refusal(await store.wear(other, assetId))).toBe("403 AVATAR_NOT_BOUGHT");

    // With the last who has it, it goes as well.
    await erase(holder);
    expect((await store.ask(internalPath.avatar, { params: { avatarId: assetId } })).status).toBe(404);
  });
});

describe("when a buyer's account is erased", () => {
  test("what they had goes, the books stay, and their tickets are lost to nobody's gain", async () => {
    const { creatorId, assetId } = await store.createListed();
    const [buyer, friend] = [await store.createMember(), await store.createMember("Otto")];
    await store.befriend(buyer, friend);
    await store.sellCoins(buyer);
    await store.issueTickets(buyer, 3);
    await store.buy(buyer, assetId);
    const given = await store.createListed();
    await store.buy(buyer, given.assetId, { forUserId: friend, note: "yours" });
    await erase(buyer);

    const { body } = await store.ask(internalPath.holdings, { params: { userId: friend } });
    expect(holdingPageSchema.parse(body).items).toMatchObject([{ got: "gift", from: null, note: "yours" }]);
    const [rows] = await store.deps.db.execute<{ holdings: string; purchases: string }>(
      sql`SELECT (SELECT count(*) FROM holdings WHERE holder_id = ${buyer}) AS holdings,
        (SELECT count(*) FROM purchases WHERE buyer_id = ${buyer}) AS purchases`,
    );
    expect(rows).toEqual({ holdings: "0", purchases: "2" });
    expect((await store.books())[`exchange-tickets:${buyer}:exchange-ticket`]).toBeUndefined();
    const { items } = await historyOf(buyer);
    expect(items.slice(0, 2).map(({ kind }) => kind)).toEqual(["exchange.forfeited", "coins.forfeited"]);
    // Its creator keeps the sale, and what it earned.
    expect(await store.holding({ kind: "creator-earnings", owner: creatorId, unit: "coin" })).toBe(21);
  });
});
