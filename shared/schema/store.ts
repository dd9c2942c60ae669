// The store: avatars, accessories and items that creators sell for coins. What is sold is the right to wear or use a thing; it is one's
// own once, for good.

import * as z from "zod";
import { assetIdSchema, purchaseIdSchema, userIdSchema } from "./ids.ts";
import { listingTermsSchema } from "./listing-terms.ts";
import { pageQuerySchema } from "./public-api.ts";
import { prose } from "./text.ts";

export const LISTING_PRICE_MAX_COINS = 100_000;
export const LISTING_NUMBER_MAX = 1_000_000;
export const NOTE_MAX_CHARS = 200;

export const sellableKindSchema = z.enum(["avatar", "accessory", "item"]);
export type SellableKind = z.infer<typeof sellableKindSchema>;
export const payWithSchema = z.enum(["coins", "exchange-ticket"]);
export type PayWith = z.infer<typeof payWithSchema>;
/** How somebody came by a thing. */
export const gotSchema = z.enum(["bought", "redeemed", "gift"]);
export type Got = z.infer<typeof gotSchema>;

const priceCoins = z.number().int().min(1).max(LISTING_PRICE_MAX_COINS);

/** PUT /v1/store/:assetId: on what terms it is sold from now on. */
export const sellSchema = z.strictObject({
  priceCoins,
  /** How many are sold in all, those of before included; null: as many as are wanted. */
  numberMax: z.number().int().min(1).max(LISTING_NUMBER_MAX).nullable().default(null),
  /** Whether a free exchange ticket gets one, too: that earns nothing. */
  takesExchangeTickets: z.boolean().default(false),
});
export type Sell = z.infer<typeof sellSchema>;

const thing = {
  assetId: assetIdSchema,
  kind: sellableKindSchema,
  name: z.string(),
  /** Who made it. */
  owner: z.object({ id: userIdSchema, displayName: z.string() }),
  thumbnailUrl: z.url().nullable(),
};

export const listingSchema = listingTermsSchema.extend({ ...thing, createdAt: z.iso.datetime() });
export type Listing = z.infer<typeof listingSchema>;
export const listingPageSchema = z.object({
  items: z.array(listingSchema),
  nextCursor: z.string().nullable(),
});
export type ListingPage = z.infer<typeof listingPageSchema>;

/** As its creator sees it. */
export const ownListingSchema = listingSchema.extend({ soldCount: z.number().int().nonnegative() });
export type OwnListing = z.infer<typeof ownListingSchema>;
export const ownListingPageSchema = z.object({
  items: z.array(ownListingSchema),
  nextCursor: z.string().nullable(),
});
export type OwnListingPage = z.infer<typeof ownListingPageSchema>;

/** GET /v1/store: what can be bought, newest or cheapest first. */
export const listingQuerySchema = pageQuerySchema.extend({
  order: z.enum(["new", "price"]).default("new"),
  kind: sellableKindSchema.optional(),
  owner: userIdSchema.optional(),
});
export type ListingQuery = z.infer<typeof listingQuerySchema>;

/** POST /v1/store/:assetId/purchases */
export const buySchema = z
  .strictObject({
    /** What the buyer saw it costs: nothing is bought where that has changed. */
    priceCoins,
    payWith: payWithSchema.default("coins"),
    /** A friend whose it is to be; null: it is for oneself. */
    forUserId: userIdSchema.nullable().default(null),
    /** To that friend. */
    note: prose(z.string().trim().max(NOTE_MAX_CHARS)).default(""),
  })
  .refine(({ forUserId, note }) => forUserId !== null || note === "", {
    path: ["note"],
    message: "goes with what is for a friend",
  });
export type Buy = z.infer<typeof buySchema>;

export const purchaseSchema = z.object({
  id: purchaseIdSchema,
  assetId: assetIdSchema,
  priceCoins: z.number().int(),
  payWith: payWithSchema,
  forUserId: userIdSchema.nullable(),
  createdAt: z.iso.datetime(),
});
export type Purchase = z.infer<typeof purchaseSchema>;

/** Something of another creator's that one has. */
export const holdingSchema = z.object({
  ...thing,
  got: gotSchema,
  /** Whoever gave it; null: nobody did, or they are gone. */
  from: z.object({ id: userIdSchema, displayName: z.string() }).nullable(),
  note: z.string(),
  /** A moderator keeps it from everybody: it cannot be used while that lasts. */
  isTakenDown: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type Holding = z.infer<typeof holdingSchema>;
export const holdingPageSchema = z.object({
  items: z.array(holdingSchema),
  nextCursor: z.string().nullable(),
});
export type HoldingPage = z.infer<typeof holdingPageSchema>;

/** GET /v1/me/holdings */
export const holdingQuerySchema = pageQuerySchema.extend({ kind: sellableKindSchema.optional() });
export type HoldingQuery = z.infer<typeof holdingQuerySchema>;
