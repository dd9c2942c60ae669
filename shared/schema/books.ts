// Payments and the books, as those who run the place look into them.

import * as z from "zod";
import { eventIdSchema, orderIdSchema, type RefundId, ticketIdSchema, userIdSchema } from "./ids.ts";
import { amountSchema, currencySchema } from "./money.ts";
import { pageQuerySchema } from "./public-api.ts";
import { prose } from "./text.ts";

export const PAYMENT_SEARCH_MAX_CHARS = 200;
export const BOOKS_REASON_MAX_CHARS = 500;
/** Of one payment, in each list: more than any has. */
export const PAYMENT_ROWS_MAX = 200;

/** Why somebody who runs the place did something with money: kept in the audit log. */
export const booksReasonSchema = prose(z.string().trim().min(1).max(BOOKS_REASON_MAX_CHARS));

const person = z.object({
  id: userIdSchema,
  /** Null: the account is gone. */
  displayName: z.string().nullable(),
});

/** Somebody should look: a refund came back, waits to be sent, or a bank has not decided yet. */
export const paymentTroubleSchema = z.enum(["refund-failed", "refund-owed", "disputed"]);
export type PaymentTrouble = z.infer<typeof paymentTroubleSchema>;
export const paymentStateSchema = z.enum(["open", "processing", "paid", "closed"]);

/** The newest first. */
export const paymentQuerySchema = pageQuerySchema.extend({
  /** An id of an order, a user, an event, a ticket or a refund, one of Stripe's, or a handle with its @. */
  q: z.string().trim().max(PAYMENT_SEARCH_MAX_CHARS).optional(),
  state: z.enum([...paymentStateSchema.options, ...paymentTroubleSchema.options]).optional(),
  /** Ordered then or later. */
  from: z.iso.datetime().optional(),
  /** Ordered before. */
  until: z.iso.datetime().optional(),
});
export type PaymentQuery = z.infer<typeof paymentQuerySchema>;

