// Somebody gives up an order that they have not paid: what it holds is free at once, not in ten minutes.

import type { OrderId, UserId } from "../../shared/schema/ids.ts";
import type { Order } from "../../shared/schema/order.ts";
import type { OriginDeps } from "../deps.ts";
import { requireOwnOrder, toOrder } from "./get-order.ts";
import { updateOrder } from "./order-store.ts";
import { settleOrder } from "./settle-order.ts";

/**
 * The order as it is then: closed, or paid where that came first. Still open where Stripe is away: a sweep closes its page as soon
 * as it can. May be repeated. Throws ORDER_NOT_FOUND (404).
 */
export async function cancelOrder(
  deps: Pick<OriginDeps, "db" | "nowMs" | "stripe">,
  orderId: OrderId,
  userId: UserId,
): Promise<Order> {
  const order = await requireOwnOrder(deps.db, orderId, userId);
  if (order.state !== "open") return toOrder(order);
  const holdUntil = new Date(Math.min(deps.nowMs(), order.holdUntil.getTime()));
  await updateOrder(deps.db, orderId, { holdUntil });
  const settled = deps.stripe === null ? null : await settleOrder(deps, orderId).catch(() => null);
  return toOrder(settled ?? { ...order, holdUntil });
}
