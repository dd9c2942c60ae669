import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { accountId, rulesOf } from "../../../origin/money/accounts.ts";
import { type CoinLot, worthOf } from "../../../origin/money/coin-lots.ts";
import {
  checkTransaction,
  type Entry,
  type LedgerTransaction,
  overdraftOf,
} from "../../../origin/money/ledger.ts";
import { coinsSpent } from "../../../origin/money/postings/coins.ts";
import { disputeLost, disputeOpened, disputeWon } from "../../../origin/money/postings/disputes.ts";
import { coinsOf, eventHeld, house } from "../../../origin/money/postings/entry.ts";
import { refundDecided, refundFailed, refundPaid } from "../../../origin/money/postings/refunds.ts";
import { coinsSold, paidInVain, ticketsSold } from "../../../origin/money/postings/sales.ts";
import type { Payment } from "../../../origin/money/postings/stripe-balance.ts";
import type { Currency } from "../../../shared/schema/money.ts";

const move = (entries: readonly Entry[]): LedgerTransaction => ({
  key: "k",
  kind: "coins.spent",
  entries,
  balanceTransactionId: null,
});
const paid = (amount: number, unit: Currency = "jpy"): Entry => ({ ...house("tax", unit), amount });
const cleared = (amount: number, unit: Currency = "jpy"): Entry => ({
  ...house("stripe-clearing", unit),
  amount,
});

describe("a transaction is refused that", () => {
  test.each<[string, readonly Entry[]]>([
    ["has one entry", [paid(1)]],
    ["does not sum to zero", [paid(-100), cleared(99)]],
    ["sums to zero only across currencies", [paid(-100, "jpy"), cleared(100, "usd")]],
    ["moves nothing", [paid(0), cleared(0)]],
    ["moves parts of a yen", [paid(-0.5), cleared(0.5)]],
    ["moves more than can be counted", [paid(-(2 ** 53)), cleared(2 ** 53)]],
    ["names an account twice", [paid(-2), paid(1), cleared(1)]],
    ["keeps money where coins are", [{ kind: "coins", owner: "usr_a", unit: "jpy", amount: -1 }, cleared(1)]],
    [
      "keeps coins where money is",
      [
        { ...house("tax", "coin"), amount: -1 },
        { ...coinsOf("usr_a", "coin"), amount: 1 },
      ],
    ],
    ["gives the house's account to somebody", [{ ...paid(-1), owner: "usr_a" }, cleared(1)]],
    [
      "gives somebody's account to nobody",
      [
        { ...coinsOf("usr_a", "coin"), owner: null, amount: -1 },
        { ...house("coins-issued", "coin"), amount: 1 },
      ],
    ],
  ])("%s", (_, entries) => {
    expect(() => checkTransaction(move(entries))).toThrow();
  });

  test("has no key", () => {
    expect(() => checkTransaction({ ...move([paid(-1), cleared(1)]), key: "" })).toThrow();
    expect(() => checkTransaction({ ...move([paid(-1), cleared(1)]), key: "k".repeat(201) })).toThrow();
  });
});

test("a transaction may sum to zero in each of several units at once; its entries come in one order", () => {
  const entries = [
    paid(-3),
    { ...house("coins-issued", "coin"), amount: 5 },
    cleared(3),
    { ...coinsOf("usr_a", "coin"), amount: -5 },
  ];
  const names = checkTransaction(move(entries)).map(accountId);
  expect(names).toEqual(["coins-issued::coin", "coins:usr_a:coin", "stripe-clearing::jpy", "tax::jpy"]);
  expect(checkTransaction(move(entries.toReversed())).map(accountId)).toEqual(names);
});

test("what is somebody's is never overdrawn; what the house sums up may be on either side", () => {
  const spend = (amount: number) => [
    { ...coinsOf("usr_a", "coin"), amount },
    { ...house("coins-issued", "coin"), amount: -amount },
  ];
  const balances = new Map([["coins:usr_a:coin", -10]]);
  expect(overdraftOf(balances, spend(10))).toBeNull();
  expect(overdraftOf(balances, spend(11))).toMatchObject({ account: { owner: "usr_a" }, missing: 1 });
  expect(
    overdraftOf(balances, [
      { ...coinsOf("usr_b", "coin"), amount: 1 },
      { ...house("coins-issued", "coin"), amount: -1 },
    ]),
  ).toMatchObject({ missing: 1 });
  expect(overdraftOf(new Map(), [cleared(-5), paid(5)])).toBeNull();
});

const amounts = fc.integer({ min: 1, max: 99_999_999 });
const currencies = fc.constantFrom<Currency>("jpy", "usd", "eur");
const payments: fc.Arbitrary<Payment> = fc
  .record({
    currency: currencies,
    total: amounts,
    taxShare: fc.nat(100),
    other: currencies,
    amount: amounts,
    fee: fc.nat(5_000),
  })
  .map(({ currency, total, taxShare, other, amount, fee }) => ({
    currency,
    total,
    tax: Math.floor((total * taxShare) / 101),
    settled: {
      balanceTransactionId: "txn_1",
      currency: other,
      amount: other === currency ? total : amount,
      fee,
    },
  }));
