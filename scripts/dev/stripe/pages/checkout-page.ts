// The checkout page: what is bought, how it is paid, a way back.

import { escapeHtml } from "../../../../shared/escape-html.ts";
import type { Locale } from "../../../../shared/schema/user.ts";
import { readableAmount } from "../books/currency.ts";
import type { LineItem, Session } from "../books/tables.ts";
import { shell } from "./shell.ts";
import { type PageWords, WORDS } from "./words.ts";

/** What was typed, shown again after a refusal; never the card's number. */
export type Typed = { readonly email: string; readonly name: string; readonly method: string };

/** The page of an open session; `refused` says why the last try failed. */
export function checkoutPage(page: {
  readonly locale: Locale;
  readonly session: Session;
  readonly lines: readonly LineItem[];
  readonly typed: Typed;
  readonly refused: string | null;
}): string {
  const { locale, session, refused } = page;
  const words = WORDS[locale];
  const money = (amount: number) => readableAmount(amount, session.currency ?? "jpy", locale);
  const total = money(session.amount_total ?? 0);
  return shell({
    locale,
    title: `${words.pay} ${total}`,
    isWide: true,
    content: `<div class="columns">
<section>
<p class="total">${total}</p>
<table>
${page.lines.map((line) => lineRow(line, money)).join("\n")}
${taxRow(session, page.lines, words, money)}
<tr class="sum"><th>${words.total}</th><td>${total}</td></tr>
</table>
${backLink(session.cancel_url, words.cancel)}
</section>
<form method="post">
${refused === null ? "" : `<p role="alert">${escapeHtml(refused)}</p>`}
${payerFields(page.typed, session, words)}
<button type="submit">${words.pay} ${total}</button>
${cardList(words)}
</form>
</div>`,
  });
}

/** A link out of here; nothing where there is nowhere to go. */
export function backLink(url: string | null, text: string): string {
  return url === null ? "" : `<a class="back" href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
}

function lineRow(line: LineItem, money: (amount: number) => string): string {
  const count = (line.quantity ?? 1) > 1 ? ` <small>× ${line.quantity}</small>` : "";
  return `<tr><th>${escapeHtml(line.description ?? "")}${count}</th><td>${money(line.amount_subtotal)}</td></tr>`;
}

function taxRow(
  session: Session,
  lines: readonly LineItem[],
  words: PageWords,
  money: (amount: number) => string,
): string {
  if (!session.automatic_tax.enabled) return "";
  const tax = lines.reduce((sum, line) => sum + line.amount_tax, 0);
  const isWithin = session.amount_subtotal === session.amount_total;
  return `<tr><th><small>${isWithin ? words.taxWithin : words.tax}</small></th><td><small>${money(tax)}</small></td></tr>`;
}

function payerFields(typed: Typed, session: Session, words: PageWords): string {
  const field = (name: string, label: string, attributes: string) =>
    `<label for="${name}">${label}</label><input id="${name}" name="${name}" ${attributes}>`;
  const email = escapeHtml(session.customer_email ?? typed.email);
  const person = `${field("email", words.email, `type="email" autocomplete="email" required value="${email}"`)}
${field("name", words.name, `autocomplete="name" required value="${escapeHtml(typed.name)}"`)}`;
  if (session.payment_status === "no_payment_required") return person;
  const types = session.payment_method_types;
  const way = (type: "card" | "konbini") =>
    `<label><input type="radio" name="method" value="${type}"${(typed.method === type) || types.length === 1 ? " checked" : ""}> ${words[type]}</label>`;
  return `${person}
<fieldset>
<legend>${words.method}</legend>
<div class="ways">${(["card", "konbini"] as const)
    .filter((type) => types.includes(type))
    .map(way)
    .join("")}</div>
</fieldset>
<div class="of-card">
${field("number", words.cardNumber, 'inputmode="numeric" autocomplete="cc-number" placeholder="4242 4242 4242 4242"')}
<div class="pair">
<div>${field("expiry", words.expiry, 'autocomplete="cc-exp" placeholder="12/34"')}</div>
<div>${field("cvc", words.cvc, 'inputmode="numeric" autocomplete="cc-csc" placeholder="123"')}</div>
</div>
</div>
${types.includes("konbini") ? `<p class="of-konbini">${words.konbiniHint}</p>` : ""}`;
}

function cardList(words: PageWords): string {
  const rows = Object.entries(words.cards).map(
    ([number, fate]) => `<tr><th><code>${number}</code></th><td>${fate}</td></tr>`,
  );
  return `<details><summary>${words.cardsTitle}</summary><table>${rows.join("\n")}</table></details>`;
}
