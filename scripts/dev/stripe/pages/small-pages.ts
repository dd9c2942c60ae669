// The double's smaller pages: the bank's question, the counter's number, a creator's papers, what is over.

import { escapeHtml } from "../../../../shared/escape-html.ts";
import type { Locale } from "../../../../shared/schema/user.ts";
import { readableAmount } from "../books/currency.ts";
import type { Charge, PaymentIntent, Session } from "../books/tables.ts";
import { backLink } from "./checkout-page.ts";
import { shell } from "./shell.ts";
import { WORDS } from "./words.ts";

/** A form of buttons; each posts `choice` with its value. */
function choices(...buttons: readonly (readonly [value: string, text: string])[]): string {
  const each = buttons.map(
    ([value, text], at) =>
      `<button name="choice" value="${value}"${at === 0 ? "" : ' class="quiet"'}>${escapeHtml(text)}</button>`,
  );
  return `<form method="post">${each.join("\n")}</form>`;
}

function titled(locale: Locale, title: string, content: string): string {
  return shell({ locale, title, content: `<h1>${escapeHtml(title)}</h1>\n${content}` });
}

/** The bank asks whether the customer pays. */
export function bankPage(locale: Locale, intent: PaymentIntent): string {
  const words = WORDS[locale];
  return titled(
    locale,
    words.bankTitle,
    `<p class="total">${readableAmount(intent.amount, intent.currency, locale)}</p>
<p>${words.bankText}</p>
${choices(["yes", words.bankYes], ["no", words.bankNo])}`,
  );
}

/** The number for the counter while it waits; then what became of it. */
export function counterPage(locale: Locale, intent: PaymentIntent, session: Session | null): string {
  const words = WORDS[locale];
  const details = intent.next_action?.konbini_display_details;
  const store = details?.stores.familymart;
  const wayBack = backLink(session === null ? null : successUrl(session), words.back);
  if (details === undefined)
    return titled(
      locale,
      words.counterTitle,
      `<p>${intent.status === "succeeded" ? words.counterPaid : words.counterGone}</p>${wayBack}`,
    );
  const until = new Date(details.expires_at * 1000).toLocaleString(locale);
  return titled(
    locale,
    words.counterTitle,
    `<p class="total">${readableAmount(intent.amount, intent.currency, locale)}</p>
<p>${words.counterText} ${escapeHtml(until)}</p>
<table>
<tr><th>${words.confirmation}</th><td><code>${store?.confirmation_number ?? ""}</code></td></tr>
<tr><th>${words.paymentCode}</th><td><code>${store?.payment_code ?? ""}</code></td></tr>
</table>
${choices(["paid", words.counterPay], ["expired", words.counterExpire])}
${wayBack}`,
  );
}

/** A session that is complete or expired, and the way back to the shop. */
export function overPage(locale: Locale, session: Session): string {
  const words = WORDS[locale];
  const isPaid = session.status === "complete";
  return titled(
    locale,
    words.over,
    `<p>${isPaid ? words.overPaid : words.overExpired}</p>
${backLink(isPaid ? successUrl(session) : session.cancel_url, words.back)}`,
  );
}

/** What Stripe would ask a creator, as one click. */
export function onboardingPage(locale: Locale): string {
  const words = WORDS[locale];
  return titled(
    locale,
    words.onboardTitle,
    `<p>${words.onboardText}</p>
${choices(["finish", words.onboardFinish], ["later", words.onboardLater])}`,
  );
}

type Part = { readonly amount: number; readonly currency: string };

/** What a creator sees of their balance. */
export function dashboardPage(
  locale: Locale,
  balance: { readonly available: readonly Part[]; readonly pending: readonly Part[] },
): string {
  const words = WORDS[locale];
  const row = (title: string) => (part: Part) =>
    `<tr><th>${title}</th><td>${readableAmount(part.amount, part.currency, locale)}</td></tr>`;
  const rows = [...balance.available.map(row(words.available)), ...balance.pending.map(row(words.pending))];
  return titled(
    locale,
    words.dashboardTitle,
    rows.length === 0 ? `<p>${words.dashboardEmpty}</p>` : `<table>${rows.join("\n")}</table>`,
  );
}

/** What a charge was for. */
export function receiptPage(locale: Locale, charge: Charge): string {
  const words = WORDS[locale];
  return titled(
    locale,
    words.receiptTitle,
    `<p class="total">${readableAmount(charge.amount, charge.currency, locale)}</p>
<p>${escapeHtml(charge.description ?? "")}</p>
<p><code>${charge.id}</code></p>`,
  );
}

/** For an address that is none. */
export function notFoundPage(locale: Locale): string {
  return titled(locale, WORDS[locale].notFound, "");
}

/** Where a customer goes who has paid; the session's id is filled in where the shop asked for it. */
export function successUrl(session: Session): string | null {
  return session.success_url?.replaceAll("{CHECKOUT_SESSION_ID}", session.id) ?? null;
}
