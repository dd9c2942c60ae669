// What creators earned, sale by sale: what of what, by which share, and from when it may be paid out. Beside the books, which say how
// much somebody has; nobody is referred to, since both outlive accounts.

import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, smallint, text } from "drizzle-orm/pg-core";
import type { EventId, OrderId, UserId } from "../../../shared/schema/ids.ts";
import type { Unit } from "../../money/accounts.ts";
import type { SharedSale } from "../../money/revenue-share.ts";
import { ledgerTransactions } from "./ledger.ts";
import { time } from "./time.ts";

export const earnings = pgTable(
  "earnings",
  {
    /** By which it was earned. */
    transactionId: bigint("transaction_id", { mode: "number" })
      .primaryKey()
      .references(() => ledgerTransactions.id),
    /** Null: nobody but the house. */
    userId: text("user_id").$type<UserId>(),
    sale: text("sale").$type<SharedSale>().notNull(),
    unit: text("unit").$type<Unit>().notNull(),
    /** Paid coins, or money without tax. */
    grossAmount: bigint("gross_amount", { mode: "number" }).notNull(),
    /** Coins besides that were given away, and earn nothing. */
    freeCount: integer("free_count").notNull().default(0),
    /** Free exchange tickets that it was redeemed with instead: nothing was paid, and nothing is earned. */
    exchangeCount: integer("exchange_count").notNull().default(0),
    sharePercent: smallint("share_percent").notNull(),
    amount: bigint("amount", { mode: "number" }).notNull(),
    /** What of it went back to whoever had paid. */
    takenBackAmount: bigint("taken_back_amount", { mode: "number" }).notNull().default(0),
    /** Of tickets. */
    orderId: text("order_id").$type<OrderId>().unique(),
    eventId: text("event_id").$type<EventId>(),
    earnedAt: time("earned_at").notNull(),
    /** From when it may be paid out. */
    maturesAt: time("matures_at").notNull(),
  },
  (t) => [
    index("earnings_of").on(t.userId, t.earnedAt.desc().nullsFirst(), t.transactionId.desc().nullsFirst()),
    index("earnings_waiting").on(t.userId, t.maturesAt),
    check("earnings_parts", sql`${t.amount} BETWEEN 0 AND ${t.grossAmount}`),
    check("earnings_taken_back", sql`${t.takenBackAmount} BETWEEN 0 AND ${t.amount}`),
  ],
);
