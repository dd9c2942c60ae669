// All the SQL of statements: reads of the books, of earnings and of payouts.

import { and, eq, gte, inArray, lt, notInArray, type SQL, sql } from "drizzle-orm";
import type { UserId } from "../../shared/schema/ids.ts";
import {
  type EarnedUnit,
  STATEMENT_LINES_MAX,
  type Statement,
  type StatementKind,
} from "../../shared/schema/payout.ts";
import type { DbOrTx } from "../db/client.ts";
import { earnings } from "../db/schema/earnings.ts";
import { events } from "../db/schema/events.ts";
import { ledgerAccounts, ledgerEntries, ledgerTransactions } from "../db/schema/ledger.ts";
import { orders } from "../db/schema/orders.ts";
import { payouts } from "../db/schema/payouts.ts";
import type { TransactionKind } from "../money/ledger.ts";
import type { Movement } from "./statement.ts";
import type { PayoutRecord } from "./store.ts";

export type Span = { readonly userId: UserId; readonly from: Date; readonly until: Date };

const EARNED: readonly TransactionKind[] = ["coins.spent", "tickets.earned"];
/** What else moves a creator's earnings; what is in no row takes some back. */
const KINDS: Partial<Record<TransactionKind, StatementKind>> = {
  "payout.decided": "payout",
  // One that Stripe made when it had been given up.
  "payout.paid": "payout",
  "payout.dropped": "payout-dropped",
  "payout.returned": "payout-returned",
  "earnings.forfeited": "forfeited",
};

const ofCreator = (userId: UserId) =>
  and(eq(ledgerAccounts.ownerId, userId), eq(ledgerAccounts.kind, "creator-earnings"));
const dayOf = (at: SQL) => sql<string>`to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;

/** What there was before, and at the end; of units there was ever something of. */
export async function listUnitBalances(
  db: DbOrTx,
  { userId, from, until }: Span,
): Promise<Statement["units"]> {
  // What is owed to somebody is a credit, and negative.
  const before = (time: Date) =>
    sql<string>`coalesce(-sum(${ledgerEntries.amount}) FILTER (WHERE ${ledgerTransactions.at} < ${time.toISOString()}::timestamptz), 0)`;
  const rows = await db
    .select({ unit: ledgerAccounts.unit, opening: before(from), closing: before(until) })
    .from(ledgerEntries)
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
    .where(ofCreator(userId))
    .groupBy(ledgerAccounts.unit)
    .orderBy(ledgerAccounts.unit);
  return rows.map(({ unit, opening, closing }) => ({
    unit: unit as EarnedUnit,
    openingAmount: Number(opening),
    closingAmount: Number(closing),
  }));
}

const kindOfEarning = sql<StatementKind>`CASE WHEN ${earnings.exchangeCount} > 0 THEN 'redeemed' ELSE ${earnings.sale} END`;

/** What was earned, day by day, and what was redeemed, which earns nothing; sales by the same share are one. */
export async function listEarnedMovements(db: DbOrTx, { userId, from, until }: Span): Promise<Movement[]> {
  const on = dayOf(sql`${earnings.earnedAt}`);
  const rows = await db
    .select({
      on,
      kind: kindOfEarning,
      about: events.name,
      orderName: sql<string | null>`max(${orders.lineName})`,
      unit: earnings.unit,
      count: sql<number>`count(*)::int`,
      grossAmount: sql<string>`sum(${earnings.grossAmount})`,
      freeCount: sql<string>`sum(${earnings.freeCount})`,
      sharePercent: earnings.sharePercent,
      amount: sql<string>`sum(${earnings.amount})`,
    })
    .from(earnings)
    .leftJoin(events, eq(events.id, earnings.eventId))
    .leftJoin(orders, eq(orders.id, earnings.orderId))
    .where(and(eq(earnings.userId, userId), gte(earnings.earnedAt, from), lt(earnings.earnedAt, until)))
    .groupBy(sql`1`, sql`2`, earnings.eventId, events.name, earnings.unit, earnings.sharePercent)
    .orderBy(sql`1`)
    .limit(STATEMENT_LINES_MAX + 1);
  return rows.map(({ orderName, ...row }) => ({
    ...row,
    // An event that is gone is called what its buyers read.
    about: row.about ?? orderName,
    unit: row.unit as EarnedUnit,
    grossAmount: Number(row.grossAmount),
    freeCount: Number(row.freeCount),
    sharePercent: row.kind === "redeemed" ? null : row.sharePercent,
    amount: Number(row.amount),
  }));
}

/** What came and went otherwise. */
export async function listOtherMovements(db: DbOrTx, { userId, from, until }: Span): Promise<Movement[]> {
  const { at, kind, key, orderId } = ledgerTransactions;
  const isPayout = sql`${kind} IN ('payout.decided', 'payout.paid', 'payout.dropped')`;
  const rows = await db
    .select({
      on: dayOf(sql`${at}`),
      kind,
      about: sql<
        string | null
      >`CASE WHEN ${isPayout} THEN split_part(${key}, ':', 2) ELSE ${orders.lineName} END`,
      unit: ledgerAccounts.unit,
      count: sql<number>`count(*)::int`,
      amount: sql<string>`-sum(${ledgerEntries.amount})`,
    })
    .from(ledgerEntries)
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
    .leftJoin(orders, and(eq(orders.id, orderId), eq(orders.what, "tickets")))
    .where(and(ofCreator(userId), gte(at, from), lt(at, until), notInArray(kind, [...EARNED])))
    .groupBy(sql`1`, kind, sql`3`, ledgerAccounts.unit)
    .orderBy(sql`1`)
    .limit(STATEMENT_LINES_MAX + 1);
  return rows.map((row) => ({
    ...row,
    kind: KINDS[row.kind] ?? "taken-back",
    unit: row.unit as EarnedUnit,
    amount: Number(row.amount),
    grossAmount: null,
    freeCount: null,
    sharePercent: null,
  }));
}

/** Those that lines are about. */
export async function listPayoutsById(db: DbOrTx, ids: readonly string[]): Promise<PayoutRecord[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(payouts)
    .where(inArray(payouts.id, ids as PayoutRecord["id"][]))
    .orderBy(payouts.decidedAt, payouts.id);
}
