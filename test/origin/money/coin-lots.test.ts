import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { afterTaking, type CoinLot, lastBaseDateMs, takeCoins } from "../../../origin/money/coin-lots.ts";
import { coinsIn, refundableOf, taxIn } from "../../../origin/money/refund-rule.ts";
import { unusedBalance } from "./unused-balance.ts";

const ALL = ["free-coin", "coin"] as const;
const DAY_MS = 24 * 60 * 60_000;
const lot = (id: string, more: Partial<CoinLot> = {}): CoinLot => ({
  id,
  unit: "coin",
  issuedCount: 10,
  leftCount: 10,
  issuedAtMs: 0,
  expiresAtMs: null,
  isFrozen: false,
  paid: more.unit === "free-coin" ? null : { amount: 1_000, currency: "jpy" },
  ...more,
});
const told = (taken: ReturnType<typeof takeCoins>) => taken?.map(({ lot: { id }, count }) => [id, count]);

test("free coins go before paid ones, and of a kind the oldest first", () => {
  const lots = [
    lot("new", { issuedAtMs: 9 }),
    lot("old", { issuedAtMs: 1 }),
    lot("given", { issuedAtMs: 20, unit: "free-coin" }),
  ];
  expect(told(takeCoins(lots, 25, ALL, 0))).toEqual([
    ["given", 10],
    ["old", 10],
    ["new", 5],
  ]);
  expect(told(takeCoins(lots, 12, ["coin"], 0))).toEqual([
    ["old", 10],
    ["new", 2],
  ]);
});

describe("nothing is taken of a lot that", () => {
  test.each<[string, Partial<CoinLot>]>([
    ["has expired", { expiresAtMs: 100 }],
    ["is frozen by a dispute", { isFrozen: true }],
    ["is used up", { leftCount: 0 }],
  ])("%s", (_, more) => {
    expect(takeCoins([lot("a", more)], 1, ALL, 100)).toBeNull();
    expect(told(takeCoins([lot("a", more), lot("b")], 1, ALL, 100))).toEqual([["b", 1]]);
  });
});

test("a lot is good until the moment it expires", () => {
  expect(takeCoins([lot("a", { expiresAtMs: 100 })], 1, ALL, 99)).not.toBeNull();
});

test("coins are taken whole or not at all, and never more than there are", () => {
  const lots = fc.array(
    fc.record({ left: fc.nat(10), at: fc.nat(5), isFree: fc.boolean(), isFrozen: fc.boolean() }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(lots, fc.integer({ min: 1, max: 60 }), (drawn, count) => {
      const all = drawn.map(({ left, at, isFree, isFrozen }, index) =>
        lot(`l${index}`, {
          leftCount: left,
          issuedAtMs: at,
          isFrozen,
          ...(isFree ? { unit: "free-coin" as const, paid: null } : {}),
        }),
      );
      const good = all.reduce((sum, { leftCount, isFrozen }) => sum + (isFrozen ? 0 : leftCount), 0);
      const taken = takeCoins(all, count, ALL, 0);
      if (good < count) return expect(taken).toBeNull();
      expect(taken?.reduce((sum, part) => sum + part.count, 0)).toBe(count);
      for (const part of taken ?? []) expect(afterTaking(part).leftCount).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("the unused balance of a base date is what was issued before and not used up before", () => {
  const bought = { unit: "coin", issuedCount: 100, paid: { amount: 1_000, currency: "jpy" } } as const;
  const given = { unit: "free-coin", issuedCount: 30, paid: null, issuedAtMs: 0 } as const;
  const history = [
    {
      lot: { ...bought, issuedAtMs: 5 },
      takings: [
        { atMs: 9, count: 33 },
        { atMs: 10, count: 7 },
      ],
    },
    { lot: { ...bought, issuedAtMs: 10 }, takings: [] },
    { lot: given, takings: [{ atMs: 1, count: 30 }] },
  ];
  expect(unusedBalance(history, 10)).toEqual({ paidCount: 67, freeCount: 0, value: { jpy: 670 } });
  expect(unusedBalance(history, 11)).toEqual({ paidCount: 160, freeCount: 0, value: { jpy: 1_600 } });
  expect(unusedBalance(history, 0)).toEqual({ paidCount: 0, freeCount: 0, value: {} });
});

test("base dates end with 31 March and 30 September in Japan", () => {
  const told = (iso: string) => new Date(lastBaseDateMs(Date.parse(iso))).toISOString();
  expect(told("2026-03-31T14:59:59Z")).toBe("2025-09-30T15:00:00.000Z");
  expect(told("2026-03-31T15:00:00Z")).toBe("2026-03-31T15:00:00.000Z");
  expect(told("2026-09-30T15:00:00Z")).toBe("2026-09-30T15:00:00.000Z");
  expect(told("2026-12-31T23:59:59Z")).toBe("2026-09-30T15:00:00.000Z");
  for (let day = 0; day < 800; day++) {
    const atMs = Date.parse("2025-01-01T00:00:00Z") + day * DAY_MS;
    expect(atMs - lastBaseDateMs(atMs)).toBeWithin(0, 184 * DAY_MS);
  }
});

test("however an order is given back, all its tax and all its coins go with it", () => {
  const orders = fc.record({
    total: fc.integer({ min: 1, max: 100_000 }),
    share: fc.nat(100),
    coins: fc.integer({ min: 1, max: 5_000 }),
  });
  fc.assert(
    fc.property(
      orders,
      fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 20 }),
      ({ total, share, coins }, percents) => {
        const tax = Math.floor((total * share) / 101);
        let paid = { total, tax, refunded: 0 };
        let taxBack = 0;
        let bought = lot("a", { issuedCount: coins, leftCount: coins });
        for (const percent of [...percents, 100]) {
          const left = refundableOf(paid);
          if (left === 0) break;
          const amount = Math.max(1, Math.floor((left * percent) / 100));
          taxBack += taxIn(paid, amount);
          for (const part of coinsIn(paid, [bought], amount)) bought = afterTaking(part);
          paid = { ...paid, refunded: paid.refunded + amount };
          expect(taxBack).toBeLessThanOrEqual(tax);
        }
        expect([paid.refunded, taxBack, bought.leftCount]).toEqual([total, tax, 0]);
      },
    ),
  );
});

test("coins that are spent cannot go back", () => {
  const paid = { total: 1_000, tax: 0, refunded: 0 };
  expect(told(coinsIn(paid, [lot("a", { leftCount: 3 })], 1_000))).toEqual([["a", 3]]);
  expect(told(coinsIn(paid, [lot("a", { leftCount: 0 })], 1_000))).toEqual([]);
});
