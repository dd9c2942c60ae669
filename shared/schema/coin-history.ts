// What became of somebody's coins and exchange tickets, as the books have it.

import * as z from "zod";
import { assetIdSchema, orderIdSchema, userIdSchema } from "./ids.ts";

/** How many more there are of something since; negative: how many fewer. */
const change = z.number().int();

/** One transaction of the books, by what it did to one person's accounts. */
export const coinMoveSchema = z.object({
  /** In the words of the books, such as `coins.sold`, `coins.spent`, `exchange.redeemed`; there will be more. */
  kind: z.string(),
  at: z.iso.datetime(),
  coinCount: change,
  freeCoinCount: change,
  exchangeTicketCount: change,
  /** Earned with what one made: a part of the paid coins that others gave for it. */
  earnedCount: change,
  /** Exchange tickets that others redeemed for what one made, and which earn nothing. */
  redeemedCount: change,
  /** What it was about, where there is something to look at. */
  about: z
    .discriminatedUnion("what", [
      z.object({ what: z.literal("order"), orderId: orderIdSchema }),
      /** A thing of the store; `forUserId` is the friend one gave it to. */
      z.object({
        what: z.literal("asset"),
        assetId: assetIdSchema,
        name: z.string(),
        forUserId: userIdSchema.nullable(),
      }),
      /** Given to a performer in a room. */
      z.object({ what: z.literal("gift"), giftId: z.string() }),
    ])
    .nullable(),
});
export type CoinMove = z.infer<typeof coinMoveSchema>;
export const coinHistorySchema = z.object({
  items: z.array(coinMoveSchema),
  nextCursor: z.string().nullable(),
});
export type CoinHistory = z.infer<typeof coinHistorySchema>;
