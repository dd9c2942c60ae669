// Payment intents over the API: made, changed, confirmed with one of Stripe's test payment methods, cancelled.

import * as z from "zod";
import type { Method, PaymentIntent } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { createdPage, listOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import { amount, currency, flag, list, metadata, text, withMetadata } from "../wire/params.ts";
import { invalid, missing } from "../wire/stripe-error.ts";
import { cancelIntent, createIntent, needChargeable, tryToPay } from "./payment-intents.ts";
import { testMethodNumber } from "./test-cards.ts";

const changeable = {
  description: text.optional(),
  metadata: metadata.optional(),
  receipt_email: text.optional(),
  statement_descriptor: text.optional(),
  statement_descriptor_suffix: text.optional(),
  transfer_group: text.optional(),
};
const newIntent = z.strictObject({
  ...changeable,
  amount,
  currency,
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  confirm: flag.optional(),
  customer: text.optional(),
  payment_method: text.optional(),
  payment_method_types: list(z.enum(["card", "konbini"])).optional(),
  return_url: text.optional(),
});

export const paymentIntentOperations = [
  operation("POST", "/v1/payment_intents", newIntent, (work, params) => {
    needChargeable(params.amount, params.currency, "amount");
    const intent = createIntent(work, {
      amount: params.amount,
      currency: params.currency,
      customer: params.customer === undefined ? null : work.need("customer", params.customer, "customer").id,
      description: params.description ?? null,
      metadata: withMetadata({}, params.metadata),
      payment_method_types: params.payment_method_types ?? ["card"],
      receipt_email: params.receipt_email ?? null,
      statement_descriptor: params.statement_descriptor ?? null,
      statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
      transfer_group: params.transfer_group ?? null,
    });
    const named = params.payment_method;
    if (params.confirm === true) return confirmBy(work, intent, named, params.return_url);
    if (named === undefined) return intent;
    const method = work.put("method", testMethod(work, named));
    return work.put("payment_intent", {
      ...intent,
      payment_method: method.id,
      status: "requires_confirmation",
    });
  }),
  operation(
    "GET",
    "/v1/payment_intents",
    z.strictObject({ ...createdPage, customer: text.optional() }),
    (work, params) =>
      listOf(
        work,
        "payment_intent",
        "/v1/payment_intents",
        params,
        ({ customer }) => customer === (params.customer ?? customer),
      ),
  ),
  operation(
    "GET",
    "/v1/payment_intents/:id",
    z.strictObject({ client_secret: text.optional() }),
    (work, _params, id = "") => work.need("payment_intent", id, "intent"),
  ),
  operation("POST", "/v1/payment_intents/:id", z.strictObject(changeable), (work, params, id = "") => {
    const intent = work.need("payment_intent", id, "intent");
    const { metadata: change, ...rest } = params;
    const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    return work.put("payment_intent", { ...intent, ...set, metadata: withMetadata(intent.metadata, change) });
  }),
  operation(
    "POST",
    "/v1/payment_intents/:id/confirm",
    z.strictObject({ payment_method: text.optional(), return_url: text.optional() }),
    (work, params, id = "") => {
      const intent = work.need("payment_intent", id, "intent");
      return confirmBy(work, intent, params.payment_method ?? intent.payment_method, params.return_url);
    },
  ),
  operation(
    "POST",
    "/v1/payment_intents/:id/cancel",
    z.strictObject({
      cancellation_reason: z
        .enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"])
        .optional(),
    }),
    (work, params, id = "") =>
      cancelIntent(work, work.need("payment_intent", id, "intent"), params.cancellation_reason ?? null),
  ),
];

/** Throws the decline as Stripe answers it: 402, and what happened stays. */
function confirmBy(
  work: Work,
  intent: PaymentIntent,
  named: string | null | undefined,
  returnUrl: string | undefined,
): PaymentIntent {
  if (named == null)
    throw invalid(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      "payment_method",
      "payment_intent_unexpected_state",
    );
  const attempt = tryToPay(work, intent, testMethod(work, named), returnUrl);
  if (attempt.kind === "failed") throw attempt.error;
  return attempt.intent;
}

function testMethod(work: Work, named: string): Method {
  const known = work.find("method", named);
  if (known !== null) return known;
  const cardNumber = testMethodNumber(named);
  if (cardNumber === null) throw missing("PaymentMethod", named, "payment_method");
  return { id: work.newId("pm"), type: "card", cardNumber, counterDays: 0, name: null, email: null };
}
