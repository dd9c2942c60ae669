// The books in Postgres: what the database itself refuses, and what concurrency cannot do to them.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { sumUnused } from "../../../origin/money/coin-store.ts";
import { expireCoins } from "../../../origin/money/expire-coins.ts";
import { grantCoins } from "../../../origin/money/grant-coins.ts";
import type { Entry } from "../../../origin/money/ledger.ts";
import { findBalance } from "../../../origin/money/ledger-store.ts";
import { Overdrawn, postTransaction } from "../../../origin/money/post-transaction.ts";
import { coinsOf, house } from "../../../origin/money/postings/entry.ts";
import { spendCoins } from "../../../origin/money/spend-coins.ts";
import { newId, type UserId } from "../../../shared/schema/ids.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";
import { unusedBalance } from "./unused-balance.ts";

const ALL = ["free-coin", "coin"] as const;
let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

const at = () => new Date(origin.clock.nowMs);
const coinsIn = async (userId: UserId) =>
  Math.abs(await findBalance(origin.deps.db, coinsOf(userId, "free-coin")));
const give = (userId: UserId, count: number, key: string = crypto.randomUUID()) =>
  grantCoins(origin.deps, { key, userId, count });
const spend = (userId: UserId, count: number, key: string = crypto.randomUUID()) =>
  origin.deps.db.transaction((tx) =>
    spendCoins(tx, { key, userId, count, units: ALL, earner: null }, origin.clock.nowMs),
  );
const run = (statement: string) => origin.deps.db.execute(sql.raw(statement));
const post = (key: string, entries: readonly Entry[]) =>
  origin.deps.db.transaction((tx) =>
    postTransaction(
      tx,
      { key, kind: "coins.granted", entries, balanceTransactionId: null },
      { at: at(), orderId: null },
    ),
  );
/** What the database says, through drizzle's wrapping. */
const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "done";
  } catch (error) {
    return error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  }
};

test("what is given once is there once, however often and at once it is asked for", async () => {
  const userId = newId("user");
  const given = await Promise.all(Array.from({ length: 6 }, () => give(userId, 10, "given-once")));
  expect(given.filter(Boolean)).toHaveLength(1);
  expect(await coinsIn(userId)).toBe(10);
});

test("of many who spend at once, as many succeed as there are coins", async () => {
  const userId = newId("user");
  await give(userId, 7);
  await give(userId, 3);
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => spend(userId, 1)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "COINS_MISSING" });
  expect(await coinsIn(userId)).toBe(0);
});

test("an account of somebody's is not overdrawn by the books' own way either, nor past it", async () => {
  const userId = newId("user");
  await give(userId, 5);
  const take = (amount: number): Entry[] => [
    { ...coinsOf(userId, "free-coin"), amount },
    { ...house("coins-issued", "free-coin"), amount: -amount },
  ];
  expect(post("too-much", take(6))).rejects.toThrow(Overdrawn);
  expect(await post("all-of-it", take(5))).toBeNumber();
  const id = `coins:${userId}:free-coin`;
  expect(
    await refusal(
      run(`WITH t AS (INSERT INTO ledger_transactions (key, kind, at, entry_count) VALUES ('past', 'x', now(), 2) RETURNING id)
        INSERT INTO ledger_entries SELECT id, '${id}', 1 FROM t UNION ALL SELECT id, 'coins-issued::free-coin', -1 FROM t`),
    ),
  ).toContain("ledger_accounts_not_overdrawn");
});

