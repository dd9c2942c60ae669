// Gifts as the origin tells a host of them.

import { type EventId, giftIdSchema, giftKindIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import type { GiftNewsItem } from "../../shared/schema/internal/gifts.ts";
import type { ToldGift } from "../../shared/schema/told-gift.ts";

export const personNamed = (name: string) => ({ user: userIdSchema.parse(`usr_${name}`), name });

/** The one numbered `seq`, from a fan to a singer unless said otherwise. */
export const giftOf = (event: EventId, seq: number, more: Partial<ToldGift> = {}): GiftNewsItem => ({
  event,
  seq,
  gift: {
    id: giftIdSchema.parse(`gft_${seq}`),
    kind: giftKindIdSchema.parse("gfk_heart"),
    names: { ja: "ハート", en: "Heart" },
    effect: "hearts",
    seconds: 4,
    coins: 10,
    from: personNamed("fan"),
    to: personNamed("singer"),
    text: "Encore!",
    at: 1_000,
    ...more,
  },
});
