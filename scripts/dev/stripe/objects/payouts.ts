// Payouts: from a balance to a bank, of the platform's or, with Stripe-Account, of a connected account's.

import * as z from "zod";
import { plan, unplan } from "../books/due.ts";
import { settingsOf, takesOne } from "../books/settings.ts";
import type { Payout } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { createdPage, listOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import { amount, currency, metadata, text, withMetadata } from "../wire/params.ts";
import { StripeApiError } from "../wire/stripe-error.ts";
import { book, needAvailable } from "./balance.ts";

const ARRIVES_AFTER_S = 24 * 3600;
const newPayout = z.strictObject({
  amount,
  currency,
  description: text.optional(),
  metadata: metadata.optional(),
  method: z.enum(["standard", "instant"]).optional(),
  statement_descriptor: text.optional(),
});

function createPayout(work: Work, params: z.infer<typeof newPayout>): Payout {
  if (work.owner !== "" && !work.as("").need("account", work.owner).payouts_enabled)
    throw new StripeApiError({
      status: 400,
      code: "payouts_not_allowed",
      message: "Cannot create payouts: this account has not finished its onboarding.",
    });
  needAvailable(work, params.amount, params.currency);
  const id = work.newId("po");
  const transaction = book(work, {
    type: "payout",
    reportingCategory: "payout",
    amount: -params.amount,
    currency: params.currency,
    source: id,
    description: "STRIPE PAYOUT",
  });
  const payout = work.put("payout", {
    id,
    object: "payout",
    amount: params.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: work.nowS + ARRIVES_AFTER_S,
    automatic: false,
    balance_transaction: transaction.id,
    created: work.nowS,
    currency: params.currency,
    description: params.description ?? null,
    destination: "ba_of_the_double",
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: withMetadata({}, params.metadata),
    method: params.method ?? "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: "not_applicable",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: params.statement_descriptor ?? null,
    status: "pending",
    trace_id: null,
    type: "bank_account",
  });
  plan(work, "payout-arrives", id, payout.arrival_date);
  work.tell("payout.created", payout);
  return payout;
}

/** The bank took it, or sent it back. */
export function payoutArrives(work: Work, id: string): void {
  const payout = work.find("payout", id);
  if (payout?.status !== "pending") return;
  if (!takesOne(work, "failNextPayouts")) {
    work.tell("payout.paid", work.put("payout", { ...payout, status: "paid" }));
    return;
  }
  const { code } = settingsOf(work).failNextPayouts;
  const transaction = takeBack(work, payout, "payout_failure");
  const failed = work.put("payout", {
    ...payout,
    status: "failed",
    failure_balance_transaction: transaction.id,
    failure_code: code,
    failure_message: "The bank account has been closed, or does not take this payout.",
  });
  work.tell("payout.failed", failed);
}

function takeBack(work: Work, payout: Payout, type: "payout_cancel" | "payout_failure") {
  return book(work, {
    type,
    reportingCategory: "payout_reversal",
    amount: payout.amount,
    currency: payout.currency,
    source: payout.id,
    description: type === "payout_failure" ? "PAYOUT FAILURE" : "PAYOUT CANCEL",
  });
}

export const payoutOperations = [
  operation("POST", "/v1/payouts", newPayout, createPayout),
  operation(
    "GET",
    "/v1/payouts",
    z.strictObject({ ...createdPage, status: text.optional() }),
    (work, params) =>
      listOf(work, "payout", "/v1/payouts", params, ({ status }) => status === (params.status ?? status)),
  ),
  operation("GET", "/v1/payouts/:id", z.strictObject({}), (work, _params, id = "") =>
    work.need("payout", id),
  ),
  operation("POST", "/v1/payouts/:id/cancel", z.strictObject({}), (work, _params, id = "") => {
    const payout = work.need("payout", id);
    if (payout.status !== "pending")
      throw new StripeApiError({
        status: 400,
        message: `Payout ${id} is ${payout.status} and cannot be canceled.`,
      });
    unplan(work, "payout-arrives", id);
    const transaction = takeBack(work, payout, "payout_cancel");
    const canceled = work.put("payout", {
      ...payout,
      status: "canceled",
      failure_balance_transaction: transaction.id,
    });
    work.tell("payout.canceled", canceled);
    return canceled;
  }),
];
