// Currencies as Stripe has them: which have no smaller unit, the least that can be charged, and what Stripe takes of it.

const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "));
const KNOWN = new Set([
  ...ZERO_DECIMAL,
  ..."aud brl cad chf cny czk dkk eur gbp hkd hrk huf idr ils inr mxn myr nok nzd php pln ron sek sgd thb try twd usd zar".split(
    " ",
  ),
]);

/** What a card or a convenience store costs the merchant: a share, something for each, no less than. */
const FEES = {
  jpy: { share: 0.036, each: 0, minimum: { card: 0, konbini: 120 } },
  other: { share: 0.029, each: 30, minimum: { card: 0, konbini: 0 } },
} as const;
/** What a dispute costs, won or lost. */
export const DISPUTE_FEE = 1_500; // yen or cents
const LEAST = { jpy: 50, gbp: 30, krw: 100, other: 50 } as const;
const TAX_SHARE = 0.1;

export type PaymentMethodType = "card" | "konbini";

/** ISO 4217 in small letters. */
export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** Stripe's fee for a payment, in the same unit as the amount. */
export function feeOf(amount: number, currency: string, type: PaymentMethodType): number {
  const { share, each, minimum } = currency === "jpy" ? FEES.jpy : FEES.other;
  return Math.max(minimum[type], Math.round(amount * share) + each);
}

/** Below this Stripe charges nothing. */
export function leastAmountOf(currency: string): number {
  return LEAST[currency as keyof typeof LEAST] ?? LEAST.other;
}

/**
 * The one tax of the double: ten percent, wherever the customer lives. Without a tax behaviour of its own a price is taxed on top
 * in dollars and within elsewhere, as Stripe's "automatic" has it.
 */
export function taxOf(
  amount: number,
  currency: string,
  behavior: string | null,
): { readonly tax: number; readonly isInclusive: boolean } {
  const isInclusive =
    behavior === "inclusive" || (behavior !== "exclusive" && currency !== "usd" && currency !== "cad");
  const tax = Math.round(isInclusive ? (amount * TAX_SHARE) / (1 + TAX_SHARE) : amount * TAX_SHARE);
  return { tax, isInclusive };
}

/** "¥1,200", "$12.00": for people. */
export function readableAmount(amount: number, currency: string, locale = "en"): string {
  const inUnits = ZERO_DECIMAL.has(currency) ? amount : amount / 100;
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(inUnits);
}
