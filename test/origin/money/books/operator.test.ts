// What whoever runs the server does to the books: packs, coins that are given, creators' shares, comparing, and the base date's report.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { settleOrder } from "../../../../origin/money/settle-order.ts";
import { findSharePercent } from "../../../../origin/money/share-store.ts";
import type { ReconciliationDetail, ReconciliationPage } from "../../../../shared/schema/books.ts";
import type { UserId } from "../../../../shared/schema/ids.ts";
import { internalPath } from "../../../../shared/schema/internal-api.ts";
import { mayCall } from "../../../../shared/schema/internal-callers.ts";
import { outcomeOf, person } from "../../moderation/people.ts";
import { runJobs } from "../../run-jobs.ts";
import { openShop, PACK_PRICE, type Shop } from "../shop.ts";

const HOUR_MS = 3_600_000;
let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const logged = async (): Promise<{ act: string; subject: string; facts: Record<string, unknown> }> => {
  const { body } = await shop.ask(internalPath.audit, { as: await person(shop, "admin"), query: "?limit=1" });
  const [newest] = body["items"] as Awaited<ReturnType<typeof logged>>[];
  if (newest === undefined) throw new Error("nothing is logged");
  return newest;
};

describe("a pack of coins", () => {
  const coinPackId = "pck_summer";
  const put = (more: object = {}) =>
    shop.ask(internalPath.housePack, {
      method: "PUT",
      params: { coinPackId },
      json: { coinCount: 300, freeCoinCount: 30, prices: { jpy: 350 }, reason: "Summer.", ...more },
    });
  const forSale = async () =>
    ((await shop.ask(internalPath.coinPacks)).body["items"] as { id: string }[]).map(({ id }) => id);

  test("is for sale as soon as it is set, changed when it is set again, and gone when it is withdrawn", async () => {
    expect(outcomeOf(await put())).toBe("200");
    expect(await logged()).toMatchObject({
      act: "pack.set",
      subject: coinPackId,
      facts: { reason: "Summer." },
    });
    expect(await forSale()).toContain(coinPackId);
    expect((await put({ prices: { jpy: 300, usd: 299 } })).body).toMatchObject({ prices: { usd: 299 } });
    const json = { reason: "Autumn." };
    const withdrawn = await shop.ask(internalPath.withdrawPack, { params: { coinPackId }, json });
    expect(withdrawn.body).toMatchObject({ isForSale: false });
    expect(await forSale()).not.toContain(coinPackId);
    const { body } = await shop.ask(internalPath.housePacks);
    expect((body["items"] as { id: string }[]).map(({ id }) => id)).toContain(coinPackId);
  });

  test("without a price, or without a reason, is refused", async () => {
    for (const wrong of [{ prices: {} }, { reason: "" }, { coinCount: 0 }, { prices: { xyz: 1 } }])
      expect([wrong, outcomeOf(await put(wrong))]).toEqual([wrong, "422 VALIDATION_FAILED"]);
    const none = await shop.ask(internalPath.withdrawPack, {
      params: { coinPackId: "pck_none" },
      json: { reason: "why" },
    });
    expect(outcomeOf(none)).toBe("404 COIN_PACK_NOT_FOUND");
  });
});

test("coins are given once for each key, and the log says why", async () => {
  const userId = await shop.createUser();
  const give = (more: object = {}) =>
    shop.ask(internalPath.coinGrants, {
      json: { userId, count: 50, key: "contest-2026", reason: "Won the contest.", ...more },
    });
  const answers = await Promise.all(Array.from({ length: 5 }, () => give()));
  expect(answers.map(({ body }) => body["isNew"]).toSorted()).toEqual([false, false, false, false, true]);
  expect(await shop.holding({ kind: "coins", owner: userId, unit: "free-coin" })).toBe(50);
  expect(await logged()).toMatchObject({
    act: "coins.give",
    subject: userId,
    facts: { count: 50, key: "contest-2026", reason: "Won the contest." },
  });
  expect(outcomeOf(await give({ userId: "usr_none", key: "other" }))).toBe("404 USER_NOT_FOUND");
  expect(outcomeOf(await give({ count: 0, key: "nothing" }))).toBe("422 VALIDATION_FAILED");
});

