// The form of a sale: what stands in its fields, and what that comes to for the API. Pure.

import type { ListingTerms } from "../../../shared/schema/listing-terms.ts";
import { LISTING_NUMBER_MAX, LISTING_PRICE_MAX_COINS, type Sell } from "../../../shared/schema/store.ts";
import { numberOf } from "../components/field-text.ts";

export type SellDraft = {
  readonly priceCoins: string;
  /** "": as many as are wanted. */
  readonly numberMax: string;
  readonly takesExchangeTickets: boolean;
};
export type SellField = "priceCoins" | "numberMax";

/** Null: it was never for sale. */
export function sellDraftOf(listing: ListingTerms | null): SellDraft {
  if (listing === null) return { priceCoins: "", numberMax: "", takesExchangeTickets: false };
  const { priceCoins, numberMax, takesExchangeTickets } = listing;
  return {
    priceCoins: String(priceCoins),
    numberMax: numberMax === null ? "" : String(numberMax),
    takesExchangeTickets,
  };
}

/** The fields for the API, or those of the form that are wrong. */
export function readSellDraft(
  draft: SellDraft,
): { readonly fields: Sell } | { readonly wrong: ReadonlySet<SellField> } {
  const wrong = new Set<SellField>();
  const priceCoins = numberOf(draft.priceCoins, 1, LISTING_PRICE_MAX_COINS);
  if (priceCoins == null) wrong.add("priceCoins");
  const numberMax = numberOf(draft.numberMax, 1, LISTING_NUMBER_MAX);
  if (numberMax === undefined) wrong.add("numberMax");
  if (priceCoins == null || numberMax === undefined) return { wrong };
  return { fields: { priceCoins, numberMax, takesExchangeTickets: draft.takesExchangeTickets } };
}
