// In which currency somebody looks at prices: what they chose here before, else what is usual where their browser says they are.
// Pure.

import { type Currency, currencySchema, type Prices } from "../../../shared/schema/money.ts";

export const CURRENCIES = currencySchema.options;

/** Countries of the euro, ISO 3166. */
const EURO_REGIONS = new Set("AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split(" "));

/** `preferred`: language tags of the browser. Without a region, Japanese means yen and Korean won; dollars where nothing is known. */
export function chooseCurrency(stored: string | null, preferred: readonly string[]): Currency {
  const kept = currencySchema.safeParse(stored);
  if (kept.success) return kept.data;
  for (const tag of preferred) {
    const currency = currencyOf(tag);
    if (currency !== null) return currency;
  }
  return "usd";
}

function currencyOf(tag: string): Currency | null {
  const [language = "", ...rest] = tag.split("-");
  const region = rest.find((part) => /^[A-Za-z]{2}$/.test(part))?.toUpperCase() ?? "";
  if (region === "JP" || (region === "" && language === "ja")) return "jpy";
  if (region === "KR" || (region === "" && language === "ko")) return "krw";
  if (region === "GB") return "gbp";
  if (region === "US") return "usd";
  return EURO_REGIONS.has(region) ? "eur" : null;
}

export type Price = { readonly currency: Currency; readonly amount: number };

/** In the currency looked at where it is sold in that, else in the first it is sold in; null: it is free. */
export function priceIn(prices: Prices | null, wanted: Currency): Price | null {
  if (prices === null) return null;
  const currency = [wanted, ...CURRENCIES].find((each) => prices[each] !== undefined);
  const amount = currency === undefined ? undefined : prices[currency];
  return currency === undefined || amount === undefined ? null : { currency, amount };
}

/** Those that any of these are sold in, in one order everywhere. */
export function currenciesOf(all: readonly (Prices | null)[]): readonly Currency[] {
  return CURRENCIES.filter((currency) => all.some((prices) => prices?.[currency] !== undefined));
}
