// On what terms something is sold in the store, as the store and the thing's own page show them.

import * as z from "zod";

export const listingTermsSchema = z.object({
  priceCoins: z.number().int(),
  numberMax: z.number().int().nullable(),
  /** Null: as many as are wanted. */
  leftCount: z.number().int().nonnegative().nullable(),
  takesExchangeTickets: z.boolean(),
  isForSale: z.boolean(),
  /** Only those who have it may wear or use it: while it is for sale, and for good once anybody has bought it. */
  isForHolders: z.boolean().default(true),
});
export type ListingTerms = z.infer<typeof listingTermsSchema>;
