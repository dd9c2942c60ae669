// Payment intents: what is to be paid, from the first try to the last. A card answers at once or asks for 3-D Secure; a
// convenience store is paid at later, or never.

import { leastAmountOf, readableAmount } from "../books/currency.ts";
import { plan, unplan } from "../books/due.ts";
import { settingsOf, takesOne } from "../books/settings.ts";
import type { Cart, Method, PaymentIntent } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { invalid, StripeApiError } from "../wire/stripe-error.ts";
import { failCharge, succeedCharge } from "./charges.ts";
import { declineOf, fateOf } from "./test-cards.ts";

const KONBINI_CODE_DIGITS = 12;

type NewIntent = Cart["intent"] &
  Pick<PaymentIntent, "amount" | "currency" | "customer" | "payment_method_types">;

/** Throws StripeApiError (400, amount_too_small) below what Stripe charges. */
export function needChargeable(total: number, code: string, param: string): void {
  const least = leastAmountOf(code);
  if (total < least)
    throw invalid(
      `The amount must be at least ${readableAmount(least, code)} ${code}; it is ${readableAmount(total, code)}`,
      param,
      "amount_too_small",
    );
}

/** Makes an intent that waits for a payment method, and tells of it. */
export function createIntent(work: Work, wanted: NewIntent): PaymentIntent {
  const id = work.newId("pi");
  const intent = work.put("payment_intent", {
    ...wanted,
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${work.newId("", 25).slice(1)}`,
    confirmation_method: "automatic",
    created: work.nowS,
    customer_account: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_record: null,
    processing: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    status: "requires_payment_method",
    transfer_data: null,
  });
  work.tell("payment_intent.created", intent);
  return intent;
}

export type Attempt =
  | { readonly kind: "succeeded"; readonly intent: PaymentIntent }
  | { readonly kind: "challenged"; readonly intent: PaymentIntent }
  | { readonly kind: "waiting"; readonly intent: PaymentIntent }
  | { readonly kind: "failed"; readonly intent: PaymentIntent; readonly error: StripeApiError };

/** Tries to pay. Throws StripeApiError (400) for an intent that is paid, cancelled or being paid already. */
export function tryToPay(
  work: Work,
  intent: PaymentIntent,
  method: Method,
  returnUrl: string | null = null,
): Attempt {
  if (!["requires_payment_method", "requires_confirmation"].includes(intent.status))
    throw unexpected(intent, "confirm");
  work.put("method", method);
  const tried = { ...intent, payment_method: method.id, last_payment_error: null };
  if (method.type === "konbini")
    return { kind: "waiting", intent: waitAtCounter(work, tried, method.counterDays) };
  if (fateOf(method.cardNumber ?? "")?.isChallenged !== true) return authorize(work, tried, method);
  const challenged = work.put("payment_intent", {
    ...tried,
    status: "requires_action",
    next_action: {
      type: "redirect_to_url",
      redirect_to_url: { url: `${work.publicUrl}/3d-secure/${intent.id}`, return_url: returnUrl },
    },
  });
  work.tell("payment_intent.requires_action", challenged);
  return { kind: "challenged", intent: challenged };
}

/** What the customer did when the bank asked. Throws StripeApiError (400) when nothing was asked. */
export function answerChallenge(work: Work, intent: PaymentIntent, isPassed: boolean): Attempt {
  const method = work.find("method", intent.payment_method ?? "");
  if (intent.next_action?.type !== "redirect_to_url" || method === null)
    throw unexpected(intent, "authenticate");
  const answered = { ...intent, next_action: null };
  if (isPassed) return authorize(work, answered, method);
  return fail(work, answered, null, {
    code: "payment_intent_authentication_failure",
    message:
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
  });
}

/** The customer paid at the counter. Throws StripeApiError (400) when nothing waits there. */
export function payAtCounter(work: Work, intent: PaymentIntent): PaymentIntent {
  const method = work.find("method", intent.payment_method ?? "");
  if (intent.next_action?.type !== "konbini_display_details" || method === null)
    throw unexpected(intent, "pay");
  unplan(work, "konbini-expires", intent.id);
  return succeed(work, { ...intent, next_action: null }, method);
}

/** Nobody came. */
export function letExpireAtCounter(work: Work, intent: PaymentIntent): PaymentIntent {
  if (intent.next_action?.type !== "konbini_display_details") throw unexpected(intent, "expire");
  unplan(work, "konbini-expires", intent.id);
  const failed = fail(work, { ...intent, next_action: null }, null, {
    code: "payment_intent_payment_attempt_expired",
    message: "The Konbini payment has expired: it was not paid in time.",
  });
  return failed.intent;
}

/** Throws StripeApiError (400) for one that is paid or cancelled. */
export function cancelIntent(
  work: Work,
  intent: PaymentIntent,
  reason: PaymentIntent["cancellation_reason"],
): PaymentIntent {
  if (["succeeded", "canceled"].includes(intent.status)) throw unexpected(intent, "cancel");
  unplan(work, "konbini-expires", intent.id);
  const canceled = work.put("payment_intent", {
    ...intent,
    status: "canceled",
    canceled_at: work.nowS,
    cancellation_reason: reason,
    next_action: null,
  });
  work.tell("payment_intent.canceled", canceled);
  return canceled;
}

function authorize(work: Work, intent: PaymentIntent, method: Method): Attempt {
  const planned = takesOne(work, "declineNext") ? settingsOf(work).declineNext.code : undefined;
  const decline = planned ?? fateOf(method.cardNumber ?? "")?.decline;
  if (decline === undefined) return { kind: "succeeded", intent: succeed(work, intent, method) };
  const charge = failCharge(work, intent, method, decline);
  const { code, declineCode, message } = declineOf(decline);
  return fail(work, { ...intent, latest_charge: charge.id }, charge.id, { code, declineCode, message });
}

function succeed(work: Work, intent: PaymentIntent, method: Method): PaymentIntent {
  const charge = succeedCharge(work, intent, method);
  const succeeded = work.put("payment_intent", {
    ...intent,
    amount_received: intent.amount,
    latest_charge: charge.id,
    status: "succeeded",
  });
  work.tell("payment_intent.succeeded", succeeded);
  return succeeded;
}

type Reason = { readonly code: string; readonly declineCode?: string; readonly message: string };

function fail(work: Work, intent: PaymentIntent, charge: string | null, reason: Reason) {
  const { code, declineCode, message } = reason;
  const more = {
    ...(charge === null ? {} : { charge }),
    ...(declineCode === undefined ? {} : { decline_code: declineCode }),
  };
  const failed = work.put("payment_intent", {
    ...intent,
    status: "requires_payment_method",
    payment_method: null,
    last_payment_error: { type: "card_error", code, message, ...more },
  });
  work.tell("payment_intent.payment_failed", failed);
  const error = new StripeApiError({
    status: 402,
    type: "card_error",
    code,
    message,
    more: { ...more, payment_intent: failed },
    keepsWork: true,
  });
  return { kind: "failed", intent: failed, error } as const;
}

function waitAtCounter(work: Work, intent: PaymentIntent, counterDays: number): PaymentIntent {
  const expiresAtS = work.nowS + counterDays * 24 * 3600;
  const digits = () =>
    String(Math.floor(work.rng() * 10 ** KONBINI_CODE_DIGITS)).padStart(KONBINI_CODE_DIGITS, "0");
  const store = () => ({ confirmation_number: digits().slice(-11), payment_code: digits() });
  const waiting = work.put("payment_intent", {
    ...intent,
    status: "requires_action",
    next_action: {
      type: "konbini_display_details",
      konbini_display_details: {
        expires_at: expiresAtS,
        hosted_voucher_url: `${work.publicUrl}/konbini/${intent.id}`,
        stores: { familymart: store(), lawson: store(), ministop: store(), seicomart: store() },
      },
    },
  });
  plan(work, "konbini-expires", intent.id, expiresAtS);
  work.tell("payment_intent.requires_action", waiting);
  return waiting;
}

function unexpected(intent: PaymentIntent, verb: string): StripeApiError {
  return new StripeApiError({
    status: 400,
    code: "payment_intent_unexpected_state",
    message: `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`,
    more: { payment_intent: intent },
  });
}
