// Gifts, as the origin tells the host of them: each in its turn, and some of them again.

import { eventIdSchema, giftIdSchema, giftKindIdSchema } from "../../shared/schema/ids.ts";
import type { Actions } from "./pubsub-actions.ts";

export const GIFTS_EVENT = eventIdSchema.parse("evt_sim");
const AGAIN_PERCENT = 40;
const ID_PREFIX = "gft_";

/** Which gift it was, by its id. */
export function giftNumber(id: string): number {
  return Number(id.slice(ID_PREFIX.length));
}

export const GIVING: Actions = [
  [
    20,
    (world, _client, chance) => {
      const isAgain = world.giftCount > 0 && chance.percent(AGAIN_PERCENT);
      const seq = isAgain ? chance.between(1, world.giftCount) : ++world.giftCount;
      const gift = {
        id: giftIdSchema.parse(`${ID_PREFIX}${seq}`),
        kind: giftKindIdSchema.parse("gfk_heart"),
        names: { ja: "ハート", en: "Heart" },
        effect: "hearts",
        seconds: 4,
        coins: 10,
        from: null,
        to: null,
        text: null,
        at: world.time.nowMs,
      };
      world.loop.give({ event: GIFTS_EVENT, seq, gift });
      return `hears of gift ${seq}${isAgain ? " again" : ""}`;
    },
  ],
];
