// The receipt of a payment. Stripe writes it and shows it; its address is asked for each time, since it does not last.

import type { OrderId, UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { requireOwnOrder } from "./get-order.ts";
import { paymentsAway } from "./payments-away.ts";
import { requireStripe } from "./settle-order.ts";

/** Throws ORDER_NOT_FOUND (404), RECEIPT_NOT_FOUND (404) for what was not paid, PAYMENTS_OFF or PAYMENTS_AWAY (503). */
export async function getReceipt(
  deps: Pick<OriginDeps, "db" | "stripe">,
  orderId: OrderId,
  userId: UserId,
): Promise<string> {
  const { stripePaymentIntentId, paidTotal } = await requireOwnOrder(deps.db, orderId, userId);
  if (stripePaymentIntentId === null || paidTotal === null) throw notFound("receipt");
  const url = await requireStripe(deps)
    .receiptOf(stripePaymentIntentId)
    .catch((cause: unknown) => {
      throw paymentsAway(cause);
    });
  if (url === null) throw notFound("receipt");
  return url;
}
