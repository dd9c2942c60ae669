// Charges: one attempt at taking money, that went well or did not.

import * as z from "zod";
import { feeOf } from "../books/currency.ts";
import { plan } from "../books/due.ts";
import type { Charge, Method, PaymentIntent } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { createdPage, listOf, pageOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import { metadata, text, withMetadata } from "../wire/params.ts";
import { book } from "./balance.ts";
import { declineOf, fateOf } from "./test-cards.ts";

const AVAILABLE_AFTER_S = 4 * 24 * 3600;
/** A customer who complains does so a little later. */
const DISPUTE_AFTER_S = 60;

/** A charge that failed: nothing moved. */
export function failCharge(work: Work, intent: PaymentIntent, method: Method, decline: string): Charge {
  const { code, declineCode, message } = declineOf(decline);
  const charge = work.put("charge", {
    ...blankCharge(work, intent, method),
    amount_captured: 0,
    captured: false,
    failure_code: code,
    failure_message: message,
    outcome: {
      advice_code: "try_again_later",
      network_advice_code: null,
      network_decline_code: "01",
      network_status: "declined_by_network",
      reason: declineCode,
      risk_level: "normal",
      risk_score: 22,
      seller_message: "The bank did not return any further details with this decline.",
      type: "issuer_declined",
    },
    paid: false,
    status: "failed",
  });
  work.tell("charge.failed", charge);
  return charge;
}

/** A charge that went through: booked with Stripe's fee, and disputed later if the card is one of those. */
export function succeedCharge(work: Work, intent: PaymentIntent, method: Method): Charge {
  const fate = fateOf(method.cardNumber ?? "");
  const charge = work.put("charge", {
    ...blankCharge(work, intent, method),
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: "approved_by_network",
      reason: null,
      risk_level: method.type === "card" ? "normal" : "not_assessed",
      risk_score: 12,
      seller_message: "Payment complete.",
      type: "authorized",
    },
  });
  work.tell("charge.succeeded", charge);
  const transaction = book(work, {
    type: method.type === "card" ? "charge" : "payment",
    reportingCategory: "charge",
    amount: charge.amount,
    fee: feeOf(charge.amount, charge.currency, method.type),
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
    availableAfterS: fate?.isImmediate === true ? 0 : AVAILABLE_AFTER_S,
  });
  // Captured asynchronously, as Stripe does by default: the transaction is known a moment after the charge.
  const captured = work.put("charge", { ...charge, balance_transaction: transaction.id });
  work.tell("charge.updated", captured, { balance_transaction: null });
  if (fate?.dispute !== undefined) plan(work, "dispute-opens", charge.id, work.nowS + DISPUTE_AFTER_S);
  return captured;
}

/** What a transfer is to the account that receives it: a payment whose money is there at once. */
export function createAccountCharge(
  work: Work,
  transfer: { readonly amount: number; readonly currency: string; readonly transfer: string },
): Charge {
  const id = work.newId("py");
  const transaction = book(work, {
    type: "payment",
    reportingCategory: "transfer",
    amount: transfer.amount,
    currency: transfer.currency,
    source: id,
  });
  return work.put("charge", {
    ...emptyCharge(work, id),
    amount: transfer.amount,
    amount_captured: transfer.amount,
    balance_transaction: transaction.id,
    currency: transfer.currency,
    source_transfer: transfer.transfer,
  });
}

function blankCharge(work: Work, intent: PaymentIntent, method: Method): Charge {
  return {
    ...emptyCharge(work, work.newId(method.type === "card" ? "ch" : "py")),
    amount: intent.amount,
    amount_captured: intent.amount,
    billing_details: { address: null, email: method.email, name: method.name, phone: null, tax_id: null },
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    metadata: { ...intent.metadata },
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(work, method),
    receipt_email: intent.receipt_email,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    transfer_group: intent.transfer_group,
  };
}

function emptyCharge(work: Work, id: string): Charge {
  return {
    id,
    object: "charge",
    amount: 0,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: "HIROBA",
    captured: true,
    created: work.nowS,
    currency: "",
    customer: null,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: null,
    payment_method: null,
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: `${work.publicUrl}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "succeeded",
    transfer_data: null,
    transfer_group: null,
  };
}

function methodDetails(work: Work, method: Method): Charge["payment_method_details"] {
  if (method.type === "konbini") return { type: "konbini", konbini: { store: { chain: "familymart" } } };
  const number = method.cardNumber ?? "";
  const fate = fateOf(number);
  return {
    type: "card",
    card: {
      amount_authorized: null,
      authorization_code: null,
      brand: fate?.brand ?? null,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: fate?.country ?? null,
      electronic_commerce_indicator: null,
      exp_month: 12,
      exp_year: new Date(work.nowMs).getUTCFullYear() + 3,
      fingerprint: number.slice(-4).padStart(16, "f"),
      funding: "credit",
      installments: null,
      last4: number.slice(-4),
      mandate: null,
      network: fate?.brand ?? null,
      network_transaction_id: null,
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

/** The refunds of a charge, which it holds when they are asked for. */
export function refundsOf(work: Work, chargeId: string) {
  const refunds = work.all("refund").filter(({ charge }) => charge === chargeId);
  return pageOf(refunds.toReversed(), `/v1/charges/${chargeId}/refunds`, {});
}

export const chargeOperations = [
  operation(
    "GET",
    "/v1/charges",
    z.strictObject({
      ...createdPage,
      customer: text.optional(),
      payment_intent: text.optional(),
      transfer_group: text.optional(),
    }),
    (work, params) =>
      listOf(
        work,
        "charge",
        "/v1/charges",
        params,
        (charge) =>
          charge.customer === (params.customer ?? charge.customer) &&
          charge.payment_intent === (params.payment_intent ?? charge.payment_intent) &&
          charge.transfer_group === (params.transfer_group ?? charge.transfer_group),
      ),
  ),
  operation("GET", "/v1/charges/:id", z.strictObject({}), (work, _params, id = "") =>
    work.need("charge", id),
  ),
  operation(
    "POST",
    "/v1/charges/:id",
    z.strictObject({
      description: text.optional(),
      metadata: metadata.optional(),
      receipt_email: text.optional(),
      transfer_group: text.optional(),
    }),
    (work, params, id = "") => {
      const charge = work.need("charge", id);
      const after = work.put("charge", {
        ...charge,
        description: params.description ?? charge.description,
        receipt_email: params.receipt_email ?? charge.receipt_email,
        transfer_group: params.transfer_group ?? charge.transfer_group,
        metadata: withMetadata(charge.metadata, params.metadata),
      });
      work.tell("charge.updated", after);
      return after;
    },
  ),
];
