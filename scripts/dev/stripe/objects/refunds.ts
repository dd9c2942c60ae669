// Refunds, whole or in part: most at once, some later, some that fail after they seemed done.

import * as z from "zod";
import { readableAmount } from "../books/currency.ts";
import { plan } from "../books/due.ts";
import { settingsOf, takesOne } from "../books/settings.ts";
import type { Charge, Refund } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { createdPage, listOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import { amount, metadata, text, withMetadata } from "../wire/params.ts";
import { invalid } from "../wire/stripe-error.ts";
import { book } from "./balance.ts";
import { isChargedBack } from "./disputes.ts";
import { fateOf } from "./test-cards.ts";

const SETTLES_AFTER_S = 60;
/** Whoever paid at a counter has this long to say where the money goes. */
const COUNTER_ANSWER_S = 45 * 24 * 3600;

const newRefund = z.strictObject({
  amount: amount.optional(),
  charge: text.optional(),
  instructions_email: text.optional(),
  metadata: metadata.optional(),
  payment_intent: text.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
});

function createRefund(work: Work, params: z.infer<typeof newRefund>): Refund {
  const charge = chargeToRefund(work, params);
  const left = charge.amount - charge.amount_refunded;
  const wanted = params.amount ?? left;
  if (charge.disputed && isChargedBack(work, charge.id))
    throw invalid(
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      undefined,
      "charge_disputed",
    );
  if (left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, "charge_already_refunded");
  if (wanted > left)
    throw invalid(
      `Refund amount (${readableAmount(wanted, charge.currency)}) is greater than unrefunded amount on charge (${readableAmount(left, charge.currency)})`,
      "amount",
    );

  const way = wayOf(work, charge);
  const id = work.newId("re");
  const transaction = book(work, {
    type: charge.id.startsWith("py_") ? "payment_refund" : "refund",
    reportingCategory: "refund",
    amount: -wanted,
    currency: charge.currency,
    source: id,
    description: `REFUND FOR ${charge.description ?? "CHARGE"}`,
  });
  const refund = work.put("refund", {
    id,
    object: "refund",
    amount: wanted,
    balance_transaction: transaction.id,
    charge: charge.id,
    created: work.nowS,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details:
      way.kind === "counter"
        ? { type: "jp_bank_transfer" }
        : {
            type: "card",
            card: {
              reference_status: "pending",
              reference_type: "acquirer_reference_number",
              type: "refund",
            },
          },
    metadata: withMetadata({}, params.metadata),
    ...(way.kind === "counter"
      ? {
          instructions_email: params.instructions_email ?? charge.billing_details.email ?? "",
          next_action: {
            type: "display_details",
            display_details: {
              email_sent: {
                email_sent_at: work.nowS,
                email_sent_to: params.instructions_email ?? charge.billing_details.email ?? "",
              },
              expires_at: work.nowS + COUNTER_ANSWER_S,
            },
          },
        }
      : {}),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: way.status,
    transfer_reversal: null,
  });
  work.tell("refund.created", refund);
  if (way.settles !== null) plan(work, way.settles, id, work.nowS + SETTLES_AFTER_S);
  const refunded = charge.amount_refunded + wanted;
  const after = work.put("charge", {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount,
  });
  work.tell("charge.refunded", after, { amount_refunded: charge.amount_refunded, refunded: charge.refunded });
  return refund;
}

/** It arrived. Nothing for one that is settled already. */
export function settleRefund(work: Work, id: string): void {
  const refund = work.find("refund", id);
  if (refund === null || !["pending", "requires_action"].includes(refund.status ?? "")) return;
  const { next_action: _, ...rest } = refund;
  tellRefund(work, work.put("refund", { ...rest, status: "succeeded" }), "refund.updated");
}

/** It came back: the money is ours again, and the charge is no longer refunded. Throws StripeApiError when it failed before. */
export function failRefund(work: Work, id: string, reason: string): Refund {
  const refund = work.need("refund", id);
  if (["failed", "canceled"].includes(refund.status ?? ""))
    throw invalid(`Refund ${id} is ${refund.status} already.`);
  return giveBack(work, refund, "failed", reason);
}

function giveBack(work: Work, refund: Refund, status: "failed" | "canceled", reason: string | null): Refund {
  const transaction = book(work, {
    type: "refund_failure",
    reportingCategory: "refund_failure",
    amount: refund.amount,
    currency: refund.currency,
    source: refund.id,
    description: "REFUND FAILURE",
  });
  const { next_action: _, ...rest } = refund;
  const failed = work.put("refund", {
    ...rest,
    status,
    failure_balance_transaction: transaction.id,
    ...(reason === null ? {} : { failure_reason: reason }),
  });
  const charge = work.need("charge", refund.charge ?? "");
  work.put("charge", { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false });
  tellRefund(work, failed, status === "failed" ? "refund.failed" : "refund.updated");
  return failed;
}

/** Once as a refund's own event, once as the charge's, as Stripe tells it. */
function tellRefund(work: Work, refund: Refund, type: "refund.failed" | "refund.updated"): void {
  work.tell(type, refund);
  work.tell("charge.refund.updated", refund);
}

function chargeToRefund(work: Work, params: z.infer<typeof newRefund>): Charge {
  if (params.charge !== undefined) return needPaid(work.need("charge", params.charge, "charge"));
  if (params.payment_intent === undefined)
    throw invalid(
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  const intent = work.need("payment_intent", params.payment_intent, "payment_intent");
  const charge = intent.latest_charge === null ? null : work.find("charge", intent.latest_charge);
  if (charge === null)
    throw invalid(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      "payment_intent",
    );
  return needPaid(charge);
}

function needPaid(charge: Charge): Charge {
  if (charge.status !== "succeeded")
    throw invalid(`The charge ${charge.id} is ${charge.status}, and cannot be refunded.`, "charge");
  return charge;
}

type Way = {
  readonly kind: "card" | "counter";
  readonly status: "succeeded" | "pending" | "requires_action";
  readonly settles: "refund-settles" | "refund-fails" | null;
};

function wayOf(work: Work, charge: Charge): Way {
  if (takesOne(work, "failNextRefunds")) return { kind: "card", status: "pending", settles: "refund-fails" };
  const method = work.find("method", charge.payment_method ?? "");
  if (method?.type === "konbini")
    return { kind: "counter", status: "requires_action", settles: "refund-settles" };
  switch (fateOf(method?.cardNumber ?? "")?.refund) {
    case "succeeds-later":
      return { kind: "card", status: "pending", settles: "refund-settles" };
    case "fails-later":
      return { kind: "card", status: "succeeded", settles: "refund-fails" };
    case undefined:
      return { kind: "card", status: "succeeded", settles: null };
  }
}

/** What a refund that fails by itself says of why. */
export function failRefundByItself(work: Work, id: string): void {
  const refund = work.find("refund", id);
  if (refund !== null && refund.status !== "failed")
    failRefund(work, id, settingsOf(work).failNextRefunds.reason);
}

export const refundOperations = [
  operation("POST", "/v1/refunds", newRefund, createRefund),
  operation(
    "GET",
    "/v1/refunds",
    z.strictObject({ ...createdPage, charge: text.optional(), payment_intent: text.optional() }),
    (work, params) =>
      listOf(
        work,
        "refund",
        "/v1/refunds",
        params,
        (refund) =>
          refund.charge === (params.charge ?? refund.charge) &&
          refund.payment_intent === (params.payment_intent ?? refund.payment_intent),
      ),
  ),
  operation("GET", "/v1/refunds/:id", z.strictObject({}), (work, _params, id = "") =>
    work.need("refund", id),
  ),
  operation(
    "POST",
    "/v1/refunds/:id",
    z.strictObject({ metadata: metadata.optional() }),
    (work, params, id = "") => {
      const refund = work.need("refund", id);
      const after = work.put("refund", {
        ...refund,
        metadata: withMetadata(refund.metadata, params.metadata),
      });
      tellRefund(work, after, "refund.updated");
      return after;
    },
  ),
  operation("POST", "/v1/refunds/:id/cancel", z.strictObject({}), (work, _params, id = "") => {
    const refund = work.need("refund", id);
    if (refund.status !== "requires_action")
      throw invalid(`Only refunds that require action can be canceled; ${id} is ${refund.status}.`);
    return giveBack(work, refund, "canceled", null);
  }),
];
