// Money as everybody says it: whole numbers of a currency's smallest unit, as Stripe counts them.

import * as z from "zod";

/** ISO 4217 in lower case, as Stripe writes it, and how many digits stand behind the point. */
export const CURRENCY_DIGITS = { jpy: 0, usd: 2, eur: 2, gbp: 2, krw: 0 } as const;
export type Currency = keyof typeof CURRENCY_DIGITS;
export const currencySchema = z.enum(Object.keys(CURRENCY_DIGITS) as [Currency, ...Currency[]]);

/** Stripe takes at most eight digits for one payment. */
export const AMOUNT_MAX = 99_999_999;
export const amountSchema = z.number().int().min(1).max(AMOUNT_MAX);

/** What something costs, in each currency it is sold in. */
export const pricesSchema = z
  .partialRecord(currencySchema, amountSchema)
  .refine((prices) => Object.keys(prices).length > 0, "needs a price in one currency at least");
export type Prices = z.infer<typeof pricesSchema>;

/** Coins that were paid for, and coins that were given away: they never turn into one another. */
export const COIN_UNITS = ["coin", "free-coin"] as const;
export type CoinUnit = (typeof COIN_UNITS)[number];

/** Free tickets, each of which redeems one thing of the store: neither coins nor money, and they earn nobody anything. */
export const EXCHANGE_UNIT = "exchange-ticket";
export type ExchangeUnit = typeof EXCHANGE_UNIT;
