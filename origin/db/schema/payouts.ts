// Creators' accounts at Stripe, what was paid out to them, and what coins they earned are worth. Creators are named without a
// reference: payouts are books, too.

import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { PayoutId, UserId } from "../../../shared/schema/ids.ts";
import type { Currency } from "../../../shared/schema/money.ts";
import type { AccountState } from "../../payouts/account-state.ts";
import type { PayoutState } from "../../payouts/payout-life.ts";
import { time } from "./time.ts";

/** As little as is needed to pay somebody: who they are, Stripe knows. */
export const payoutAccounts = pgTable(
  "payout_accounts",
  {
    userId: text("user_id").$type<UserId>().primaryKey(),
    stripeId: text("stripe_id").notNull().unique(),
    /** As Stripe said when it was asked last. */
    state: text("state").$type<AccountState>().notNull(),
    /** How many things Stripe wants of them before it goes on. */
    missingCount: integer("missing_count").notNull(),
    createdAt: time("created_at").notNull(),
    askedAt: time("asked_at").notNull(),
    /** The user's account was erased: what they earned is paid, and then this row goes, too. */
    closingAt: time("closing_at"),
  },
  (t) => [
    index("payout_accounts_asked").on(t.state, t.askedAt),
    index("payout_accounts_closing").on(t.closingAt).where(sql`${t.closingAt} IS NOT NULL`),
  ],
);

/** Each time that all creators were paid, or are just being paid. */
export const payoutRuns = pgTable(
  "payout_runs",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
    beganAt: time("began_at").notNull(),
    /** When a part of it was done last. */
    movedAt: time("moved_at").notNull(),
    /** Null: it is under way. */
    endedAt: time("ended_at"),
    /** How many parts of it are done: of two who do the same one, one notes it. */
    step: integer("step").notNull().default(0),
    /** The second is for those who could not be paid in the first. */
    pass: integer("pass").notNull().default(1),
    /** Whom this pass looked at last, in the order of ids. Empty: it begins, or all is over. */
    afterUserId: text("after_user_id").notNull().default(""),
    /** Creators, payouts, and creators that this pass could not pay. */
    lookedCount: integer("looked_count").notNull().default(0),
    decidedCount: integer("decided_count").notNull().default(0),
    failedCount: integer("failed_count").notNull().default(0),
  },
  (t) => [uniqueIndex("payout_runs_under_way").on(sql`(true)`).where(sql`${t.endedAt} IS NULL`)],
);

export const payouts = pgTable(
  "payouts",
  {
    id: text("id").$type<PayoutId>().primaryKey(),
    userId: text("user_id").$type<UserId>().notNull(),
    /** Of their account. */
    stripeAccountId: text("stripe_account_id").notNull(),
    state: text("state").$type<PayoutState>().notNull(),
    currency: text("currency").$type<Currency>().notNull(),
    /** What was earned in money, and coins for what they were worth that day. */
    moneyAmount: bigint("money_amount", { mode: "number" }).notNull(),
    coinCount: bigint("coin_count", { mode: "number" }).notNull(),
    coinAmount: bigint("coin_amount", { mode: "number" }).notNull(),
    /** Of what was paid. */
    returnedAmount: bigint("returned_amount", { mode: "number" }).notNull().default(0),
    stripeTransferId: text("stripe_transfer_id").unique(),
    /** Stripe's reversals of that transfer that are in the books. */
    returnIds: text("return_ids").array().notNull().default([]),
    /** Counts what Stripe refused: a refusal is answered again to whoever asks with the same key. */
    attempt: integer("attempt").notNull().default(1),
    /** Why Stripe refused last, in its word. */
    refusal: text("refusal"),
    decidedAt: time("decided_at").notNull(),
    triedAt: time("tried_at"),
    paidAt: time("paid_at"),
  },
  (t) => [
    index("payouts_of_user").on(t.userId, t.decidedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("payouts_newest").on(t.decidedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("payouts_owed").on(t.triedAt).where(sql`${t.state} = 'owed'`),
    check("payouts_pay_something", sql`${t.moneyAmount} + ${t.coinAmount} > 0`),
    check(
      "payouts_parts",
      sql`${t.moneyAmount} >= 0 AND ${t.coinCount} >= 0 AND ${t.coinAmount} >= 0 AND ${t.returnedAmount} BETWEEN 0 AND ${t.moneyAmount} + ${t.coinAmount}`,
    ),
  ],
);

/** What coins are worth to those who earned them, since when, and why. Rows are added and stay: a trigger refuses all else. */
export const coinValues = pgTable(
  "coin_values",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
    currency: text("currency").$type<Currency>().notNull(),
    /** So much for so many. */
    amount: integer("amount").notNull(),
    coinCount: integer("coin_count").notNull(),
    fromAt: time("from_at").notNull(),
    decidedAt: time("decided_at").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [check("coin_values_worth", sql`${t.amount} > 0 AND ${t.coinCount} > 0`)],
);
