// Single values of the command line of `bun run money`, checked and said what is wrong with them. Pure.

import type * as z from "zod";
import { readAmount } from "../../shared/amount-text.ts";
import { currencySchema, type Prices } from "../../shared/schema/money.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 24 * 60 * 60_000;

/** The command line is wrong, in one sentence. */
export class MoneyUsageError extends Error {}

/** Of such as `usd=4.99`, in each currency's smallest unit. Throws MoneyUsageError. */
export function readPrices(texts: readonly string[]): Prices {
  const prices: Prices = {};
  for (const text of texts) {
    const [name = "", typed = ""] = text.split("=");
    const currency = currencySchema.safeParse(name.toLowerCase());
    const amount = currency.success ? readAmount(typed, currency.data) : null;
    if (!currency.success || amount === null)
      throw new MoneyUsageError(`--price "${text}" is not a currency and an amount, such as usd=4.99.`);
    prices[currency.data] = amount;
  }
  return prices;
}

/** Throws MoneyUsageError, saying what it should be. */
export function id<T>(schema: z.ZodType<T>, text: string | undefined, what: string): T {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new MoneyUsageError(`"${text}" is not ${what}.`);
}

/** By a schema of the API's; throws MoneyUsageError with the first offence. */
export function checked<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new MoneyUsageError(`${issue?.path.join(".")}: ${issue?.message}.`);
}

/** What an option says. Throws MoneyUsageError where it says nothing. */
export function needed(text: string | undefined, option: string): string {
  if (text !== undefined && text.trim() !== "") return text;
  throw new MoneyUsageError(`This needs --${option}.`);
}

/** Throws MoneyUsageError. */
export function number(
  text: string | undefined,
  what: string,
  { fallback, max = Number.MAX_SAFE_INTEGER }: { readonly fallback: number; readonly max?: number },
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= max) return value;
  throw new MoneyUsageError(
    `${what} "${text}" is not a whole number${max < Number.MAX_SAFE_INTEGER ? ` up to ${max}` : ""}.`,
  );
}

/** Throws MoneyUsageError. */
export function instant(text: string): string {
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs))
    throw new MoneyUsageError(`"${text}" is no time, such as 2026-10-01T00:00:00+09:00.`);
  return new Date(atMs).toISOString();
}

/** Of a day in Japan, its end; of a time, that time. */
export function endOfDay(text: string): string {
  return DAY.test(text)
    ? new Date(Date.parse(instant(`${text}T00:00:00+09:00`)) + DAY_MS).toISOString()
    : instant(text);
}
