// Whether a thing can be bought as somebody wishes to. Pure.

import { Problem } from "../../shared/http/problem.ts";
import type { PayWith } from "../../shared/schema/store.ts";

export type SaleTerms = {
  readonly priceCoins: number;
  /** Null: as many as are wanted. */
  readonly numberMax: number | null;
  readonly soldCount: number;
  readonly takesExchangeTickets: boolean;
  readonly isForSale: boolean;
};
export type Wish = {
  /** What the buyer saw it costs. */
  readonly priceCoins: number;
  readonly payWith: PayWith;
};

/** Null: as many as are wanted. */
export function leftCountOf({ numberMax, soldCount }: Pick<SaleTerms, "numberMax" | "soldCount">) {
  return numberMax === null ? null : numberMax - soldCount;
}

/** Throws LISTING_NOT_FOR_SALE, LISTING_SOLD_OUT, LISTING_PRICE_CHANGED or LISTING_TAKES_COINS_ONLY (409). */
export function requireBuyable(terms: SaleTerms, { priceCoins, payWith }: Wish): void {
  if (!terms.isForSale) throw notForSale();
  if (leftCountOf(terms) === 0) throw soldOut();
  if (payWith === "exchange-ticket" && !terms.takesExchangeTickets) throw coinsOnly();
  if (priceCoins !== terms.priceCoins) throw priceChanged(priceCoins, terms.priceCoins);
}

function notForSale(): Problem {
  return new Problem({
    status: 409,
    code: "LISTING_NOT_FOR_SALE",
    title: "This is for sale no more",
    detail: "Whoever has it keeps it.",
  });
}

function soldOut(): Problem {
  return new Problem({ status: 409, code: "LISTING_SOLD_OUT", title: "All of these are sold" });
}

function coinsOnly(): Problem {
  return new Problem({
    status: 409,
    code: "LISTING_TAKES_COINS_ONLY",
    title: "Its creator takes no exchange tickets for this",
  });
}

function priceChanged(actual: number, limit: number): Problem {
  return new Problem({
    status: 409,
    code: "LISTING_PRICE_CHANGED",
    title: "It costs something else by now",
    detail: "Nothing was bought. Look at the price, and agree to it.",
    errors: [{ name: "priceCoins", message: "it costs", actual, limit }],
  });
}
