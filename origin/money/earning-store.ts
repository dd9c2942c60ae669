// All the SQL of what creators earned, sale by sale. How much they have, the books say (ledger-store.ts).

import { and, asc, desc, eq, gt, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { EventId, OrderId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { earnings } from "../db/schema/earnings.ts";
import { events } from "../db/schema/events.ts";
import { coinLots, coinTakings } from "../db/schema/ledger.ts";
import { disputes, orders } from "../db/schema/orders.ts";
import { tickets } from "../db/schema/tickets.ts";
import type { Cursor } from "../route-params.ts";
import type { Unit } from "./accounts.ts";
import type { CoinEarning } from "./earned-back.ts";

export type EarningRecord = typeof earnings.$inferSelect;

export async function insertEarning(tx: DbOrTx, earning: typeof earnings.$inferInsert): Promise<void> {
  await tx.insert(earnings).values(earning);
}

export async function findEarningOfOrder(tx: DbOrTx, orderId: OrderId): Promise<EarningRecord | null> {
  const [row] = await tx.select().from(earnings).where(eq(earnings.orderId, orderId));
  return row ?? null;
}

export async function addTakenBack(tx: DbOrTx, transactionId: number, amount: number): Promise<void> {
  await tx
    .update(earnings)
    .set({ takenBackAmount: sql`${earnings.takenBackAmount} + ${amount}` })
    .where(eq(earnings.transactionId, transactionId));
}

/** Newest first, from after the cursor. */
export async function listEarningsOf(
  db: DbOrTx,
  userId: UserId,
  cursor: Cursor | null,
  limit: number,
): Promise<(EarningRecord & { readonly eventName: string | null })[]> {
  const rows = await db
    .select({ earning: earnings, eventName: events.name })
    .from(earnings)
    .leftJoin(events, eq(events.id, earnings.eventId))
    .where(
      and(
        eq(earnings.userId, userId),
        cursor === null
          ? undefined
          : before([earnings.earnedAt, earnings.transactionId], [cursor.at, Number(cursor.id)]),
      ),
    )
    .orderBy(desc(earnings.earnedAt), desc(earnings.transactionId))
    .limit(limit);
  return rows.map(({ earning, eventName }) => ({ ...earning, eventName }));
}

/** When they earned something first; null: never. */
export async function findFirstEarnedAt(db: DbOrTx, userId: UserId): Promise<Date | null> {
  const [row] = await db
    .select({ at: earnings.earnedAt })
    .from(earnings)
    .where(eq(earnings.userId, userId))
    .orderBy(asc(earnings.earnedAt))
    .limit(1);
  return row?.at ?? null;
}

type Sums = ReadonlyMap<Unit, number>;
const toSums = (rows: readonly { readonly unit: Unit; readonly sum: string | null }[]): Sums =>
  new Map(rows.map(({ unit, sum }) => [unit, Number(sum ?? 0)]));
const left = sql`${earnings.amount} - ${earnings.takenBackAmount}`;

/** By unit: what may not be paid out before its time. */
export async function sumWaiting(db: DbOrTx, userId: UserId, now: Date): Promise<Sums> {
  const rows = await db
    .select({ unit: earnings.unit, sum: sql<string>`sum(${left})` })
    .from(earnings)
    .where(and(eq(earnings.userId, userId), gt(earnings.maturesAt, now)))
    .groupBy(earnings.unit);
  return toSums(rows);
}

/**
 * By unit, of what waits no more: what a bank that decides just now may take back. Of tickets the earning of a disputed order; of coins as
 * large a part of an earning as coins of a disputed order were spent on it.
 */
export async function sumHeld(db: DbOrTx, userId: UserId, now: Date): Promise<Sums> {
  const isMature = and(eq(earnings.userId, userId), lte(earnings.maturesAt, now));
  const ofTickets = await db
    .select({ unit: earnings.unit, sum: sql<string>`sum(${left})` })
    .from(earnings)
    .where(
      and(
        isMature,
        sql`EXISTS (SELECT FROM ${disputes} WHERE ${disputes.orderId} = ${earnings.orderId} AND ${disputes.state} = 'open')`,
      ),
    )
    .groupBy(earnings.unit);
  const ofCoins = await db
    .select({
      unit: earnings.unit,
      sum: sql<string>`sum(least(${left}, ${coinTakings.count} * ${earnings.sharePercent} / 100))`,
    })
    .from(coinLots)
    .innerJoin(coinTakings, eq(coinTakings.lotId, coinLots.id))
    .innerJoin(earnings, eq(earnings.transactionId, coinTakings.transactionId))
    .where(
      and(
        isMature,
        eq(coinLots.unit, "coin"),
        sql`${coinLots.orderId} IN (SELECT ${disputes.orderId} FROM ${disputes} WHERE ${disputes.state} = 'open')`,
      ),
    )
    .groupBy(earnings.unit);
  return toSums([...ofTickets, ...ofCoins]);
}

/** What was earned with an order's paid coins, in the order of those who earned it. */
export async function listCoinEarnings(
  tx: DbOrTx,
  orderId: OrderId,
): Promise<(CoinEarning & { readonly userId: UserId })[]> {
  const { transactionId, userId, sharePercent, amount, takenBackAmount } = earnings;
  const rows = await tx
    .select({
      transactionId,
      userId,
      sharePercent,
      amount,
      takenBackAmount,
      count: sql<number>`sum(${coinTakings.count})::int`,
    })
    .from(coinLots)
    .innerJoin(coinTakings, eq(coinTakings.lotId, coinLots.id))
    .innerJoin(earnings, eq(transactionId, coinTakings.transactionId))
    .where(and(eq(coinLots.orderId, orderId), eq(coinLots.unit, "coin"), isNotNull(userId)))
    .groupBy(transactionId)
    .orderBy(sql`${userId} COLLATE "C"`, asc(transactionId));
  return rows.map((row) => ({ ...row, userId: row.userId as UserId }));
}

const isUnearned = and(
  eq(orders.what, "tickets"),
  isNull(orders.earnedAt),
  sql`${orders.paidTotal} > ${orders.refundedTotal}`,
);
/** An order whose tickets were all taken back is nobody's to earn: what is left of it is an operator's to give back. */
const hasTickets = sql`EXISTS (SELECT FROM ${tickets} WHERE ${tickets.orderId} = ${orders.id} AND ${tickets.state} = 'valid')`;

export type OrderToEarn = { readonly orderId: OrderId; readonly organiserId: UserId | null };

/** Of events that are over since `endedBefore`, and were not called off; those first that were over first. */
export async function listOrdersToEarn(db: DbOrTx, endedBefore: Date, limit: number): Promise<OrderToEarn[]> {
  return db
    .select({ orderId: orders.id, organiserId: events.organiserId })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(
      and(
        isUnearned,
        hasTickets,
        sql`${events.state} IN ('published', 'archived')`,
        // One that recurs has no tickets.
        isNull(events.recurrence),
        lte(events.endsAt, endedBefore),
      ),
    )
    .orderBy(asc(events.endsAt), asc(orders.id))
    .limit(limit);
}

/** Of one event, whether or not its row is still there; by id, after `afterId`. */
export async function listUnearnedOf(
  db: DbOrTx,
  eventId: EventId,
  afterId: string,
  limit: number,
): Promise<OrderId[]> {
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(isUnearned, eq(orders.eventId, eventId), gt(orders.id, afterId as OrderId)))
    .orderBy(asc(orders.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}
