// All the SQL of orders, their refunds and disputes, and of coin packs.

import { and, asc, desc, eq, gt, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { CoinPackId, EventId, OrderId, RefundId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { coinPacks, disputes, orders, refunds } from "../db/schema/orders.ts";
import type { Cursor } from "../route-params.ts";
import type { Plan } from "./plan-step.ts";

export type OrderRecord = typeof orders.$inferSelect;
export type RefundRecord = typeof refunds.$inferSelect;
export type DisputeRecord = typeof disputes.$inferSelect;
export type CoinPackRecord = typeof coinPacks.$inferSelect;

export async function listPacks(db: DbOrTx): Promise<CoinPackRecord[]> {
  return db.select().from(coinPacks);
}

/** Cheapest first. */
export async function listPacksForSale(db: DbOrTx): Promise<CoinPackRecord[]> {
  return db
    .select()
    .from(coinPacks)
    .where(eq(coinPacks.isForSale, true))
    .orderBy(asc(coinPacks.coinCount), asc(coinPacks.id));
}

export async function findPack(db: DbOrTx, id: CoinPackId): Promise<CoinPackRecord | null> {
  const [row] = await db.select().from(coinPacks).where(eq(coinPacks.id, id));
  return row ?? null;
}

export async function upsertPack(db: DbOrTx, pack: CoinPackRecord): Promise<void> {
  const { id, ...set } = pack;
  await db.insert(coinPacks).values(pack).onConflictDoUpdate({ target: coinPacks.id, set });
}

export async function insertOrder(tx: DbOrTx, order: typeof orders.$inferInsert): Promise<OrderRecord> {
  const [row] = await tx.insert(orders).values(order).returning();
  if (row === undefined) throw new Error(`order ${order.id} was not inserted`);
  return row;
}

export async function findOrder(db: DbOrTx, id: OrderId): Promise<OrderRecord | null> {
  const [row] = await db.select().from(orders).where(eq(orders.id, id));
  return row ?? null;
}

/** Locked until the transaction ends. */
export async function lockOrder(tx: DbOrTx, id: OrderId): Promise<OrderRecord | null> {
  const [row] = await tx.select().from(orders).where(eq(orders.id, id)).for("no key update");
  return row ?? null;
}

export async function findOrderByKey(
  db: DbOrTx,
  userId: UserId,
  idempotencyKey: string,
): Promise<OrderRecord | null> {
  const [row] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.userId, userId), eq(orders.idempotencyKey, idempotencyKey)));
  return row ?? null;
}

export async function findOrderByPayment(db: DbOrTx, paymentIntentId: string): Promise<OrderRecord | null> {
  const [row] = await db.select().from(orders).where(eq(orders.stripePaymentIntentId, paymentIntentId));
  return row ?? null;
}

/** Newest first, from after the cursor. */
export async function listOrdersOf(
  db: DbOrTx,
  userId: UserId,
  cursor: Cursor | null,
  limit: number,
): Promise<OrderRecord[]> {
  return db
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.userId, userId),
        cursor === null ? undefined : before([orders.createdAt, orders.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(limit);
}

/** How many of a user's wait to be paid. */
export async function countOpenOrders(db: DbOrTx, userId: UserId): Promise<number> {
  return db.$count(orders, and(eq(orders.userId, userId), eq(orders.state, "open")));
}

/** What was held for long enough, or was not asked about since `askedBefore`; asked about longest ago first. */
export async function listOrdersToAsk(
  db: DbOrTx,
  { now, askedBefore }: { readonly now: Date; readonly askedBefore: Date },
  limit: number,
): Promise<OrderId[]> {
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(
      or(
        and(eq(orders.state, "open"), or(lte(orders.holdUntil, now), lt(orders.askedAt, askedBefore))),
        and(eq(orders.state, "processing"), lt(orders.askedAt, askedBefore)),
      ),
    )
    .orderBy(asc(orders.askedAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Orders with refunds that Stripe does not know, and that were not tried since `triedBefore`. */
export async function listOrdersOwing(db: DbOrTx, triedBefore: Date, limit: number): Promise<OrderId[]> {
  const rows = await db
    .selectDistinct({ id: refunds.orderId })
    .from(refunds)
    .where(and(eq(refunds.state, "owed"), or(isNull(refunds.triedAt), lt(refunds.triedAt, triedBefore))))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * Of an event's, those that were paid for and not given back whole, or may be paid yet; by id, after `afterId`. What was earned was for
 * something that took place.
 */
export async function listOrdersToReturn(
  db: DbOrTx,
  eventId: EventId,
  afterId: string,
  limit: number,
): Promise<OrderId[]> {
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.eventId, eventId),
        gt(orders.id, afterId as OrderId),
        sql`${orders.state} <> 'closed'`,
        isNull(orders.earnedAt),
        sql`coalesce(${orders.paidTotal} > ${orders.refundedTotal}, true)`,
      ),
    )
    .orderBy(asc(orders.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function updateOrder(
  tx: DbOrTx,
  id: OrderId,
  set: Partial<Omit<OrderRecord, "id">>,
): Promise<void> {
  await tx.update(orders).set(set).where(eq(orders.id, id));
}

/** Oldest first. */
export async function listRefundsOf(tx: DbOrTx, orderId: OrderId): Promise<RefundRecord[]> {
  return tx
    .select()
    .from(refunds)
    .where(eq(refunds.orderId, orderId))
    .orderBy(asc(refunds.createdAt), asc(refunds.id));
}

export async function findRefund(db: DbOrTx, id: RefundId): Promise<RefundRecord | null> {
  const [row] = await db.select().from(refunds).where(eq(refunds.id, id));
  return row ?? null;
}

export async function listDisputesOf(tx: DbOrTx, orderId: OrderId): Promise<DisputeRecord[]> {
  return tx.select().from(disputes).where(eq(disputes.orderId, orderId)).orderBy(asc(disputes.openedAt));
}

/** Writes a refund as a plan has it; why, only when it is new. */
export async function upsertRefund(
  tx: DbOrTx,
  orderId: OrderId,
  { id, amount, state, stripeId, reason }: NonNullable<Plan["refunds"]>[number],
  at: Date,
): Promise<void> {
  const known = { amount, state, stripeId };
  if (reason === null) {
    await tx
      .update(refunds)
      .set(known)
      .where(eq(refunds.id, id as RefundId));
    return;
  }
  await tx.insert(refunds).values({ id: id as RefundId, orderId, ...known, reason, createdAt: at });
}

export async function noteTried(db: DbOrTx, id: string, at: Date): Promise<void> {
  await db
    .update(refunds)
    .set({ triedAt: at })
    .where(eq(refunds.id, id as RefundId));
}

export async function upsertDispute(
  tx: DbOrTx,
  orderId: OrderId,
  { stripeId, state, amount }: NonNullable<Plan["dispute"]>,
  at: Date,
): Promise<void> {
  if (amount === null) {
    await tx.update(disputes).set({ state }).where(eq(disputes.stripeId, stripeId));
    return;
  }
  await tx.insert(disputes).values({ stripeId, orderId, amount, state, openedAt: at });
}
