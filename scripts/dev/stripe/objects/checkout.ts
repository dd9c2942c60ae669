// What happens to a checkout session on its page: a card is tried, the bank asks, a convenience store waits, time runs out.

import { unplan } from "../books/due.ts";
import type { Method, PaymentIntent, Session } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { invalid } from "../wire/stripe-error.ts";
import { createCustomer } from "./customers.ts";
import {
  type Attempt,
  answerChallenge,
  cancelIntent,
  createIntent,
  letExpireAtCounter,
  payAtCounter,
  tryToPay,
} from "./payment-intents.ts";

/** What a customer writes into the page. */
export type Payer = {
  readonly type: Method["type"];
  readonly cardNumber: string | null;
  readonly name: string;
  readonly email: string;
};

type PayerName = { readonly [K in "name" | "email"]: string | null };

/** How a try went; `null` when nothing was to be paid. The session is complete unless the try failed or the bank asks. */
export function paySession(work: Work, session: Session, payer: Payer): Attempt | null {
  needOpen(session);
  if (!session.payment_method_types.includes(payer.type))
    throw invalid(`This session does not take ${payer.type}`, "payment_method_types");
  const cart = work.need("cart", session.id);
  if (session.payment_status === "no_payment_required") {
    complete(work, session, payer, session.payment_status);
    return null;
  }
  const known = anew(work.find("payment_intent", session.payment_intent ?? ""));
  const intent =
    known ??
    createIntent(work, {
      ...cart.intent,
      amount: session.amount_total ?? 0,
      currency: session.currency ?? "",
      customer: session.customer,
      payment_method_types: session.payment_method_types,
    });
  const trying = work.put("session", { ...session, payment_intent: intent.id });
  const method = { ...payer, id: work.newId("pm"), counterDays: cart.counterDays };
  const attempt = tryToPay(work, intent, method, trying.url);
  conclude(work, trying, method, attempt);
  return attempt;
}

/** The customer's answer to the bank's question. Throws StripeApiError when nothing was asked. */
export function answerSessionChallenge(work: Work, session: Session, isPassed: boolean): Attempt {
  needOpen(session);
  const intent = work.need("payment_intent", session.payment_intent ?? "", "intent");
  const method = work.find("method", intent.payment_method ?? "");
  const attempt = answerChallenge(work, intent, isPassed);
  if (method !== null) conclude(work, session, method, attempt);
  return attempt;
}

/** The customer came to the counter, or did not. Throws StripeApiError when nothing waits there. */
export function concludeAtCounter(work: Work, session: Session, isPaid: boolean): Session {
  const intent = work.need("payment_intent", session.payment_intent ?? "", "payment_intent");
  if (!isPaid) {
    letExpireAtCounter(work, intent);
    work.tell("checkout.session.async_payment_failed", session);
    return session;
  }
  payAtCounter(work, intent);
  const paid = work.put("session", { ...session, payment_status: "paid" });
  work.tell("checkout.session.async_payment_succeeded", paid);
  return paid;
}

/** Throws StripeApiError (400) for a session that is not open. */
export function expireSession(work: Work, session: Session): Session {
  if (session.status !== "open")
    throw invalid(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
    );
  unplan(work, "session-expires", session.id);
  const intent = work.find("payment_intent", session.payment_intent ?? "");
  if (intent !== null) cancelIntent(work, intent, "expired");
  const expired = work.put("session", { ...session, status: "expired", url: null });
  work.tell("checkout.session.expired", expired);
  return expired;
}

/** The session an intent is paid for, if it is one. */
export function sessionOfIntent(work: Work, intentId: string): Session | null {
  return work.all("session").findLast(({ payment_intent }) => payment_intent === intentId) ?? null;
}

function conclude(work: Work, session: Session, payer: PayerName, attempt: Attempt): void {
  if (attempt.kind === "succeeded") complete(work, session, payer, "paid");
  if (attempt.kind === "waiting") complete(work, session, payer, "unpaid");
}

function complete(
  work: Work,
  session: Session,
  payer: PayerName,
  paymentStatus: Session["payment_status"],
): void {
  unplan(work, "session-expires", session.id);
  const { name, email } = payer;
  const customer =
    session.customer_creation === "always" && session.customer === null
      ? createCustomer(work, { ...(name === null ? {} : { name }), ...(email === null ? {} : { email }) }).id
      : session.customer;
  const completed = work.put("session", {
    ...session,
    customer,
    customer_details: {
      address: null,
      business_name: null,
      email: session.customer_email ?? email,
      individual_name: null,
      name,
      phone: null,
      tax_exempt: "none",
      tax_ids: [],
    },
    payment_status: paymentStatus,
    status: "complete",
    url: null,
  });
  work.tell("checkout.session.completed", completed);
}

/** Whoever comes back from the bank's question with another card begins anew. */
function anew(intent: PaymentIntent | null): PaymentIntent | null {
  return intent?.next_action?.type === "redirect_to_url"
    ? { ...intent, status: "requires_payment_method", next_action: null }
    : intent;
}

function needOpen(session: Session): void {
  if (session.status !== "open") throw invalid(`This Checkout Session is ${session.status}.`);
}
