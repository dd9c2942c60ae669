// What is for sale for money, who ordered it, and what went back. Buyers are named without a reference: orders are books, too.

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type {
  CoinPackId,
  EventId,
  OrderId,
  RefundId,
  TicketTypeId,
  UserId,
} from "../../../shared/schema/ids.ts";
import type { Currency, Prices } from "../../../shared/schema/money.ts";
import type { DisputeState, RefundState } from "../../money/next-step.ts";
import type { OrderState } from "../../money/order-life.ts";
import type { RefundReason } from "../../money/plan-step.ts";
import type { Difference } from "../../money/reconcile.ts";
import { time } from "./time.ts";

/** Coins as they are sold. One that is not for sale any more stays, for the orders that name it. */
export const coinPacks = pgTable("coin_packs", {
  id: text("id").$type<CoinPackId>().primaryKey(),
  coinCount: integer("coin_count").notNull(),
  /** On top, given away. */
  freeCoinCount: integer("free_coin_count").notNull(),
  prices: jsonb("prices").$type<Prices>().notNull(),
  isForSale: boolean("is_for_sale").notNull(),
});

export const orders = pgTable(
  "orders",
  {
    id: text("id").$type<OrderId>().primaryKey(),
    userId: text("user_id").$type<UserId>().notNull(),
    state: text("state").$type<OrderState>().notNull(),
    what: text("what").$type<"coins" | "tickets">().notNull(),
    coinPackId: text("coin_pack_id").$type<CoinPackId>(),
    ticketTypeId: text("ticket_type_id").$type<TicketTypeId>(),
    eventId: text("event_id").$type<EventId>(),
    /** Packs or tickets. */
    count: integer("count").notNull(),
    coinCount: integer("coin_count").notNull(),
    freeCoinCount: integer("free_coin_count").notNull(),
    currency: text("currency").$type<Currency>().notNull(),
    /** Without tax that comes on top; 0: it was free, and Stripe knows nothing of it. */
    amount: bigint("amount", { mode: "number" }).notNull(),
    /** What was paid, and how much of that is or goes back; null until then. */
    paidTotal: bigint("paid_total", { mode: "number" }),
    paidTax: bigint("paid_tax", { mode: "number" }),
    refundedTotal: bigint("refunded_total", { mode: "number" }).notNull().default(0),
    /** What the buyer reads on the page and on the receipt. */
    lineName: text("line_name").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    requestHash: text("request_hash").notNull(),
    /** Where Stripe sends the buyer back to. */
    returnUrl: text("return_url").notNull(),
    stripeSessionId: text("stripe_session_id").unique(),
    stripePaymentIntentId: text("stripe_payment_intent_id").unique(),
    checkoutUrl: text("checkout_url"),
    holdUntil: time("hold_until").notNull(),
    createdAt: time("created_at").notNull(),
    paidAt: time("paid_at"),
    /** Of tickets: when their event was over for long enough, and the money became somebody's. */
    earnedAt: time("earned_at"),
    /** When Stripe was asked about it last. */
    askedAt: time("asked_at").notNull(),
  },
  (t) => [
    uniqueIndex("orders_idempotency").on(t.userId, t.idempotencyKey),
    index("orders_of_user").on(t.userId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("orders_newest").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("orders_unsettled").on(t.askedAt).where(sql`${t.state} IN ('open', 'processing')`),
    index("orders_of_event").on(t.eventId, t.id),
    index("orders_unearned")
      .on(t.eventId)
      .where(sql`${t.what} = 'tickets' AND ${t.earnedAt} IS NULL AND ${t.paidTotal} > ${t.refundedTotal}`),
    check("orders_refunded", sql`${t.refundedTotal} BETWEEN 0 AND coalesce(${t.paidTotal}, 0)`),
  ],
);

export const refunds = pgTable(
  "refunds",
  {
    id: text("id").$type<RefundId>().primaryKey(),
    orderId: text("order_id")
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    amount: bigint("amount", { mode: "number" }).notNull(),
    state: text("state").$type<RefundState>().notNull(),
    reason: text("reason").$type<RefundReason>().notNull(),
    stripeId: text("stripe_id").unique(),
    createdAt: time("created_at").notNull(),
    /** When it was sent to Stripe last, or would have been. */
    triedAt: time("tried_at"),
  },
  (t) => [
    index("refunds_order").on(t.orderId),
    index("refunds_owed").on(t.triedAt).where(sql`${t.state} = 'owed'`),
    index("refunds_failed").on(t.orderId).where(sql`${t.state} = 'failed'`),
  ],
);

export const disputes = pgTable(
  "disputes",
  {
    stripeId: text("stripe_id").primaryKey(),
    orderId: text("order_id")
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    amount: bigint("amount", { mode: "number" }).notNull(),
    state: text("state").$type<DisputeState>().notNull(),
    openedAt: time("opened_at").notNull(),
  },
  (t) => [
    index("disputes_order").on(t.orderId),
    index("disputes_open").on(t.orderId).where(sql`${t.state} = 'open'`),
  ],
);

/** What comparing the books with Stripe's balance found, night by night. */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
    ranAt: time("ran_at").notNull(),
    /** What was compared: what Stripe made from then, until before then. */
    fromAt: time("from_at").notNull(),
    untilAt: time("until_at").notNull(),
    comparedCount: integer("compared_count").notNull(),
    differenceCount: integer("difference_count").notNull(),
    /** The first of them. */
    differences: jsonb("differences").$type<readonly Difference[]>().notNull(),
  },
  (t) => [index("reconciliations_newest").on(t.ranAt.desc().nullsFirst())],
);
