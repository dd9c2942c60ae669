// Disputes: a customer's bank takes the money back, with a fee; we answer with evidence; the bank decides.

import * as z from "zod";
import { DISPUTE_FEE } from "../books/currency.ts";
import type { Charge, Dispute } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { createdPage, listOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import { flag, metadata, text, withMetadata } from "../wire/params.ts";
import { invalid } from "../wire/stripe-error.ts";
import { book } from "./balance.ts";
import { fateOf } from "./test-cards.ts";

const ANSWER_WITHIN_S = 9 * 24 * 3600;
const EVIDENCE = [
  "access_activity_log",
  "billing_address",
  "cancellation_policy",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "customer_communication",
  "customer_email_address",
  "customer_name",
  "customer_purchase_ip",
  "customer_signature",
  "duplicate_charge_documentation",
  "duplicate_charge_explanation",
  "duplicate_charge_id",
  "product_description",
  "receipt",
  "refund_policy",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "service_date",
  "service_documentation",
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_documentation",
  "shipping_tracking_number",
  "uncategorized_file",
  "uncategorized_text",
] as const;
type EvidenceName = (typeof EVIDENCE)[number];
const evidenceFields = Object.fromEntries(EVIDENCE.map((name) => [name, text.optional()])) as Record<
  EvidenceName,
  ReturnType<typeof text.optional>
>;

/** Opens one. An inquiry only asks: no money moves. Throws StripeApiError for a charge that cannot be disputed. */
export function openDispute(
  work: Work,
  charge: Charge,
  { reason, isInquiry }: { readonly reason: string; readonly isInquiry: boolean },
): Dispute {
  if (charge.disputed) throw invalid(`Charge ${charge.id} is disputed already.`, "charge");
  if (charge.status !== "succeeded") throw invalid(`Charge ${charge.id} is ${charge.status}.`, "charge");
  const amount = charge.amount - charge.amount_refunded;
  if (amount === 0) throw invalid(`Charge ${charge.id} has been refunded.`, "charge");
  const id = work.newId("du");
  const brand = fateOf(work.find("method", charge.payment_method ?? "")?.cardNumber ?? "")?.brand ?? "visa";
  const opened: Dispute = {
    id,
    object: "dispute",
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: work.nowS,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {
      ...(Object.fromEntries(EVIDENCE.map((name) => [name, null])) as Record<EvidenceName, null>),
      enhanced_evidence: {},
    },
    evidence_details: {
      due_by: work.nowS + ANSWER_WITHIN_S,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand,
        case_type: isInquiry ? "inquiry" : "chargeback",
        network: brand,
        network_reason_code: "10",
      },
      type: "card",
    },
    reason,
    status: isInquiry ? "warning_needs_response" : "needs_response",
  };
  const dispute = isInquiry ? work.put("dispute", opened) : withdraw(work, opened);
  work.put("charge", { ...charge, disputed: !isInquiry });
  work.tell("charge.dispute.created", dispute);
  if (!isInquiry) work.tell("charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

/** Whether the bank has the money of a charge, or may yet take it for good. */
export function isChargedBack(work: Work, chargeId: string): boolean {
  return work
    .all("dispute")
    .some(({ charge, status }) => charge === chargeId && status !== "won" && !status.startsWith("warning_"));
}

/** The bank decides. The dispute's fee is not given back. Throws StripeApiError for one that is decided. */
export function decideDispute(work: Work, dispute: Dispute, isWon: boolean): Dispute {
  if (["won", "lost", "warning_closed"].includes(dispute.status))
    throw invalid(`Dispute ${dispute.id} is ${dispute.status} already.`, "dispute");
  const isInquiry = dispute.status.startsWith("warning_");
  if (isInquiry) return close(work, { ...dispute, status: "warning_closed" });
  if (!isWon) return close(work, { ...dispute, status: "lost" });
  const transaction = book(work, {
    type: "adjustment",
    reportingCategory: "dispute_reversal",
    amount: dispute.amount,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback reversal for ${dispute.charge}`,
  });
  const won = {
    ...dispute,
    status: "won" as const,
    balance_transactions: [...dispute.balance_transactions, transaction],
  };
  work.tell("charge.dispute.funds_reinstated", work.put("dispute", won));
  return close(work, won);
}

function withdraw(work: Work, dispute: Dispute): Dispute {
  const transaction = book(work, {
    type: "adjustment",
    reportingCategory: "dispute",
    amount: -dispute.amount,
    fee: DISPUTE_FEE,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback withdrawal for ${dispute.charge}`,
  });
  return work.put("dispute", { ...dispute, balance_transactions: [transaction] });
}

function close(work: Work, dispute: Dispute): Dispute {
  const closed = work.put("dispute", dispute);
  work.tell("charge.dispute.closed", closed);
  return closed;
}

const disputeChange = z.strictObject({
  evidence: z.strictObject(evidenceFields).optional(),
  metadata: metadata.optional(),
  submit: flag.optional(),
});

function answerDispute(work: Work, id: string, params: z.infer<typeof disputeChange>): Dispute {
  const dispute = work.need("dispute", id);
  const isOpen = dispute.status.endsWith("needs_response");
  if (params.evidence !== undefined && !isOpen)
    throw invalid(`Evidence cannot be changed: the dispute is ${dispute.status}.`, "evidence");
  const evidence = { ...dispute.evidence, ...params.evidence } as Dispute["evidence"];
  const isSubmitted = params.submit !== false && params.evidence !== undefined;
  const after = work.put("dispute", {
    ...dispute,
    evidence,
    evidence_details: {
      ...dispute.evidence_details,
      has_evidence: EVIDENCE.some((name) => evidence[name] !== null),
      submission_count: dispute.evidence_details.submission_count + (isSubmitted ? 1 : 0),
      submission_method: isSubmitted ? "manual" : dispute.evidence_details.submission_method,
    },
    metadata: withMetadata(dispute.metadata, params.metadata),
    status: isSubmitted
      ? (dispute.status.replace("needs_response", "under_review") as Dispute["status"])
      : dispute.status,
  });
  work.tell("charge.dispute.updated", after);
  // Stripe's own words for a test that wants the bank's answer at once.
  const said = isSubmitted ? evidence.uncategorized_text : null;
  if (said === "winning_evidence") return decideDispute(work, after, true);
  if (said === "losing_evidence") return decideDispute(work, after, false);
  return after;
}

export const disputeOperations = [
  operation(
    "GET",
    "/v1/disputes",
    z.strictObject({ ...createdPage, charge: text.optional(), payment_intent: text.optional() }),
    (work, params) =>
      listOf(
        work,
        "dispute",
        "/v1/disputes",
        params,
        (dispute) =>
          dispute.charge === (params.charge ?? dispute.charge) &&
          dispute.payment_intent === (params.payment_intent ?? dispute.payment_intent),
      ),
  ),
  operation("GET", "/v1/disputes/:id", z.strictObject({}), (work, _params, id = "") =>
    work.need("dispute", id),
  ),
  operation("POST", "/v1/disputes/:id", disputeChange, (work, params, id = "") =>
    answerDispute(work, id, params),
  ),
  operation("POST", "/v1/disputes/:id/close", z.strictObject({}), (work, _params, id = "") =>
    decideDispute(work, work.need("dispute", id), false),
  ),
];
