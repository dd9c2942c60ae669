// Checkout sessions over the API: made with what is to be paid, read, changed, expired. What happens on their page is checkout.ts.

import * as z from "zod";
import { plan } from "../books/due.ts";
import type { Session } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { createdPage, listOf, page, pageOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import {
  AMOUNT_MAX,
  currency,
  flag,
  list,
  metadata,
  text,
  wholeNumber,
  withMetadata,
} from "../wire/params.ts";
import { invalid } from "../wire/stripe-error.ts";
import { expireSession } from "./checkout.ts";
import { makeLines, newLine, type Totals, totalsOf } from "./line-items.ts";
import { needChargeable } from "./payment-intents.ts";

const LIFE_MIN_S = 30 * 60;
const LIFE_MAX_S = 24 * 3600;
/** Between the caller's clock and ours. */
const CLOCK_SLACK_S = 60;
const COUNTER_DAYS_DEFAULT = 3;
const COUNTER_DAYS_MAX = 60;

const newSession = z.strictObject({
  mode: z.enum(["payment"]),
  line_items: list(newLine),
  success_url: text,
  cancel_url: text.optional(),
  allow_promotion_codes: flag.optional(),
  adaptive_pricing: z.strictObject({ enabled: flag }).optional(),
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  billing_address_collection: z.enum(["auto", "required"]).optional(),
  client_reference_id: text.max(200).optional(),
  currency: currency.optional(),
  customer: text.optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  customer_email: text.optional(),
  expires_at: wholeNumber.optional(),
  locale: text.optional(),
  metadata: metadata.optional(),
  payment_intent_data: z
    .strictObject({
      description: text.optional(),
      metadata: metadata.optional(),
      receipt_email: text.optional(),
      statement_descriptor: text.optional(),
      statement_descriptor_suffix: text.optional(),
      transfer_group: text.optional(),
    })
    .optional(),
  payment_method_options: z
    .strictObject({
      card: z.strictObject({ request_three_d_secure: text.optional() }).optional(),
      konbini: z
        .strictObject({
          expires_after_days: wholeNumber
            .refine(
              (value) => value >= 1 && value <= COUNTER_DAYS_MAX,
              `must be from 1 to ${COUNTER_DAYS_MAX}`,
            )
            .optional(),
        })
        .optional(),
    })
    .optional(),
  payment_method_types: list(z.enum(["card", "konbini"])).optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay"]).optional(),
  ui_mode: z.enum(["hosted_page"]).optional(),
});
type NewSession = z.infer<typeof newSession>;

function createSession(work: Work, params: NewSession): Session {
  const isTaxed = params.automatic_tax?.enabled === true;
  const expiresAtS = lifeOf(work, params.expires_at);
  const { currency: code, lines } = makeLines(work, params.line_items, {
    currency: params.currency,
    isTaxed,
  });
  const totals = totalsOf(lines);
  if (totals.total > 0) needChargeable(totals.total, code, "line_items");
  if (totals.total > AMOUNT_MAX)
    throw invalid(`The total must be no more than ${AMOUNT_MAX}`, "line_items", "amount_too_large");
  const types = methodTypesOf(params, code);
  if (params.customer !== undefined) work.need("customer", params.customer, "customer");

  const id = work.newId("cs_test", 58);
  work.put("cart", {
    id,
    lines,
    intent: {
      description: params.payment_intent_data?.description ?? null,
      metadata: withMetadata({}, params.payment_intent_data?.metadata),
      receipt_email: params.payment_intent_data?.receipt_email ?? null,
      statement_descriptor: params.payment_intent_data?.statement_descriptor ?? null,
      statement_descriptor_suffix: params.payment_intent_data?.statement_descriptor_suffix ?? null,
      transfer_group: params.payment_intent_data?.transfer_group ?? null,
    },
    counterDays: params.payment_method_options?.konbini?.expires_after_days ?? COUNTER_DAYS_DEFAULT,
  });
  plan(work, "session-expires", id, expiresAtS);
  return work.put("session", {
    ...openSession(work, id, totals, isTaxed),
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    currency: code,
    customer: params.customer ?? null,
    customer_creation: params.customer === undefined ? (params.customer_creation ?? "if_required") : null,
    customer_email: params.customer_email ?? null,
    expires_at: expiresAtS,
    locale: params.locale ?? null,
    metadata: withMetadata({}, params.metadata),
    payment_method_types: types,
    payment_status: totals.total === 0 ? "no_payment_required" : "unpaid",
    submit_type: params.submit_type ?? null,
    success_url: params.success_url,
  });
}

function lifeOf(work: Work, wanted: number | undefined): number {
  if (wanted === undefined) return work.nowS + LIFE_MAX_S;
  const lifeS = wanted - work.nowS;
  if (lifeS < LIFE_MIN_S - CLOCK_SLACK_S)
    throw invalid(
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      "expires_at",
    );
  if (lifeS > LIFE_MAX_S + CLOCK_SLACK_S)
    throw invalid(
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
      "expires_at",
    );
  return wanted;
}

function methodTypesOf(params: NewSession, code: string): string[] {
  const wanted = params.payment_method_types;
  if (wanted?.includes("konbini") === true && code !== "jpy")
    throw invalid(
      `The payment method \`konbini\` cannot be used with currency \`${code}\`: it takes \`jpy\` alone.`,
      "payment_method_types",
    );
  return wanted ?? (code === "jpy" ? ["card", "konbini"] : ["card"]);
}

/** All that is the same for every session that opens. */
function openSession(work: Work, id: string, totals: Totals, isTaxed: boolean) {
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allowed_payment_method_types: null,
    amount_subtotal: totals.subtotal,
    amount_total: totals.total,
    automatic_tax: {
      enabled: isTaxed,
      liability: isTaxed ? { type: "self" } : null,
      provider: isTaxed ? "stripe" : null,
      status: isTaxed ? "complete" : null,
    },
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: work.nowS,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer_account: null,
    customer_details: null,
    discounts: [],
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    managed_payments: null,
    mode: "payment",
    origin_context: null,
    // Made at the first try to pay, as Stripe does since 2022-08-01.
    payment_intent: null,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: {},
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    subscription: null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: totals.tax },
    ui_mode: "hosted_page",
    url: `${work.publicUrl}/c/pay/${id}`,
    wallet_options: null,
  } satisfies Partial<Session>;
}

