// A browser on the double's pages: which page, what a form does, where one goes from there.

import type { Locale } from "../../../../shared/schema/user.ts";
import { localeOf } from "../../pages.ts";
import type { PaymentIntent, Session } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import type { Double } from "../double.ts";
import { finishOnboarding } from "../objects/accounts.ts";
import { balanceOf } from "../objects/balance.ts";
import {
  answerSessionChallenge,
  concludeAtCounter,
  paySession,
  sessionOfIntent,
} from "../objects/checkout.ts";
import {
  type Attempt,
  answerChallenge,
  letExpireAtCounter,
  payAtCounter,
} from "../objects/payment-intents.ts";
import { StripeApiError } from "../wire/stripe-error.ts";
import { checkoutPage, type Typed } from "./checkout-page.ts";
import { readPayer } from "./read-payer.ts";
import {
  bankPage,
  counterPage,
  dashboardPage,
  notFoundPage,
  onboardingPage,
  overPage,
  receiptPage,
  successUrl,
} from "./small-pages.ts";
import { WORDS } from "./words.ts";

export type PageRequest = {
  readonly path: string;
  /** What a form posted; null for a GET. */
  readonly form: URLSearchParams | null;
  readonly acceptLanguage: string | null;
};
export type PageAnswer =
  | { readonly kind: "page"; readonly status: number; readonly html: string }
  | { readonly kind: "elsewhere"; readonly url: string };

type Visit = { readonly work: Work; readonly form: URLSearchParams | null; readonly locale: Locale };
type Page = (visit: Visit, ...ids: string[]) => PageAnswer | null;

const PAGES: readonly (readonly [pattern: RegExp, page: Page])[] = [
  [/^\/c\/pay\/(\w+)$/, checkout],
  [/^\/3d-secure\/(\w+)$/, bank],
  [/^\/konbini\/(\w+)$/, counter],
  [/^\/setup\/e\/(\w+)\/(\w+)$/, onboarding],
  [/^\/express\/(\w+)$/, dashboard],
  [/^\/receipts\/(\w+)$/, receipt],
];

/** Answers a visit; where nothing is, a page says so. */
export function answerPage(double: Double, request: PageRequest): PageAnswer {
  const locale = localeOf(request.acceptLanguage);
  for (const [pattern, page] of PAGES) {
    const [, ...ids] = pattern.exec(request.path) ?? [];
    if (ids.length === 0) continue;
    const answer = visit(double, request, (work) => page({ work, form: request.form, locale }, ...ids));
    if (answer !== null) return answer;
  }
  return { kind: "page", status: 404, html: notFoundPage(locale) };
}

/** What was pressed twice, or too late, is refused by the books: the page is shown as it is now. */
function visit(
  double: Double,
  request: PageRequest,
  run: (work: Work) => PageAnswer | null,
): PageAnswer | null {
  try {
    return double.transact(run);
  } catch (error) {
    if (!(error instanceof StripeApiError)) throw error;
    return request.form === null ? null : { kind: "elsewhere", url: request.path };
  }
}

const shown = (html: string): PageAnswer => ({ kind: "page", status: 200, html });
const elsewhere = (url: string | null): PageAnswer | null =>
  url === null ? null : { kind: "elsewhere", url };

function checkout({ work, form, locale: asked }: Visit, id = ""): PageAnswer | null {
  const session = work.find("session", id);
  if (session === null) return null;
  const locale = session.locale === null || session.locale === "auto" ? asked : localeOf(session.locale);
  if (session.status !== "open") return shown(overPage(locale, session));
  const page = (typed: Typed, refused: string | null) =>
    shown(checkoutPage({ locale, session, lines: work.find("cart", id)?.lines ?? [], typed, refused }));
  if (form === null) {
    const last = work.find("payment_intent", session.payment_intent ?? "");
    return page({ email: "", name: "", method: "card" }, whyFailed(last, locale));
  }
  const { typed, payer, refused } = readPayer(form, session, locale, work.nowMs);
  if (payer === null) return page(typed, refused);
  const attempt = paySession(work, session, payer);
  return attempt?.kind === "failed"
    ? page(typed, whyFailed(attempt.intent, locale))
    : afterAttempt(work, session, attempt);
}

/** What became of the last try, for the customer; null when it did not fail. */
function whyFailed(intent: PaymentIntent | null, locale: Locale): string | null {
  const error = intent?.last_payment_error ?? null;
  if (error === null) return null;
  const words = WORDS[locale];
  if (error.code === "payment_intent_authentication_failure") return words.notYou;
  return error.decline_code === "insufficient_funds" ? words.tooLittle : words.declined;
}

/** To the shop, to the bank, or to the counter. */
function afterAttempt(work: Work, session: Session, attempt: Attempt | null): PageAnswer | null {
  switch (attempt?.kind) {
    case "challenged":
      return elsewhere(`/3d-secure/${attempt.intent.id}`);
    case "waiting":
      return elsewhere(`/konbini/${attempt.intent.id}`);
    case "failed":
      return elsewhere(session.url);
    default:
      return elsewhere(successUrl(work.need("session", session.id)));
  }
}

function bank({ work, form, locale }: Visit, id = ""): PageAnswer | null {
  const intent = work.find("payment_intent", id);
  if (intent === null) return null;
  const session = sessionOfIntent(work, id);
  const redirect = intent.next_action?.redirect_to_url;
  if (redirect === undefined) return session === null ? null : elsewhere(`/c/pay/${session.id}`);
  if (form === null) return shown(bankPage(locale, intent));
  const isPassed = form.get("choice") === "yes";
  if (session !== null) return afterAttempt(work, session, answerSessionChallenge(work, session, isPassed));
  answerChallenge(work, intent, isPassed);
  return elsewhere(redirect.return_url ?? `/3d-secure/${id}`);
}

function counter({ work, form, locale }: Visit, id = ""): PageAnswer | null {
  const intent = work.find("payment_intent", id);
  if (intent === null) return null;
  const session = sessionOfIntent(work, id);
  if (form === null) return shown(counterPage(locale, intent, session));
  concludeCounter(work, intent, session, form.get("choice") === "paid");
  return elsewhere(`/konbini/${id}`);
}

function concludeCounter(work: Work, intent: PaymentIntent, session: Session | null, isPaid: boolean): void {
  if (session !== null) concludeAtCounter(work, session, isPaid);
  else if (isPaid) payAtCounter(work, intent);
  else letExpireAtCounter(work, intent);
}

function onboarding({ work, form, locale }: Visit, accountId = "", linkId = ""): PageAnswer | null {
  const link = work.find("account_link", linkId);
  if (link === null || link.account !== accountId) return null;
  if (work.nowS > link.expires_at) return elsewhere(link.refreshUrl);
  if (form === null) return shown(onboardingPage(locale));
  // A link is good once.
  work.put("account_link", { ...link, expires_at: 0 });
  if (form.get("choice") === "finish") finishOnboarding(work, accountId);
  return elsewhere(link.returnUrl);
}

function dashboard({ work, locale }: Visit, id = ""): PageAnswer | null {
  return work.find("account", id) === null ? null : shown(dashboardPage(locale, balanceOf(work.as(id))));
}

function receipt({ work, locale }: Visit, id = ""): PageAnswer | null {
  const charge = work.find("charge", id);
  return charge === null ? null : shown(receiptPage(locale, charge));
}