export const paymentSchema = z.object({
  id: orderIdSchema,
  state: paymentStateSchema,
  trouble: paymentTroubleSchema.nullable(),
  buyer: person,
  /** What the buyer read on the page where it was paid. */
  lineName: z.string(),
  count: z.number().int(),
  currency: currencySchema,
  /** In the currency's smallest unit, without tax that comes on top. */
  amount: z.number().int(),
  /** With tax; null until it is paid. */
  paidAmount: z.number().int().nullable(),
  /** What went back of it, or goes back. */
  refundedAmount: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type Payment = z.infer<typeof paymentSchema>;
export const paymentPageSchema = z.object({
  items: z.array(paymentSchema),
  nextCursor: z.string().nullable(),
});
export type PaymentPage = z.infer<typeof paymentPageSchema>;

/** Also of what no operator decided: a payment that was in vain, or (then it is Stripe's) what was given back at Stripe. */
export const anyRefundIdSchema = z
  .string()
  .regex(/^[\w-]{1,128}$/)
  .transform((value) => value as RefundId);
const refundSchema = z.object({
  id: anyRefundIdSchema,
  amount: z.number().int(),
  state: z.enum(["owed", "sent", "paid", "failed", "void"]),
  reason: z.string(),
  stripeId: z.string().nullable(),
  createdAt: z.iso.datetime(),
  triedAt: z.iso.datetime().nullable(),
});
const bookedSchema = z.object({
  key: z.string(),
  kind: z.string(),
  at: z.iso.datetime(),
  balanceTransactionId: z.string().nullable(),
  /** A debit is positive, a credit negative; each unit's sum is zero. */
  entries: z.array(
    z.object({
      account: z.string(),
      owner: z.string().nullable(),
      unit: z.string(),
      amount: z.number().int(),
    }),
  ),
});

/** All that there is to know of one payment; the oldest of each list first. */
export const paymentDetailSchema = paymentSchema.extend({
  event: z.object({ id: eventIdSchema, name: z.string().nullable() }).nullable(),
  paidTax: z.number().int().nullable(),
  paidAt: z.iso.datetime().nullable(),
  /** When Stripe was asked last. */
  askedAt: z.iso.datetime(),
  stripeSessionId: z.string().nullable(),
  stripePaymentIntentId: z.string().nullable(),
  refunds: z.array(refundSchema),
  disputes: z.array(
    z.object({
      stripeId: z.string(),
      amount: z.number().int(),
      state: z.enum(["open", "won", "lost"]),
      openedAt: z.iso.datetime(),
    }),
  ),
  tickets: z.array(z.object({ id: ticketIdSchema, typeName: z.string(), state: z.string(), owner: person })),
  /** The coins that came of it. */
  lots: z.array(
    z.object({
      unit: z.string(),
      issuedCount: z.number().int(),
      leftCount: z.number().int(),
      isFrozen: z.boolean(),
      expiresAt: z.iso.datetime().nullable(),
    }),
  ),
  booked: z.array(bookedSchema),
  webhooks: z.array(
    z.object({ id: z.string(), type: z.string(), createdAt: z.iso.datetime(), receivedAt: z.iso.datetime() }),
  ),
  /** What those who run the place did with it. */
  acts: z.array(
    z.object({
      at: z.iso.datetime(),
      /** Null: whoever runs the server, from its console. */
      by: person.nullable(),
      act: z.string(),
      reason: z.string(),
    }),
  ),
});
export type PaymentDetail = z.infer<typeof paymentDetailSchema>;

export const refundQuerySchema = z.object({ amount: z.coerce.number().int().min(1).optional() });
/** What a refund would take with it. */
export const refundPreviewSchema = z.object({
  /** What is left to give back. */
  refundableAmount: z.number().int(),
  amount: z.number().int(),
  coinCount: z.number().int(),
  freeCoinCount: z.number().int(),
  /** Tickets that let nobody in any more: all of them with the last of the money, none before. */
  ticketCount: z.number().int(),
  /** What it was paid for is used up or paid out: the house loses it. */
  lossAmount: z.number().int(),
  /** A bank holds the payment: Stripe gives nothing back of it until that is decided. */
  isDisputed: z.boolean(),
});
export type RefundPreview = z.infer<typeof refundPreviewSchema>;

export const refundPaymentSchema = z.strictObject({
  /** With tax, in the currency's smallest unit; null: all that is left. */
  amount: amountSchema.nullable().default(null),
  reason: booksReasonSchema,
});
export type RefundPayment = z.infer<typeof refundPaymentSchema>;
export const retryRefundSchema = z.strictObject({ reason: booksReasonSchema });
export type RetryRefund = z.infer<typeof retryRefundSchema>;

export const reconciliationNumberSchema = z.string().regex(/^[1-9]\d{0,14}$/);
export const reconciliationSchema = z.object({
  number: z.number().int().positive(),
  ranAt: z.iso.datetime(),
  /** What Stripe made from then, until before then. */
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  comparedCount: z.number().int(),
  differenceCount: z.number().int(),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;
export const reconciliationPageSchema = z.object({
  items: z.array(reconciliationSchema),
  nextCursor: z.string().nullable(),
});
export type ReconciliationPage = z.infer<typeof reconciliationPageSchema>;
/** With the first hundred differences. */
export const reconciliationDetailSchema = reconciliationSchema.extend({
  differences: z.array(
    z.object({
      /** Of Stripe's balance transaction. */
      id: z.string(),
      /** Null: the books do not have it. */
      ours: z.string().nullable(),
      /** Null: Stripe does not have it. */
      theirs: z.string().nullable(),
      orderId: orderIdSchema.nullable(),
    }),
  ),
});
export type ReconciliationDetail = z.infer<typeof reconciliationDetailSchema>;

/** Left out: the last base date, the end in Japan of 31 March or 30 September. */
export const unusedBalanceQuerySchema = z.object({ at: z.iso.datetime().optional() });
/** The coins that were issued before then, and not used up. */
export const unusedBalanceSchema = z.object({
  at: z.iso.datetime(),
  paidCount: z.number().int(),
  freeCount: z.number().int(),
  /** What was paid for the paid ones, by currency, in its smallest unit. */
  value: z.partialRecord(currencySchema, z.number().int()),
});
export type UnusedBalanceAt = z.infer<typeof unusedBalanceSchema>;
