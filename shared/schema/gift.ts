// Gifts: what people in a room of an event may give to who performs there, paid in coins, and what was given.

import * as z from "zod";
import { eventIdSchema, giftIdSchema, giftKindIdSchema, userIdSchema } from "./ids.ts";
import { pageQuerySchema } from "./public-api.ts";
import { visible } from "./text.ts";

export const GIFT_TEXT_MAX_CHARS = 200;
/** Of one giver. */
export const GIFTS_PER_MINUTE_MAX = 60;

export const giftNamesSchema = z.object({ ja: z.string(), en: z.string() });
export type GiftNames = z.infer<typeof giftNamesSchema>;

export const giftKindSchema = z.object({
  id: giftKindIdSchema,
  names: giftNamesSchema,
  coinCount: z.number().int(),
  /** What clients draw, by a name that they know or not: "hearts", "petals", "confetti", "fireworks". */
  effect: z.string(),
  /** How long it is drawn. */
  seconds: z.number().int(),
});
export type GiftKind = z.infer<typeof giftKindSchema>;
export const giftKindListSchema = z.object({ items: z.array(giftKindSchema) });

/** POST /v1/rooms/{id}/gifts */
export const sendGiftSchema = z.strictObject({
  kindId: giftKindIdSchema,
  /** Who performs at the room's event. */
  toUserId: userIdSchema,
  text: visible(z.string().trim().min(1).max(GIFT_TEXT_MAX_CHARS)).nullable().default(null),
});
export type SendGift = z.infer<typeof sendGiftSchema>;

const personSchema = z.object({ id: userIdSchema, displayName: z.string() });

export const giftSchema = z.object({
  id: giftIdSchema,
  kindId: giftKindIdSchema,
  names: giftNamesSchema,
  eventId: eventIdSchema,
  /** Null: somebody whose account is no more. */
  from: personSchema.nullable(),
  to: personSchema.nullable(),
  text: z.string().nullable(),
  coinCount: z.number().int(),
  /** What of that is theirs whom it was given to: free coins earn nobody anything. */
  earnedCount: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type Gift = z.infer<typeof giftSchema>;

/** GET /v1/me/gifts ?eventId=&cursor=&limit= */
export const receivedGiftQuerySchema = pageQuerySchema.extend({ eventId: eventIdSchema.optional() });
export type ReceivedGiftQuery = z.infer<typeof receivedGiftQuerySchema>;
export const receivedGiftPageSchema = z.object({
  items: z.array(giftSchema),
  nextCursor: z.string().nullable(),
  /** Of all there are, on all pages; told with the first, null on the others. */
  total: z
    .object({ giftCount: z.number().int(), coinCount: z.number().int(), earnedCount: z.number().int() })
    .nullable(),
});
export type ReceivedGiftPage = z.infer<typeof receivedGiftPageSchema>;
