// Free exchange tickets that came together. Only how many are left ever changes, with a transaction in the books each time.

import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import type { ExchangeLotId, UserId } from "../../../shared/schema/ids.ts";
import { ledgerTransactions } from "./ledger.ts";
import { time } from "./time.ts";

export const exchangeLots = pgTable(
  "exchange_lots",
  {
    id: text("id").$type<ExchangeLotId>().primaryKey(),
    /** Without a reference: lots are books, and outlive accounts. */
    userId: text("user_id").$type<UserId>().notNull(),
    issuedCount: integer("issued_count").notNull(),
    leftCount: integer("left_count").notNull(),
    issuedAt: time("issued_at").notNull(),
    expiresAt: time("expires_at").notNull(),
    /** Of the books, by which they were issued. */
    transactionId: bigint("transaction_id", { mode: "number" })
      .notNull()
      .references(() => ledgerTransactions.id),
  },
  (t) => [
    check("exchange_lots_left", sql`${t.leftCount} BETWEEN 0 AND ${t.issuedCount}`),
    index("exchange_lots_user").on(t.userId).where(sql`${t.leftCount} > 0`),
    index("exchange_lots_expiry").on(t.expiresAt).where(sql`${t.leftCount} > 0`),
  ],
);
