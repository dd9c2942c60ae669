// Payments in a list: all there are, or those that something of ours or of Stripe's leads to.

import {
  type Payment,
  type PaymentPage,
  type PaymentQuery,
  type PaymentTrouble,
  paymentStateSchema,
  paymentTroubleSchema,
} from "../../../shared/schema/books.ts";
import type { DbOrTx } from "../../db/client.ts";
import type { OriginDeps } from "../../deps.ts";
import { findHolderOf } from "../../handles/find-by-handle.ts";
import { decodeCursor, toPage } from "../../route-params.ts";
import { findOrderOfTicket } from "../../tickets/tickets-of-order.ts";
import { findRefund } from "../order-store.ts";
import { readSearch } from "./payment-search.ts";
import {
  findOrderIdByStripe,
  listPayments,
  listTroubles,
  type NamedOrder,
  type PaymentFilter,
} from "./payment-store.ts";
import { type Operator, requireOperator } from "./require-operator.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** The newest first. Throws PLATFORM_ROLE_REQUIRED (403), CURSOR_INVALID or PAYMENT_SEARCH_UNKNOWN (422). */
export async function findPayments(deps: Deps, by: Operator, query: PaymentQuery): Promise<PaymentPage> {
  await requireOperator(deps.db, by);
  const cursor = decodeCursor(query.cursor);
  const of = query.q === undefined || query.q === "" ? {} : await whichOf(deps, query.q);
  if (of === null) return { items: [], nextCursor: null };
  const rows = await listPayments(deps.db, { of, ...filterOf(query) }, cursor, query.limit + 1);
  const troubles = await listTroubles(
    deps.db,
    rows.map(({ order }) => order.id),
  );
  return toPage(
    rows,
    query.limit,
    (row) => toPayment(row, troubles.get(row.order.id) ?? null),
    ({ order: { createdAt, id } }) => ({ at: createdAt, id }),
  );
}

function filterOf({ state, from, until }: PaymentQuery): Omit<PaymentFilter, "of"> {
  const orderState = paymentStateSchema.safeParse(state);
  const trouble = paymentTroubleSchema.safeParse(state);
  return {
    state: orderState.success ? orderState.data : null,
    trouble: trouble.success ? trouble.data : null,
    from: dateOf(from),
    until: dateOf(until),
  };
}

function dateOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}

/** Null: there is nothing of that id. */
async function whichOf(deps: Deps, text: string): Promise<PaymentFilter["of"] | null> {
  const sought = readSearch(text);
  switch (sought.by) {
    case "order":
      return { orderId: sought.id };
    case "user":
      return { userId: sought.id };
    case "event":
      return { eventId: sought.id };
    case "handle": {
      const userId = await findHolderOf(deps, sought.handle);
      return userId === null ? null : { userId };
    }
    default: {
      const orderId = await orderBy(deps.db, sought);
      return orderId === null ? null : { orderId };
    }
  }
}

type OneOrder = Extract<ReturnType<typeof readSearch>, { readonly by: "ticket" | "refund" | "stripe" }>;

async function orderBy(db: DbOrTx, sought: OneOrder) {
  switch (sought.by) {
    case "ticket":
      return findOrderOfTicket(db, sought.id);
    case "refund":
      return (await findRefund(db, sought.id))?.orderId ?? null;
    case "stripe":
      return findOrderIdByStripe(db, sought.noun, sought.id);
  }
}

/** A payment as it is listed. */
export function toPayment({ order, buyerName }: NamedOrder, trouble: PaymentTrouble | null): Payment {
  const { id, state, userId, lineName, count, currency, amount, createdAt } = order;
  return {
    id,
    state,
    trouble,
    buyer: { id: userId, displayName: buyerName },
    lineName,
    count,
    currency,
    amount,
    paidAmount: order.paidTotal,
    refundedAmount: order.refundedTotal,
    createdAt: createdAt.toISOString(),
  };
}
