// What whoever runs the server does to the books at its console (`bun run money`), and no browser may.

import * as z from "zod";
import { booksReasonSchema } from "../books.ts";
import { userIdSchema } from "../ids.ts";
import { pricesSchema } from "../money.ts";
import { coinPackSchema } from "../order.ts";
import { saleSchema } from "../payout.ts";

/** In one pack, or given away at once. */
export const COINS_MAX = 1_000_000;
const COIN_KEY_MAX_CHARS = 100;

export const housePackSchema = coinPackSchema.extend({ isForSale: z.boolean() });
export type HousePack = z.infer<typeof housePackSchema>;
export const housePackListSchema = z.object({ items: z.array(housePackSchema) });

/** What a pack is from now on; what was ordered before stays as it was ordered. */
export const setPackSchema = z.strictObject({
  coinCount: z.number().int().min(1).max(COINS_MAX),
  freeCoinCount: z.number().int().min(0).max(COINS_MAX),
  prices: pricesSchema,
  reason: booksReasonSchema,
});
export type SetPack = z.infer<typeof setPackSchema>;
export const withdrawPackSchema = z.strictObject({ reason: booksReasonSchema });

export const giveCoinsSchema = z.strictObject({
  userId: userIdSchema,
  count: z.number().int().min(1).max(COINS_MAX),
  /** What they are given for: with the same key once, whoever they are given to. */
  key: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "expected visible ASCII characters")
    .max(COIN_KEY_MAX_CHARS),
  reason: booksReasonSchema,
});
export type GiveCoins = z.infer<typeof giveCoinsSchema>;
/** `isNew`: false when it was done before. */
export const givenCoinsSchema = z.object({ isNew: z.boolean() });

export const setShareSchema = z.strictObject({
  sale: saleSchema,
  /** Null: for everybody who has no rule of their own. */
  userId: userIdSchema.nullable(),
  sharePercent: z.number().int().min(0).max(100),
  /** From when it holds; null: from now on. */
  from: z.iso.datetime().nullable(),
  reason: booksReasonSchema,
});
export type SetShare = z.infer<typeof setShareSchema>;
export const shareRuleSchema = z.object({
  sale: saleSchema,
  userId: userIdSchema.nullable(),
  sharePercent: z.number().int(),
  from: z.iso.datetime(),
  decidedAt: z.iso.datetime(),
  reason: z.string(),
});
export type ShareRuleShown = z.infer<typeof shareRuleSchema>;
export const shareListSchema = z.object({
  /** What holds where no rule says otherwise. */
  defaults: z.record(saleSchema, z.number().int()),
  /** The newest first. */
  items: z.array(shareRuleSchema),
});
export const shareQuerySchema = z.object({ userId: userIdSchema.optional() });

/** A reconciliation was begun; one that ran at this time or later is it. */
export const begunSchema = z.object({ at: z.iso.datetime() });