describe("the database refuses", () => {
  const insert = (count: number, entries: string) =>
    run(`WITH t AS (INSERT INTO ledger_transactions (key, kind, at, entry_count)
        VALUES ('${crypto.randomUUID()}', 'x', now(), ${count}) RETURNING id)
      INSERT INTO ledger_entries SELECT id, a, m FROM t, (VALUES ${entries}) v(a, m)`);
  beforeAll(async () => {
    await give(newId("user"), 5);
    await post("for-tax", [
      { ...house("tax", "jpy"), amount: -1 },
      { ...house("stripe-clearing", "jpy"), amount: 1 },
    ]);
  });

  test.each([
    [
      "a transaction that does not sum to zero",
      2,
      "('tax::jpy', -5), ('stripe-clearing::jpy', 4)",
      "does not sum to zero in jpy",
    ],
    [
      "one that does so only across units",
      2,
      "('tax::jpy', -5), ('coins-issued::free-coin', 5)",
      "does not sum to zero",
    ],
    ["one that is not whole", 3, "('tax::jpy', -5), ('stripe-clearing::jpy', 5)", "has 2 of 3 entries"],
    [
      "an entry that moves nothing",
      2,
      "('tax::jpy', 0), ('stripe-clearing::jpy', 0)",
      "ledger_entries_move_something",
    ],
  ])("%s", async (_, count, entries, message) => {
    expect(await refusal(insert(count, entries))).toContain(message);
  });

  test("a transaction without entries", async () => {
    const bare = run(
      "INSERT INTO ledger_transactions (key, kind, at, entry_count) VALUES ('bare', 'x', now(), 2)",
    );
    expect(await refusal(bare)).toContain("has 0 of 2 entries");
  });

  test("entries that are added later, though they sum to zero", async () => {
    const later = run(`INSERT INTO ledger_entries SELECT max(id), 'losses::jpy', 1 FROM ledger_transactions`);
    expect(await refusal(later)).not.toBe("done");
    await post("for-losses", [
      { ...house("losses", "jpy"), amount: 1 },
      { ...house("exchange", "jpy"), amount: -1 },
    ]);
    const both = run(`INSERT INTO ledger_entries SELECT t.id, a, m FROM ledger_transactions t,
      (VALUES ('losses::jpy', 1), ('exchange::jpy', -1)) v(a, m) WHERE t.key = 'for-tax'`);
    expect(await refusal(both)).toContain("has 4 of 2 entries");
  });

  test.each([
    "UPDATE ledger_entries SET amount = amount + 1",
    "DELETE FROM ledger_entries",
    "TRUNCATE ledger_entries CASCADE",
    "UPDATE ledger_transactions SET at = now()",
    "DELETE FROM ledger_transactions",
    "UPDATE coin_takings SET count = 1",
    "DELETE FROM coin_takings",
    "DELETE FROM coin_lots",
    "DELETE FROM ledger_accounts",
  ])("%s", async (statement) => {
    expect(await refusal(run(statement))).toContain("the books are append-only");
  });

  test.each([
    [
      "UPDATE ledger_accounts SET balance = balance - 1 WHERE balance IS NOT NULL",
      "changes by entries alone",
    ],
    [
      "INSERT INTO ledger_accounts VALUES ('coins:usr_x:coin', 'coins', 'usr_x', 'coin', -1, -100)",
      "cannot begin with",
    ],
    ["UPDATE coin_lots SET left_count = issued_count - 1", "changes by takings alone"],
    ["UPDATE coin_lots SET issued_count = issued_count + 1", "changes by takings alone"],
  ])("%s", async (statement, message) => {
    expect(await refusal(run(statement))).toContain(message);
  });
});

test("coins whose time is over go, once; the unused balance of a date is as it was then", async () => {
  const alone = await startOrigin();
  const userId = newId("user");
  const giveAlone = (count: number) => grantCoins(alone.deps, { key: crypto.randomUUID(), userId, count });
  const begin = alone.clock.nowMs;
  await giveAlone(10);
  alone.clock.nowMs += 90 * 24 * 3_600_000;
  await giveAlone(20);
  await alone.deps.db.transaction((tx) =>
    spendCoins(tx, { key: "s", userId, count: 4, units: ALL, earner: null }, alone.clock.nowMs),
  );
  alone.clock.nowMs += 91 * 24 * 3_600_000;
  await expireCoins(alone.deps);
  await expireCoins(alone.deps);
  expect(-(await findBalance(alone.deps.db, coinsOf(userId, "free-coin")))).toBe(20);
  const at = async (days: number) =>
    (await sumUnused(alone.deps.db, new Date(begin + days * 24 * 3_600_000 + 1))).freeCount;
  expect([await at(-1), await at(0), await at(90), await at(200)]).toEqual([0, 10, 26, 20]);
  await alone.stop();
});

test("the database rounds what unused coins are worth as the rules do", async () => {
  const alone = await startOrigin();
  const { db } = alone.deps;
  const history: Parameters<typeof unusedBalance>[0][number][] = [];
  for (const [index, gone] of [0, 1, 33, 99].entries()) {
    const paid = { amount: 1_000 + index, currency: "jpy" } as const;
    const lot = { unit: "coin", issuedCount: 101, issuedAtMs: 0, paid } as const;
    history.push({ lot, takings: gone === 0 ? [] : [{ atMs: 0, count: gone }] });
    await db.execute(sql`WITH t AS (INSERT INTO ledger_transactions (key, kind, at, entry_count)
        VALUES (${`issue-${index}`}, 'coins.sold', to_timestamp(0), 2) RETURNING id),
      a AS (INSERT INTO ledger_accounts VALUES (${`tax:${index}:jpy`}, 'tax', NULL, 'jpy', -1, NULL), (${`bank:${index}:jpy`}, 'bank', NULL, 'jpy', 1, NULL) RETURNING id),
      e AS (INSERT INTO ledger_entries SELECT t.id, a.id, CASE WHEN a.id LIKE 'tax%' THEN 1 ELSE -1 END FROM t, a RETURNING transaction_id)
      INSERT INTO coin_lots (id, user_id, unit, issued_count, left_count, issued_at, paid_amount, paid_currency, transaction_id)
      SELECT ${`lot_${index}`}, 'usr_x', 'coin', 101, 101, to_timestamp(0), ${paid.amount}, 'jpy', t.id FROM t`);
    if (gone > 0)
      await db.execute(
        sql`INSERT INTO coin_takings SELECT id, ${`lot_${index}`}, ${gone} FROM ledger_transactions WHERE key = ${`issue-${index}`}`,
      );
  }
  expect(await sumUnused(db, new Date(1))).toEqual(unusedBalance(history, 1));
  await alone.stop();
});
