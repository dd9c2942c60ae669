// What creators earn, and how they are paid.

import * as z from "zod";
import { eventIdSchema, payoutIdSchema, userIdSchema } from "./ids.ts";
import { CURRENCY_DIGITS, type Currency, currencySchema } from "./money.ts";

const amount = z.number().int();
const at = z.iso.datetime();

/** So long after it was earned something may be paid out: by then most of those who dispute a payment have done so. */
export const MATURES_AFTER_DAYS = {
  store: 30,
  gift: 30,
  /** Beside EVENT_HOLD_DAYS. */
  ticket: 7,
} as const;
/** How long the money for an event's tickets is held after it, before its organiser has earned it. */
export const EVENT_HOLD_DAYS = 7;
/** In UTC, on the first of a month: then it is over everywhere, and payouts are decided. */
export const PAYOUT_HOUR = 15;

/** Coins, or a currency's smallest unit. */
export const earnedUnitSchema = z.enum(["coin", ...(Object.keys(CURRENCY_DIGITS) as Currency[])]);
export type EarnedUnit = z.infer<typeof earnedUnitSchema>;

export const payoutAccountSchema = z.object({
  /**
   * At Stripe. "begun": not finished by its owner. "ready": it can be paid. "restricted": Stripe wants more of them, or looks at what
   * they gave. "gone": closed there; one may begin again.
   */
  state: z.enum(["none", "begun", "ready", "restricted", "gone"]),
  /** How many things Stripe waits for. */
  missingCount: amount,
});
export type PayoutAccount = z.infer<typeof payoutAccountSchema>;

/** ISO 3166-1; null: where the house is. */
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .nullable()
  .default(null);
export const onboardingSchema = z.strictObject({ country, returnTo: z.string().max(1024).default("/") });
/** To the origin: with where Stripe sends its owner back to. */
export const beginOnboardingSchema = z.strictObject({ country, returnUrl: z.url().max(2048) });
export type BeginOnboarding = z.infer<typeof beginOnboardingSchema>;

/** A page of Stripe's: good once, and for minutes. */
export const pageAddressSchema = z.object({ url: z.url() });
export type PageAddress = z.infer<typeof pageAddressSchema>;

/** So much of a currency for so many coins. */
export const coinValueSchema = z.object({
  currency: currencySchema,
  amount: amount.min(1),
  coinCount: amount.min(1),
});

export const earningsSchema = z.object({
  /** What was earned and not paid yet. */
  items: z.array(
    z.object({
      unit: earnedUnitSchema,
      amount,
      /** Of it: what matures later, and what is held since a bank decides about a payment behind it. */
      waitingAmount: amount,
      heldAmount: amount,
      matureAmount: amount,
    }),
  ),
  /** What earned coins are worth at this moment. */
  coinValue: coinValueSchema,
  /** Less than this is not sent, and waits for the next month. */
  payoutMin: z.partialRecord(currencySchema, amount),
  /** When one earned something first; null: never. */
  since: at.nullable(),
  /** What becomes of it all when one has one's account erased. */
  onLeaving: z.enum(["paid", "forfeited"]),
});
export type Earnings = z.infer<typeof earningsSchema>;

/** Sales that creators earn a share of. */
export const saleSchema = z.enum(["store", "gift", "ticket"]);
export const earningSchema = z.object({
  id: z.string(),
  sale: saleSchema,
  unit: earnedUnitSchema,
  /** What was paid, without tax. */
  grossAmount: amount,
  /** Coins besides that were given away, and earn nothing. */
  freeCount: amount,
  /** Free exchange tickets that it was redeemed with: nothing was paid, and nothing is earned. Else 0. */
  exchangeCount: amount,
  sharePercent: amount,
  amount,
  /** Of it: what went back to whoever had paid. */
  takenBackAmount: amount,
  eventId: eventIdSchema.nullable(),
  eventName: z.string().nullable(),
  earnedAt: at,
  maturesAt: at,
});
export type Earning = z.infer<typeof earningSchema>;
export const earningPageSchema = z.object({
  items: z.array(earningSchema),
  nextCursor: z.string().nullable(),
});
export type EarningPage = z.infer<typeof earningPageSchema>;

export const payoutStateSchema = z.enum(["owed", "paid", "dropped", "returned"]);
export const payoutSchema = z.object({
  id: payoutIdSchema,
  /** "owed": on its way. "dropped": Stripe did not make it, and what was earned is there as before. "returned": all of it came back. */
  state: payoutStateSchema,
  currency: currencySchema,
  amount,
  /** Of it: what was earned in money, and coins for what they were worth. */
  moneyAmount: amount,
  coinCount: amount,
  coinAmount: amount,
  returnedAmount: amount,
  /** Why Stripe refused last, in its word. */
  refusal: z.string().nullable(),
  decidedAt: at,
  paidAt: at.nullable(),
});
export type Payout = z.infer<typeof payoutSchema>;
export const payoutPageSchema = z.object({
  items: z.array(payoutSchema),
  nextCursor: z.string().nullable(),
});
export type PayoutPage = z.infer<typeof payoutPageSchema>;

/** A month of the calendar, in UTC. */
export const monthSchema = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);
/** Lines of one statement; what is more is left out, and said. */
export const STATEMENT_LINES_MAX = 2_000;
/**
 * "redeemed": in the store, with exchange tickets, which are free and earn nothing. "taken-back": it went back to whoever had paid.
 * "forfeited": nobody could be paid any more.
 */
export const statementKindSchema = z.enum([
  ...saleSchema.options,
  "redeemed",
  "taken-back",
  "payout",
  "payout-dropped",
  "payout-returned",
  "forfeited",
]);
export type StatementKind = z.infer<typeof statementKindSchema>;
export const statementSchema = z.object({
  month: monthSchema,
  creator: z.object({ id: userIdSchema, displayName: z.string() }),
  units: z.array(z.object({ unit: earnedUnitSchema, openingAmount: amount, closingAmount: amount })),
  /** By day; sales that are alike are one. */
  lines: z.array(
    z.object({
      on: z.iso.date(),
      kind: statementKindSchema,
      /** The event's name, or the payout's id. */
      about: z.string().nullable(),
      unit: earnedUnitSchema,
      count: amount,
      /** Of sales; what was redeemed has no share. */
      grossAmount: amount.nullable(),
      freeCount: amount.nullable(),
      sharePercent: amount.nullable(),
      /** What came; negative: what went. */
      amount,
      /** What there was of its unit then. */
      balance: amount,
    }),
  ),
  payouts: z.array(payoutSchema),
  isWhole: z.boolean(),
});
export type Statement = z.infer<typeof statementSchema>;
export type StatementLine = Statement["lines"][number];

/** From the origin: a statement's file, as it is to be handed on. */
export const statementFileSchema = z.object({ text: z.string() });
export type StatementForm = "csv" | "html";