describe("a creator's share", () => {
  const set = (more: object) =>
    shop.ask(internalPath.revenueShares, {
      json: { sale: "gift", userId: null, sharePercent: 60, from: null, reason: "Agreed.", ...more },
    });
  const percent = (userId: UserId, atMs = shop.clock.nowMs) =>
    findSharePercent(shop.deps.db, "gift", userId, atMs);

  test("holds from when it is said on, for everybody or for one, and is listed with its reason", async () => {
    const userId = await shop.createUser();
    const before = shop.clock.nowMs - 1;
    expect(outcomeOf(await set({}))).toBe("201");
    expect(outcomeOf(await set({ userId, sharePercent: 75 }))).toBe("201");
    expect(await logged()).toMatchObject({ act: "share.set", subject: userId });
    expect([await percent(userId), await percent(userId, before)]).toEqual([75, 50]);
    const later = new Date(shop.clock.nowMs + HOUR_MS).toISOString();
    await set({ userId, sharePercent: 80, from: later });
    expect([await percent(userId), await percent(userId, shop.clock.nowMs + HOUR_MS)]).toEqual([75, 80]);
    const { body } = await shop.ask(internalPath.revenueShares, { query: `?userId=${userId}` });
    expect(body).toMatchObject({
      defaults: { store: 70, gift: 50, ticket: 80 },
      items: [
        { sharePercent: 80, from: later },
        { sharePercent: 75, reason: "Agreed." },
      ],
    });
  });

  test("is not said of what was sold before, nor of nobody, nor of more than all", async () => {
    const past = new Date(shop.clock.nowMs - 1).toISOString();
    expect(outcomeOf(await set({ from: past }))).toBe("422 VALIDATION_FAILED");
    expect(outcomeOf(await set({ sharePercent: 101 }))).toBe("422 VALIDATION_FAILED");
    expect(outcomeOf(await set({ userId: "usr_none" }))).toBe("404 USER_NOT_FOUND");
  });
});

describe("comparing the books with Stripe's balance now", () => {
  const reconcile = async (): Promise<ReconciliationDetail> => {
    const begun = await shop.ask(internalPath.reconciliations, { method: "POST" });
    expect(begun.status).toBe(202);
    expect(await runJobs(shop)).toContain("money.reconcile");
    const page = (await shop.ask(internalPath.reconciliations, { query: "?limit=1" }))
      .body as unknown as ReconciliationPage;
    const [newest] = page.items;
    expect(Date.parse(newest?.ranAt ?? "")).toBeGreaterThanOrEqual(Date.parse(String(begun.body["at"])));
    const params = { number: String(newest?.number) };
    return (await shop.ask(internalPath.reconciliation, { params })).body as unknown as ReconciliationDetail;
  };

  test("finds them alike, and afterwards a cent that somebody moved, with its payment", async () => {
    const order = await shop.orderCoins(await shop.createUser());
    await shop.pay(order.id);
    await settleOrder(shop.deps, order.id);
    await shop.pass(2 * HOUR_MS);
    expect(await reconcile()).toMatchObject({ comparedCount: 1, differenceCount: 0, differences: [] });
    const line = (await shop.ask(internalPath.payment, { params: { orderId: order.id } })).body["booked"] as {
      balanceTransactionId: string;
    }[];
    const id = line[0]?.balanceTransactionId ?? "";
    await shop.control("balance/plant", { amount: 1, balance_transaction: id });
    shop.clock.nowMs += 1;
    expect(await reconcile()).toMatchObject({
      differenceCount: 1,
      differences: [{ id, orderId: order.id }],
    });
    const none = await shop.ask(internalPath.reconciliation, { params: { number: "999" } });
    expect(outcomeOf(none)).toBe("404 RECONCILIATION_NOT_FOUND");
  });
});

test("the base date's report counts what was not used up by then, and knows nothing of what is to come", async () => {
  const alone = await openShop();
  try {
    const unused = async (query = "") => (await alone.ask(internalPath.unusedBalance, { query })).body;
    const order = await alone.orderCoins(await alone.createUser());
    await alone.pay(order.id);
    await settleOrder(alone.deps, order.id);
    alone.clock.nowMs += 1;
    const now = new Date(alone.clock.nowMs).toISOString();
    expect(await unused(`?at=${now}`)).toEqual({
      at: now,
      paidCount: 100,
      freeCount: 10,
      value: { jpy: PACK_PRICE },
    });
    // The last base date was before there was anything.
    const { at, ...rest } = await unused();
    expect(rest).toEqual({ paidCount: 0, freeCount: 0, value: {} });
    expect(String(at)).toMatch(/-(03-31|09-30)T15:00:00\.000Z$/);
    const ahead = new Date(alone.clock.nowMs + 1).toISOString();
    expect((await unused(`?at=${ahead}`))["code"]).toBe("VALIDATION_FAILED");
  } finally {
    await alone.close();
  }
});

test("no edge sets packs, gives coins or changes shares, and no host looks into payments", () => {
  const alone = [
    "housePacks",
    "housePack",
    "withdrawPack",
    "coinGrants",
    "exchangeTickets",
    "revenueShares",
  ] as const;
  const both = ["payments", "payment", "paymentRefund", "retryRefund", "unusedBalance"] as const;
  const may = (caller: "edge" | "room" | "ugc" | "admin", name: (typeof alone | typeof both)[number]) =>
    mayCall(caller, internalPath[name].replaceAll(/:\w+/g, "x"));
  for (const name of alone)
    expect([name, may("edge", name), may("room", name), may("ugc", name), may("admin", name)]).toEqual([
      name,
      false,
      false,
      false,
      true,
    ]);
  for (const name of both)
    expect([name, may("edge", name), may("room", name), may("ugc", name), may("admin", name)]).toEqual([
      name,
      true,
      false,
      false,
      true,
    ]);
});
