// The books: accounts, what moved between them, and the lots that coins lie in. Rows are added and stay: triggers of the migration
// refuse all else, keep balances by what is added, and look at the end of each transaction whether it sums to zero. Whoever
// something belongs to is named without a reference: the books outlive accounts.

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import type { CoinLotId, OrderId, UserId } from "../../../shared/schema/ids.ts";
import type { CoinUnit, Currency } from "../../../shared/schema/money.ts";
import type { AccountKind, Unit } from "../../money/accounts.ts";
import type { TransactionKind } from "../../money/ledger.ts";
import { time } from "./time.ts";

export const ledgerAccounts = pgTable(
  "ledger_accounts",
  {
    /** `kind:owner:unit` (origin/money/accounts.ts). */
    id: text("id").primaryKey(),
    kind: text("kind").$type<AccountKind>().notNull(),
    ownerId: text("owner_id"),
    unit: text("unit").$type<Unit>().notNull(),
    /** 1: a debit is something; -1: a credit is. */
    side: smallint("side").notNull(),
    /** Of what may not be overdrawn; null: nobody waits for the house's own accounts, which are summed when asked for. */
    balance: bigint("balance", { mode: "number" }),
  },
  (t) => [
    check("ledger_accounts_not_overdrawn", sql`${t.balance} * ${t.side} >= 0`),
    index("ledger_accounts_owner").on(t.ownerId),
  ],
);

export const ledgerTransactions = pgTable(
  "ledger_transactions",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
    /** What happened: once. */
    key: text("key").notNull().unique(),
    kind: text("kind").$type<TransactionKind>().notNull(),
    at: time("at").notNull(),
    /** How many entries it has: none is added later. */
    entryCount: smallint("entry_count").notNull(),
    orderId: text("order_id").$type<OrderId>(),
    /** Stripe's balance transaction, where it is about one: what reconciliation goes by. */
    balanceTransactionId: text("balance_transaction_id").unique(),
  },
  (t) => [index("ledger_transactions_order").on(t.orderId), index("ledger_transactions_at").on(t.at)],
);

export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    transactionId: bigint("transaction_id", { mode: "number" })
      .notNull()
      .references(() => ledgerTransactions.id),
    accountId: text("account_id")
      .notNull()
      .references(() => ledgerAccounts.id),
    /** A debit is positive, a credit negative. */
    amount: bigint("amount", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.transactionId, t.accountId] }),
    index("ledger_entries_account").on(t.accountId, t.transactionId),
    check("ledger_entries_move_something", sql`${t.amount} <> 0`),
  ],
);

/** Coins that came together. Only how many are left and whether they are frozen ever changes. */
export const coinLots = pgTable(
  "coin_lots",
  {
    id: text("id").$type<CoinLotId>().primaryKey(),
    userId: text("user_id").$type<UserId>().notNull(),
    unit: text("unit").$type<CoinUnit>().notNull(),
    issuedCount: integer("issued_count").notNull(),
    leftCount: integer("left_count").notNull(),
    issuedAt: time("issued_at").notNull(),
    /** Null: never. */
    expiresAt: time("expires_at"),
    isFrozen: boolean("is_frozen").notNull().default(false),
    /** Without tax; null: they were given away. */
    paidAmount: bigint("paid_amount", { mode: "number" }),
    paidCurrency: text("paid_currency").$type<Currency>(),
    orderId: text("order_id").$type<OrderId>(),
    transactionId: bigint("transaction_id", { mode: "number" })
      .notNull()
      .references(() => ledgerTransactions.id),
  },
  (t) => [
    check("coin_lots_left", sql`${t.leftCount} BETWEEN 0 AND ${t.issuedCount}`),
    index("coin_lots_user").on(t.userId).where(sql`${t.leftCount} > 0`),
    index("coin_lots_order").on(t.orderId),
    index("coin_lots_expiry").on(t.expiresAt).where(sql`${t.leftCount} > 0`),
    index("coin_lots_issued").on(t.issuedAt),
  ],
);

/** What was taken of a lot; when, its transaction says. */
export const coinTakings = pgTable(
  "coin_takings",
  {
    transactionId: bigint("transaction_id", { mode: "number" })
      .notNull()
      .references(() => ledgerTransactions.id),
    lotId: text("lot_id")
      .$type<CoinLotId>()
      .notNull()
      .references(() => coinLots.id),
    count: integer("count").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.transactionId, t.lotId] }),
    index("coin_takings_lot").on(t.lotId),
    check("coin_takings_take", sql`${t.count} > 0`),
  ],
);
