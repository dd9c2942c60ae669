// What a customer typed into the checkout page, judged.

import type { Locale } from "../../../../shared/schema/user.ts";
import type { Session } from "../books/tables.ts";
import type { Payer } from "../objects/checkout.ts";
import { fateOf } from "../objects/test-cards.ts";
import type { Typed } from "./checkout-page.ts";
import { WORDS } from "./words.ts";

const TYPED_MAX_CHARS = 200;

export type ReadPayer = { readonly typed: Typed } & (
  | { readonly payer: Payer; readonly refused: null }
  | { readonly payer: null; readonly refused: string }
);

/** The payer, or the sentence that says what to type instead. */
export function readPayer(form: URLSearchParams, session: Session, locale: Locale, nowMs: number): ReadPayer {
  const field = (name: string) => (form.get(name) ?? "").trim().slice(0, TYPED_MAX_CHARS);
  const words = WORDS[locale];
  const type = field("method") === "konbini" ? "konbini" : "card";
  const typed = { email: session.customer_email ?? field("email"), name: field("name"), method: type };
  const refuse = (refused: string): ReadPayer => ({ typed, payer: null, refused });
  if (!/^[^\s@]+@[^\s@]+$/.test(typed.email)) return refuse(words.badEmail);
  if (typed.name === "") return refuse(words.badName);
  const needsCard = type === "card" && session.payment_status !== "no_payment_required";
  const number = field("number").replace(/\D/g, "");
  if (needsCard) {
    if (fateOf(number) === null) return refuse(words.unknownCard);
    if (!isAhead(field("expiry"), nowMs)) return refuse(words.badExpiry);
    if (!/^\d{3,4}$/.test(field("cvc"))) return refuse(words.badCvc);
  }
  return {
    typed,
    payer: { type, cardNumber: needsCard ? number : null, name: typed.name, email: typed.email },
    refused: null,
  };
}

/** "12/34" or "12 / 2034": the card is good until that month ends. */
function isAhead(expiry: string, nowMs: number): boolean {
  const [, month = "", year = ""] = /^(\d{1,2})\s*\/\s*(\d{2}|\d{4})$/.exec(expiry) ?? [];
  if (Number(month) < 1 || Number(month) > 12) return false;
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year);
  return Date.UTC(fullYear, Number(month)) > nowMs;
}