const PATH = "/v1/checkout/sessions";

export const sessionOperations = [
  operation("POST", PATH, newSession, createSession),
  operation(
    "GET",
    PATH,
    z.strictObject({
      ...createdPage,
      customer: text.optional(),
      payment_intent: text.optional(),
      status: z.enum(["open", "complete", "expired"]).optional(),
    }),
    (work, params) =>
      listOf(
        work,
        "session",
        PATH,
        params,
        (session) =>
          session.customer === (params.customer ?? session.customer) &&
          session.payment_intent === (params.payment_intent ?? session.payment_intent) &&
          session.status === (params.status ?? session.status),
      ),
  ),
  operation("GET", `${PATH}/:id`, z.strictObject({}), (work, _params, id = "") => work.need("session", id)),
  operation(
    "POST",
    `${PATH}/:id`,
    z.strictObject({ metadata: metadata.optional() }),
    (work, params, id = "") => {
      const session = work.need("session", id);
      return work.put("session", { ...session, metadata: withMetadata(session.metadata, params.metadata) });
    },
  ),
  operation("POST", `${PATH}/:id/expire`, z.strictObject({}), (work, _params, id = "") =>
    expireSession(work, work.need("session", id)),
  ),
  operation("GET", `${PATH}/:id/line_items`, z.strictObject(page), (work, params, id = "") => {
    work.need("session", id);
    return pageOf(work.find("cart", id)?.lines ?? [], `${PATH}/${id}/line_items`, params);
  }),
];