const movedOf = ({ currency, total, settled }: Payment) => ({ currency, amount: total, settled });
const lotOf = ({ currency, total, tax }: Payment, issuedCount: number, leftCount: number): CoinLot => ({
  id: "lot",
  unit: "coin",
  issuedCount,
  leftCount,
  issuedAtMs: 0,
  expiresAtMs: null,
  isFrozen: false,
  paid: { amount: total - tax, currency },
});

test("whatever happens to a payment, its entries are a transaction", () => {
  fc.assert(
    fc.property(payments, amounts, fc.nat(1_000), (payment, coins, held) => {
      const { currency, total, tax } = payment;
      const lot = lotOf(payment, coins, coins);
      const taken = [{ lot, count: Math.ceil(coins / 2) }];
      const givenBack = {
        currency,
        total,
        tax,
        for: { what: "tickets", eventId: "evt_a", heldAmount: held, earned: null },
      } as const;
      for (const transaction of [
        coinsSold({ orderId: "o", userId: "usr_a", payment, coins, freeCoins: coins % 3 }),
        ticketsSold({ orderId: "o", eventId: "evt_a", payment }),
        paidInVain({ orderId: "o", payment }),
        coinsSpent({ key: "k", userId: "usr_a", taken, earned: { userId: "usr_b", count: 1 } }),
        refundDecided("r", "o", givenBack),
        refundDecided("r", "o", { ...givenBack, for: { what: "coins", userId: "usr_a", taken } }),
        refundPaid("r", "o", movedOf(payment)),
        refundFailed("r", "o", movedOf(payment)),
        disputeOpened("d", "o", movedOf(payment)),
        disputeWon("d", "o", movedOf(payment)),
        disputeLost("d", "o", { owedAmount: held, givenBack }),
      ])
        expect(checkTransaction(transaction).length).toBeGreaterThan(1);
    }),
  );
});

test("what a buyer paid is with the state, with the event, and nowhere else; Stripe's fee is the house's", () => {
  const payment: Payment = {
    currency: "jpy",
    total: 1_100,
    tax: 100,
    settled: { balanceTransactionId: "txn_1", currency: "jpy", amount: 1_100, fee: 40 },
  };
  const { entries } = ticketsSold({ orderId: "o", eventId: "evt_a", payment });
  expect(Object.fromEntries(entries.map((entry) => [accountId(entry), entry.amount]))).toEqual({
    "event-held:evt_a:jpy": -1_000,
    "tax::jpy": -100,
    "stripe-clearing::jpy": 1_060,
    "stripe-fees::jpy": 40,
  });
});

test("paid in dollars and settled in yen, each sums to zero apart", () => {
  const payment: Payment = {
    currency: "usd",
    total: 1_000,
    tax: 0,
    settled: { balanceTransactionId: "txn_1", currency: "jpy", amount: 1_500, fee: 60 },
  };
  const { entries } = ticketsSold({ orderId: "o", eventId: "evt_a", payment });
  expect(Object.fromEntries(entries.map((entry) => [accountId(entry), entry.amount]))).toEqual({
    "event-held:evt_a:usd": -1_000,
    "exchange::usd": 1_000,
    "exchange::jpy": -1_500,
    "stripe-clearing::jpy": 1_440,
    "stripe-fees::jpy": 60,
  });
});

test("a refund takes what is held of it, and is a loss only beyond that", () => {
  const givenBack = {
    currency: "jpy",
    total: 1_100,
    tax: 100,
    for: { what: "tickets", eventId: "evt_a", heldAmount: 700, earned: null },
  } as const;
  const { entries } = refundDecided("r", "o", givenBack);
  expect(Object.fromEntries(entries.map((entry) => [accountId(entry), entry.amount]))).toEqual({
    "refunds-owed:o:jpy": -1_100,
    "tax::jpy": 100,
    "event-held:evt_a:jpy": 700,
    "losses::jpy": 300,
  });
});

test("free coins earn nobody anything", () => {
  const free: CoinLot = {
    ...lotOf(
      {
        currency: "jpy",
        total: 1,
        tax: 0,
        settled: { balanceTransactionId: "txn_1", currency: "jpy", amount: 1, fee: 0 },
      },
      10,
      10,
    ),
    unit: "free-coin",
    paid: null,
  };
  const spend = (count: number) =>
    coinsSpent({
      key: "k",
      userId: "usr_a",
      taken: [{ lot: free, count: 5 }],
      earned: { userId: "usr_b", count },
    });
  expect(() => spend(1)).toThrow("free coins earn nothing");
  const { entries } = coinsSpent({
    key: "k",
    userId: "usr_a",
    taken: [{ lot: free, count: 5 }],
    earned: null,
  });
  expect(entries.map(accountId)).toEqual(["coins:usr_a:free-coin", "coins-issued::free-coin"]);
});

test("the coins of a lot are worth what was paid for it, however it is taken apart", () => {
  fc.assert(
    fc.property(
      payments,
      fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 30 }),
      (payment, parts) => {
        const issued = parts.reduce((sum, part) => sum + part, 0);
        let left = issued;
        let value = 0;
        for (const count of parts) {
          value += worthOf({ lot: lotOf(payment, issued, left), count });
          left -= count;
        }
        expect(value).toBe(payment.total - payment.tax);
      },
    ),
  );
});

test("every account that is somebody's is guarded", () => {
  expect(rulesOf(coinsOf("usr_a", "free-coin")).guarded).toBe(true);
  expect(rulesOf(eventHeld("evt_a", "jpy")).guarded).toBe(true);
});
