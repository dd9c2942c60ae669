// What there is to give, as whoever runs the server says it; and gifts as room hosts hear of them: they wait for those of the events that
// are on in their rooms.

import * as z from "zod";
import { eventIdSchema } from "../ids.ts";
import { visible } from "../text.ts";
import { toldGiftSchema } from "../told-gift.ts";

const COINS_MAX = 1_000_000;
const SECONDS_MAX = 60;
const NAME_MAX_CHARS = 60;
const nameSchema = visible(z.string().trim().min(1).max(NAME_MAX_CHARS));

/** PUT gift-kinds/:giftKindId */
export const setGiftKindSchema = z.strictObject({
  names: z.strictObject({ ja: nameSchema, en: nameSchema }),
  coinCount: z.number().int().min(1).max(COINS_MAX),
  effect: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  seconds: z.number().int().min(1).max(SECONDS_MAX),
  isForSale: z.boolean().default(true),
});
export type SetGiftKind = z.infer<typeof setGiftKindSchema>;

/** Events a host waits for in one call. */
export const GIFT_NEWS_EVENTS_MAX = 500;
/** In one answer; a host asks again for more. */
export const GIFT_NEWS_MAX = 100;
export const GIFT_NEWS_WAIT_MAX_MS = 25_000;

/** POST gift-news : gifts of these events after the numbers told, waited for where there are none yet. */
export const awaitGiftsSchema = z.strictObject({
  events: z
    .array(z.object({ event: eventIdSchema, after: z.number().int().nonnegative() }))
    .min(1)
    .max(GIFT_NEWS_EVENTS_MAX),
  waitMs: z.number().int().min(0).max(GIFT_NEWS_WAIT_MAX_MS),
});
export type AwaitGifts = z.infer<typeof awaitGiftsSchema>;

export const giftNewsSchema = z.object({
  /** In the order in which they were given. */
  items: z.array(
    z.object({
      event: eventIdSchema,
      /** The next `after` of its event. */
      seq: z.number().int().positive(),
      gift: toldGiftSchema,
    }),
  ),
});
export type GiftNews = z.infer<typeof giftNewsSchema>;
export type GiftNewsItem = GiftNews["items"][number];
