// A gift as rooms tell it: what the origin hands to room hosts, and they say to everybody in it. SPEC [GIFT-1]

import * as z from "zod";
import { giftIdSchema, giftKindIdSchema, userIdSchema } from "./ids.ts";

/** Null: somebody whose account is no more. */
const personSchema = z.object({ user: userIdSchema, name: z.string() }).nullable();

export const toldGiftSchema = z.object({
  /** The same one may be told twice. */
  id: giftIdSchema,
  kind: giftKindIdSchema,
  names: z.object({ ja: z.string(), en: z.string() }),
  effect: z.string(),
  seconds: z.number(),
  coins: z.number().int(),
  from: personSchema,
  to: personSchema,
  text: z.string().nullable(),
  /** Milliseconds since the Unix epoch. */
  at: z.number(),
});
export type ToldGift = z.infer<typeof toldGiftSchema>;
