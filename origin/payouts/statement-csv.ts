// A statement as CSV (RFC 4180). Excel takes a file for UTF-8 only where it begins with a byte order mark, so it does. Amounts are in whole
// coins or in the currency as people write it, with a point and nothing else. Pure.

import { CURRENCY_DIGITS } from "../../shared/schema/money.ts";
import type { EarnedUnit, Statement } from "../../shared/schema/payout.ts";
import type { StatementWords } from "./statement-words.ts";

const BYTE_ORDER_MARK = "\ufeff";
/** What a spreadsheet would reckon with: an event may be called anything. */
const FORMULA = /^[=+\-@\t\r]/;

export function statementCsv(statement: Statement, words: StatementWords): string {
  const { units, lines } = statement;
  const { on, kind, about, unit, count, gross, free, share, amount, balance } = words;
  const rows = [
    [on, kind, about, unit, count, gross, free, share, amount, balance].map(textField),
    ...units.map((of) => boundary(words.opening, of.unit, of.openingAmount)),
    ...lines.map((line) => [
      line.on,
      textField(words.kinds[line.kind]),
      textField(line.about ?? ""),
      line.unit,
      String(line.count),
      line.grossAmount === null ? "" : decimal(line.grossAmount, line.unit),
      line.freeCount === null ? "" : String(line.freeCount),
      line.sharePercent === null ? "" : String(line.sharePercent),
      decimal(line.amount, line.unit),
      decimal(line.balance, line.unit),
    ]),
    ...units.map((of) => boundary(words.closing, of.unit, of.closingAmount)),
  ];
  return BYTE_ORDER_MARK + rows.map((fields) => `${fields.join(",")}\r\n`).join("");
}

function boundary(what: string, unit: EarnedUnit, amount: number): string[] {
  return ["", textField(what), "", unit, "", "", "", "", "", decimal(amount, unit)];
}

/** In quotes where it needs some, and never a formula. */
function textField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** 1234 of a currency with two digits is "12.34". */
export function decimal(amount: number, unit: EarnedUnit): string {
  const digits = unit === "coin" ? 0 : CURRENCY_DIGITS[unit];
  const sign = amount < 0 ? "-" : "";
  const figures = String(Math.abs(amount)).padStart(digits + 1, "0");
  return digits === 0 ? `${sign}${figures}` : `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}
