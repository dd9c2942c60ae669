// The receipt of a payment. Stripe writes it and shows it; its address is asked for each time, since it does not last.

import { Problem } from "../../shared/http/problem.ts";
import type { OrderId, UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { requireOwnOrder } from "./get-order.ts";
import { requireStripe } from "./settle-order.ts";

/** Throws ORDER_NOT_FOUND (404), RECEIPT_NOT_FOUND (404) for what was not paid, PAYMENTS_OFF or PAYMENTS_AWAY (503). */
export async function getReceipt(
  deps: Pick<OriginDeps, "db" | "stripe">,
  orderId: OrderId,
  userId: UserId,
): Promise<string> {
  const { stripePaymentIntentId, paidTotal } = await requireOwnOrder(deps.db, orderId, userId);
  if (stripePaymentIntentId === null || paidTotal === null) throw notFound("receipt");
  const url = await requireStripe(deps).receiptOf(stripePaymentIntentId).catch(throwAway);
  if (url === null) throw notFound("receipt");
  return url;
}

function throwAway(cause: unknown): never {
  throw new Problem({
    status: 503,
    code: "PAYMENTS_AWAY",
    title: "The payment service cannot be reached just now",
    cause,
  });
}
