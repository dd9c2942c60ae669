// On what terms something is sold in the store, as the store and the thing's own page show them.

import * as z from "zod";

export const listingTermsSchema = z.object({
  priceCoins: z.number().int(),
  numberMax: z.number().int().nullable(),
  /** Null: as many as are wanted. */
  leftCount: z.number().int().nonnegative().nullable(),
  takesExchangeTickets: z.boolean(),
  /** Once anybody has bought it, it stays theirs and nobody else's, also where it is for sale no more. */
  isForSale: z.boolean(),
});
export type ListingTerms = z.infer<typeof listingTermsSchema>;
