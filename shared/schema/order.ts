// What is bought for money, and what became of it.

import * as z from "zod";
import { coinPackIdSchema, eventIdSchema, orderIdSchema, ticketTypeIdSchema } from "./ids.ts";
import { currencySchema, pricesSchema } from "./money.ts";

/** Tickets in one order. */
export const TICKETS_PER_ORDER_MAX = 20;
export const CODE_MAX_CHARS = 64;
/** For so long what somebody ordered is held while they pay. */
export const ORDER_HOLD_MINUTES = 10;
/** Of one user: those that can be paid at once. Each holds something. */
export const ORDERS_OPEN_MAX = 5;

export const coinPackSchema = z.object({
  id: coinPackIdSchema,
  coinCount: z.number().int(),
  /** On top, given away. */
  freeCoinCount: z.number().int(),
  prices: pricesSchema,
});
export type CoinPack = z.infer<typeof coinPackSchema>;

export const coinPackListSchema = z.object({ items: z.array(coinPackSchema) });

const coinsFields = { coinPackId: coinPackIdSchema, currency: currencySchema };
const ticketsFields = {
  ticketTypeId: ticketTypeIdSchema,
  count: z.number().int().min(1).max(TICKETS_PER_ORDER_MAX),
  /** For tickets by invitation, unless one is on the list. */
  code: z.string().min(1).max(CODE_MAX_CHARS).nullable().default(null),
  /** Also of those that cost nothing. */
  currency: currencySchema,
};
/** A path of the page's, where the buyer comes back to, with `order=` and the order's id in its query. */
const returnTo = z.string().max(1024).default("/");
export const buyCoinsSchema = z.strictObject({ ...coinsFields, returnTo });
export const buyTicketsSchema = z.strictObject({ ...ticketsFields, returnTo });

/** What somebody orders. */
export const createOrderSchema = z.discriminatedUnion("what", [
  z.strictObject({ what: z.literal("coins"), ...coinsFields }),
  z.strictObject({ what: z.literal("tickets"), ...ticketsFields }),
]);
export type CreateOrder = z.infer<typeof createOrderSchema>;

/** To the origin: with where Stripe sends the buyer back to. */
export const placeOrderSchema = z.strictObject({ order: createOrderSchema, returnUrl: z.url().max(2048) });
export type PlaceOrder = z.infer<typeof placeOrderSchema>;

export const orderSchema = z.object({
  id: orderIdSchema,
  /** "open": its page can be paid. "processing": the money is on its way. "closed": it was not paid in time. */
  state: z.enum(["open", "processing", "paid", "closed"]),
  what: z.enum(["coins", "tickets"]),
  coinPackId: coinPackIdSchema.nullable(),
  ticketTypeId: ticketTypeIdSchema.nullable(),
  eventId: eventIdSchema.nullable(),
  /** As it stands on the page to pay on. */
  title: z.string(),
  /** Packs or tickets. */
  count: z.number().int(),
  /** In a pack of coins, and on top of them; 0 of tickets. */
  coinCount: z.number().int(),
  freeCoinCount: z.number().int(),
  currency: currencySchema,
  /** In the currency's smallest unit. */
  amount: z.number().int(),
  refundedAmount: z.number().int(),
  /** Where it is paid; null when it cannot be, or costs nothing. */
  checkoutUrl: z.url().nullable(),
  /** Until when what was ordered is held. */
  holdUntil: z.iso.datetime(),
  createdAt: z.iso.datetime(),
});
export type Order = z.infer<typeof orderSchema>;
/** Where Stripe shows the receipt of a payment, for a while. */
export const receiptSchema = z.object({ url: z.url() });
export type Receipt = z.infer<typeof receiptSchema>;
export const orderPageSchema = z.object({ items: z.array(orderSchema), nextCursor: z.string().nullable() });
export type OrderPage = z.infer<typeof orderPageSchema>;

const expirySchema = z.object({ at: z.iso.datetime(), count: z.number().int().positive() });
export const walletSchema = z.object({
  /** Paid for. */
  coinCount: z.number().int().nonnegative(),
  /** Given away: spent first, and earning nobody anything. */
  freeCoinCount: z.number().int().nonnegative(),
  /** Of both: those of a payment that is disputed, which wait until that is decided. */
  frozenCount: z.number().int().nonnegative(),
  /** What expires next; null: nothing does. */
  nextExpiry: expirySchema.nullable(),
  /** Free, each for one thing of the store that takes them. */
  exchangeTicketCount: z.number().int().nonnegative(),
  nextTicketExpiry: expirySchema.nullable(),
});
export type Wallet = z.infer<typeof walletSchema>;
