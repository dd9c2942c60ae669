// Orders as their buyers see them, and packs of coins as everybody does.

import type { OrderId, UserId } from "../../shared/schema/ids.ts";
import type { CoinPack, Order } from "../../shared/schema/order.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { findOrder, listOrdersOf, listPacksForSale, type OrderRecord } from "./order-store.ts";
import { settleOrder } from "./settle-order.ts";

/** However often a buyer looks, Stripe is asked about their order no oftener. */
const ASK_AGAIN_MS = 1_000;

/** Cheapest first; none where nothing is sold. */
export async function listPacks({ db, stripe }: Pick<OriginDeps, "db" | "stripe">): Promise<CoinPack[]> {
  if (stripe === null) return [];
  return (await listPacksForSale(db)).map(({ isForSale: _, ...pack }) => pack);
}

/**
 * An order of one's own, as it was a second ago at the earliest: who comes back from paying need not wait for a webhook. Throws ORDER_NOT_FOUND (404).
 */
export async function getOrder(
  deps: Pick<OriginDeps, "db" | "nowMs" | "stripe">,
  orderId: OrderId,
  userId: UserId,
): Promise<Order> {
  const order = await requireOwnOrder(deps.db, orderId, userId);
  const isUnsettled = order.state === "open" || order.state === "processing";
  const isFresh = deps.nowMs() - order.askedAt.getTime() < ASK_AGAIN_MS;
  if (!isUnsettled || isFresh || deps.stripe === null) return toOrder(order);
  // Stripe may be away: what we know is told then.
  return toOrder((await settleOrder(deps, orderId).catch(() => null)) ?? order);
}

/** Throws ORDER_NOT_FOUND (404). */
export async function requireOwnOrder(db: DbOrTx, orderId: OrderId, userId: UserId): Promise<OrderRecord> {
  const order = await findOrder(db, orderId);
  if (order?.userId !== userId) throw notFound("order");
  return order;
}

/** One's own, newest first. Throws CURSOR_INVALID (422). */
export async function listOrderPage(
  { db }: Pick<OriginDeps, "db">,
  userId: UserId,
  { cursor, limit }: PageQuery,
): Promise<{ items: Order[]; nextCursor: string | null }> {
  const rows = await listOrdersOf(db, userId, decodeCursor(cursor), limit + 1);
  return toPage(rows, limit, toOrder, ({ createdAt, id }) => ({ at: createdAt, id }));
}

export function toOrder(order: OrderRecord): Order {
  const { id, state, what, coinPackId, ticketTypeId, eventId, lineName, currency, amount } = order;
  const { count, coinCount, freeCoinCount } = order;
  return {
    id,
    state,
    what,
    coinPackId,
    ticketTypeId,
    eventId,
    title: lineName,
    count,
    coinCount,
    freeCoinCount,
    currency,
    amount,
    refundedAmount: order.refundedTotal,
    checkoutUrl: state === "open" ? order.checkoutUrl : null,
    holdUntil: order.holdUntil.toISOString(),
    createdAt: order.createdAt.toISOString(),
  };
}
