// Somebody who looks into a payment does not wait for a webhook or a sweep.

import { Problem } from "../../../shared/http/problem.ts";
import type { PaymentDetail } from "../../../shared/schema/books.ts";
import type { OrderId } from "../../../shared/schema/ids.ts";
import type { OriginDeps } from "../../deps.ts";
import { notFound } from "../../route-params.ts";
import { paymentsAway } from "../payments-away.ts";
import { settleOrder } from "../settle-order.ts";
import { getPayment } from "./get-payment.ts";
import { type Operator, requireOperator } from "./require-operator.ts";

/** Throws PLATFORM_ROLE_REQUIRED (403), ORDER_NOT_FOUND (404), PAYMENTS_OFF or PAYMENTS_AWAY (503). */
export async function askStripe(
  deps: Pick<OriginDeps, "db" | "nowMs" | "stripe">,
  by: Operator,
  orderId: OrderId,
): Promise<PaymentDetail> {
  await requireOperator(deps.db, by);
  const settled = await settleOrder(deps, orderId).catch((cause: unknown) => {
    throw cause instanceof Problem
      ? cause
      : paymentsAway(cause, "Nothing was lost: it is asked again by itself.");
  });
  if (settled === null) throw notFound("order");
  return getPayment(deps, by, orderId);
}
