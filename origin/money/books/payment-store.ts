// All the SQL by which payments are looked into: orders with whoever bought, what is wrong with them, what is in the books of one,
// and what Stripe told of it.

import { and, asc, desc, eq, gte, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import type { PaymentTrouble } from "../../../shared/schema/books.ts";
import type { EventId, OrderId, UserId } from "../../../shared/schema/ids.ts";
import type { DbOrTx } from "../../db/client.ts";
import { before } from "../../db/keyset.ts";
import { events } from "../../db/schema/events.ts";
import { coinLots, ledgerAccounts, ledgerEntries, ledgerTransactions } from "../../db/schema/ledger.ts";
import { stripeEvents } from "../../db/schema/money.ts";
import { disputes, orders, refunds } from "../../db/schema/orders.ts";
import { users } from "../../db/schema/users.ts";
import type { Cursor } from "../../route-params.ts";
import type { OrderState } from "../order-life.ts";
import type { OrderRecord } from "../order-store.ts";
import type { StripeNoun } from "./payment-search.ts";

export type NamedOrder = { readonly order: OrderRecord; readonly buyerName: string | null };
export type PaymentFilter = {
  readonly of:
    | { readonly orderId: OrderId }
    | { readonly userId: UserId }
    | { readonly eventId: EventId }
    | Record<string, never>;
  readonly state: OrderState | null;
  readonly trouble: PaymentTrouble | null;
  readonly from: Date | null;
  readonly until: Date | null;
};

/** Newest first, from after the cursor. */
export async function listPayments(
  db: DbOrTx,
  { of, state, trouble, from, until }: PaymentFilter,
  cursor: Cursor | null,
  limit: number,
): Promise<NamedOrder[]> {
  return db
    .select({ order: orders, buyerName: users.displayName })
    .from(orders)
    .leftJoin(users, eq(users.id, orders.userId))
    .where(
      and(
        "orderId" in of ? eq(orders.id, of.orderId) : undefined,
        "userId" in of ? eq(orders.userId, of.userId) : undefined,
        "eventId" in of ? eq(orders.eventId, of.eventId) : undefined,
        state === null ? undefined : eq(orders.state, state),
        trouble === null ? undefined : inArray(orders.id, troubled(db, trouble)),
        from === null ? undefined : gte(orders.createdAt, from),
        until === null ? undefined : lt(orders.createdAt, until),
        cursor === null ? undefined : before([orders.createdAt, orders.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(limit);
}

function troubled(db: DbOrTx, trouble: PaymentTrouble) {
  if (trouble === "disputed")
    return db.select({ id: disputes.orderId }).from(disputes).where(eq(disputes.state, "open"));
  const state = trouble === "refund-failed" ? "failed" : "owed";
  return db.select({ id: refunds.orderId }).from(refunds).where(eq(refunds.state, state));
}

/** What is wrong with each of these, where anything is: a refund that came back before all else. */
export async function listTroubles(
  db: DbOrTx,
  ids: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, PaymentTrouble>> {
  const found = new Map<OrderId, PaymentTrouble>();
  if (ids.length === 0) return found;
  for (const trouble of ["refund-owed", "disputed", "refund-failed"] as const) {
    const rows = await db
      .select({ id: orders.id })
      .from(orders)
      .where(and(inArray(orders.id, [...ids]), inArray(orders.id, troubled(db, trouble))));
    for (const { id } of rows) found.set(id, trouble);
  }
  return found;
}

/** Null: no order has to do with that. */
export async function findOrderIdByStripe(db: DbOrTx, noun: StripeNoun, id: string): Promise<OrderId | null> {
  const rows = await orderIdsByStripe(db, noun, id);
  return rows[0]?.id ?? null;
}

async function orderIdsByStripe(db: DbOrTx, noun: StripeNoun, id: string): Promise<{ id: OrderId | null }[]> {
  switch (noun) {
    case "session":
      return db.select({ id: orders.id }).from(orders).where(eq(orders.stripeSessionId, id));
    case "payment-intent":
      return db.select({ id: orders.id }).from(orders).where(eq(orders.stripePaymentIntentId, id));
    case "refund":
      return db.select({ id: refunds.orderId }).from(refunds).where(eq(refunds.stripeId, id));
    case "dispute":
      return db.select({ id: disputes.orderId }).from(disputes).where(eq(disputes.stripeId, id));
    case "balance-transaction":
      return db
        .select({ id: ledgerTransactions.orderId })
        .from(ledgerTransactions)
        .where(eq(ledgerTransactions.balanceTransactionId, id));
    case "event":
      return db
        .select({ id: orders.id })
        .from(stripeEvents)
        .innerJoin(orders, or(eq(orders.id, toldOrder), eq(orders.stripePaymentIntentId, toldPayment)))
        .where(eq(stripeEvents.id, id));
  }
}

/** As sessions, payment intents and charges name our order, and as charges, refunds and disputes name their payment. */
const toldOrder = sql<OrderId>`${stripeEvents.payload} #>> '{data,object,metadata,order}'`;
const toldPayment = sql<string>`${stripeEvents.payload} #>> '{data,object,payment_intent}'`;

/** Null: there is none. */
export async function findPayment(
  db: DbOrTx,
  id: OrderId,
): Promise<(NamedOrder & { readonly eventName: string | null }) | null> {
  const [row] = await db
    .select({ order: orders, buyerName: users.displayName, eventName: events.name })
    .from(orders)
    .leftJoin(users, eq(users.id, orders.userId))
    .leftJoin(events, eq(events.id, orders.eventId))
    .where(eq(orders.id, id));
  return row ?? null;
}

/** What is in the books of an order, in the order it was written; one row for each entry, the transaction with each. */
export async function listBookedOf(db: DbOrTx, orderId: OrderId, limit: number) {
  return db
    .select({
      transaction: ledgerTransactions,
      account: ledgerAccounts.kind,
      owner: ledgerAccounts.ownerId,
      unit: ledgerAccounts.unit,
      amount: ledgerEntries.amount,
    })
    .from(ledgerTransactions)
    .innerJoin(ledgerEntries, eq(ledgerEntries.transactionId, ledgerTransactions.id))
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .where(eq(ledgerTransactions.orderId, orderId))
    .orderBy(asc(ledgerTransactions.id), asc(ledgerAccounts.id))
    .limit(limit);
}

/** The coins an order brought. */
export async function listLotsOfOrder(db: DbOrTx, orderId: OrderId, limit: number) {
  return db
    .select()
    .from(coinLots)
    .where(eq(coinLots.orderId, orderId))
    .orderBy(asc(coinLots.id))
    .limit(limit);
}

/** What Stripe told of an order, or of its payment, in the order it was heard. */
export async function listEventsAbout(
  db: DbOrTx,
  { id, stripePaymentIntentId }: Pick<OrderRecord, "id" | "stripePaymentIntentId">,
  limit: number,
) {
  const isAboutIt: SQL[] = [eq(toldOrder, id)];
  if (stripePaymentIntentId !== null) isAboutIt.push(eq(toldPayment, stripePaymentIntentId));
  const { id: eventId, type, createdAt, receivedAt } = stripeEvents;
  return db
    .select({ id: eventId, type, createdAt, receivedAt })
    .from(stripeEvents)
    .where(or(...isAboutIt))
    .orderBy(asc(receivedAt), asc(eventId))
    .limit(limit);
}

/** Which orders the books know these of Stripe's balance transactions by. */
export async function listOrdersOfBalance(
  db: DbOrTx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OrderId | null>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: ledgerTransactions.balanceTransactionId, orderId: ledgerTransactions.orderId })
    .from(ledgerTransactions)
    .where(inArray(ledgerTransactions.balanceTransactionId, [...ids]));
  return new Map(rows.map(({ id, orderId }) => [id ?? "", orderId]));
}
