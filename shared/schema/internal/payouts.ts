// Payouts as whoever runs the house sees and decides them.

import * as z from "zod";
import { userIdSchema } from "../ids.ts";
import { coinValueSchema, payoutSchema, payoutStateSchema } from "../payout.ts";
import { pageQuerySchema } from "../public-api.ts";
import { localeSchema } from "../user.ts";

export const housePayoutQuerySchema = pageQuerySchema.extend({
  userId: userIdSchema.optional(),
  state: payoutStateSchema.optional(),
});
export type HousePayoutQuery = z.infer<typeof housePayoutQuerySchema>;

export const housePayoutSchema = payoutSchema.extend({
  userId: userIdSchema,
  stripeAccountId: z.string(),
  stripeTransferId: z.string().nullable(),
  /** Counts what Stripe refused. */
  attempt: z.number().int(),
  triedAt: z.iso.datetime().nullable(),
});
export type HousePayout = z.infer<typeof housePayoutSchema>;
export const housePayoutPageSchema = z.object({
  items: z.array(housePayoutSchema),
  nextCursor: z.string().nullable(),
});
export type HousePayoutPage = z.infer<typeof housePayoutPageSchema>;

const count = z.number().int().nonnegative();
export const PAYOUT_RUNS_SHOWN = 20;
/** A run goes over all creators who can be paid; each payout is sent when it is decided, and by a sweep where that failed. */
export const payoutRunSchema = z.object({
  number: z.number().int(),
  beganAt: z.iso.datetime(),
  /** Null: it is under way. */
  endedAt: z.iso.datetime().nullable(),
  /** Creators who can be paid at this moment, and those of whom the run has looked at. */
  readyCount: count,
  lookedCount: count,
  /** Payouts that were decided, and handed to Stripe there and then. */
  decidedCount: count,
  /** Creators who could not be paid; while it is under way it comes back to them. */
  failedCount: count,
});
export type PayoutRun = z.infer<typeof payoutRunSchema>;
/** Newest first. */
export const payoutRunListSchema = z.object({ items: z.array(payoutRunSchema) });

const VALUE_MAX = 1_000_000;
const REASON_MAX_CHARS = 500;
export const setCoinValueSchema = z.strictObject({
  currency: coinValueSchema.shape.currency,
  amount: z.number().int().min(1).max(VALUE_MAX),
  coinCount: z.number().int().min(1).max(VALUE_MAX),
  /** Null: from now on. */
  fromAt: z.iso.datetime().nullable().default(null),
  reason: z.string().trim().min(1).max(REASON_MAX_CHARS),
});
export type SetCoinValue = z.infer<typeof setCoinValueSchema>;
export const coinValueRuleSchema = coinValueSchema.extend({
  id: z.number().int(),
  fromAt: z.iso.datetime(),
  decidedAt: z.iso.datetime(),
  reason: z.string(),
});
export type CoinValueRule = z.infer<typeof coinValueRuleSchema>;
/** Newest first. */
export const coinValueListSchema = z.object({ items: z.array(coinValueRuleSchema) });

export const statementFormSchema = z.enum(["csv", "html"]);
export const statementFileQuerySchema = z.object({ locale: localeSchema.default("en") });
