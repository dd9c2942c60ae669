// Amounts of money as people type them, in the currency's own units: 12.50 of a dollar is 1250. Pure.

import { AMOUNT_MAX, CURRENCY_DIGITS, type Currency } from "./schema/money.ts";

/** Commas stand between groups of three digits, or, as in much of Europe, one stands where others write a point. */
const AMOUNT = /^(\d{1,3}(?:,\d{3})+|\d{1,9})(?:[.,](\d+))?$/;

/** In the currency's smallest unit; null: no amount one can pay, or more digits than the currency has. */
export function readAmount(text: string, currency: Currency): number | null {
  const digits = CURRENCY_DIGITS[currency];
  const match = AMOUNT.exec(text.normalize("NFKC").replaceAll(/\s/g, ""));
  if (match === null) return null;
  const [, whole = "", part = ""] = match;
  if (part.length > digits) return null;
  const amount = Number(whole.replaceAll(",", "") + part.padEnd(digits, "0"));
  return amount >= 1 && amount <= AMOUNT_MAX ? amount : null;
}

/** The other way round, without sign or separators, as a file or a terminal has it. */
export function amountText(amount: number, currency: Currency): string {
  const digits = CURRENCY_DIGITS[currency];
  return (amount / 10 ** digits).toFixed(digits);
}
