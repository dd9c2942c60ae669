// A refund that came back, say from a card that is closed, is tried once more as another; one that Stripe would not take yet is sent again.

import { Problem } from "../../../shared/http/problem.ts";
import type { PaymentDetail } from "../../../shared/schema/books.ts";
import { newId, type OrderId, type RefundId } from "../../../shared/schema/ids.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import type { OriginDeps } from "../../deps.ts";
import { notFound } from "../../route-params.ts";
import { carryOutPlan } from "../carry-out-plan.ts";
import { findRefund } from "../order-store.ts";
import { planAgain } from "../plan-step.ts";
import { lockOrderAtHand } from "../read-order.ts";
import { settleOrder } from "../settle-order.ts";
import { getPayment } from "./get-payment.ts";
import { type Operator, requireOperator } from "./require-operator.ts";

/** Throws PLATFORM_ROLE_REQUIRED (403), REFUND_NOT_FOUND (404), or REFUND_NOT_FAILED (409). */
export async function retryRefund(
  deps: Pick<OriginDeps, "db" | "nowMs" | "stripe">,
  by: Operator,
  refundId: RefundId,
  reason: string,
): Promise<PaymentDetail> {
  const nowMs = deps.nowMs();
  const orderId = await deps.db.transaction(async (tx): Promise<OrderId> => {
    await requireOperator(tx, by);
    const known = await findRefund(tx, refundId);
    const order = known === null ? null : await lockOrderAtHand(tx, known.orderId, nowMs);
    const refund = order?.atHand.refunds.find(({ id }) => id === refundId);
    if (known === null || order === null || refund === undefined) throw notFound("refund");
    if (refund.state !== "failed" && refund.state !== "owed") throw notFailed(refund.state);
    if (refund.state === "failed")
      await carryOutPlan(tx, order.atHand, planAgain(refund, newId("refund")), nowMs);
    const facts = { refund: refundId, amount: refund.amount, reason };
    await recordAudit(
      tx,
      { actorId: by, act: "refund.retry", subject: known.orderId, facts },
      new Date(nowMs),
    );
    return known.orderId;
  });
  if (deps.stripe !== null) await settleOrder(deps, orderId).catch(() => null);
  return getPayment(deps, by, orderId);
}

function notFailed(state: string): Problem {
  return new Problem({
    status: 409,
    code: "REFUND_NOT_FAILED",
    title: "This refund cannot be tried again",
    detail: `It is ${state}.`,
  });
}
