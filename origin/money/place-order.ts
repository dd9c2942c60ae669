// Somebody orders coins or tickets: what they ordered is held, and a page to pay on is made. Asked again with the same key, as by a
// double click, it is the same order.

import { unreachable } from "../../shared/assert.ts";
import { Problem } from "../../shared/http/problem.ts";
import { plural } from "../../shared/plural.ts";
import { newId, type OrderId, type UserId } from "../../shared/schema/ids.ts";
import { AMOUNT_MAX, type Currency, type Prices } from "../../shared/schema/money.ts";
import {
  type CreateOrder,
  ORDER_HOLD_MINUTES,
  ORDERS_OPEN_MAX,
  type Order,
  type PlaceOrder,
} from "../../shared/schema/order.ts";
import { sha256Hex } from "../../shared/sha256.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { takeTickets } from "../tickets/take-tickets.ts";
import { HOLD_MS } from "../tickets/ticket-life.ts";
import { requireUser } from "../users/get-user.ts";
import { toOrder } from "./get-order.ts";
import { openPage } from "./open-page.ts";
import { countOpenOrders, findOrderByKey, findPack, insertOrder, type OrderRecord } from "./order-store.ts";
import { paymentsAway } from "./payments-away.ts";
import { requireStripe } from "./settle-order.ts";

const LINE_NAME_MAX_CHARS = 200;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;
type Placing = {
  readonly userId: UserId;
  readonly body: PlaceOrder;
  readonly idempotencyKey: string;
};
type Wanted = Pick<OrderRecord, "what" | "count" | "amount" | "lineName"> & Partial<OrderRecord>;

/**
 * Throws PAYMENTS_OFF or PAYMENTS_AWAY (503: ask again with the same key), IDEMPOTENCY_KEY_REUSED or CURRENCY_NOT_OFFERED (422),
 * ORDERS_OPEN_MAX (409), BUYER_IS_GUEST (403), COIN_PACK_NOT_FOUND (404), and what takeTickets throws.
 */
export async function placeOrder(deps: Deps, placing: Placing): Promise<Order> {
  const requestHash = await sha256Hex(JSON.stringify(placing.body.order));
  const order = await deps.db.transaction((tx) => orderOnce({ ...deps, db: tx }, placing, requestHash));
  if (order.state !== "open" || order.checkoutUrl !== null) return toOrder(order);
  const stripe = requireStripe(deps);
  try {
    const { url } = await openPage(deps, stripe, order);
    return toOrder({ ...order, checkoutUrl: url });
  } catch (cause) {
    throw paymentsAway(
      cause,
      `The order is kept for ${ORDER_HOLD_MINUTES} minutes: send it again with the same Idempotency-Key.`,
    );
  }
}

async function orderOnce(
  deps: { readonly db: DbOrTx } & Pick<OriginDeps, "nowMs" | "stripe">,
  { userId, body, idempotencyKey }: Placing,
  requestHash: string,
): Promise<OrderRecord> {
  const { db: tx } = deps;
  const nowMs = deps.nowMs();
  // Counting and inserting must not interleave with another request of the same user.
  await lockInTransaction(tx, "buyer", userId);
  const made = await findOrderByKey(tx, userId, idempotencyKey);
  if (made !== null) {
    if (made.requestHash !== requestHash) throw keyReused();
    return made;
  }
  const { role } = await requireUser(tx, userId);
  if ((await countOpenOrders(tx, userId)) >= ORDERS_OPEN_MAX) throw tooManyOpen();
  const id = newId("order");
  const wanted = await take(tx, { orderId: id, userId, order: body.order, nowMs });
  if (wanted.amount > 0) {
    // What was paid for has an owner who can come back for it, and be asked and paid back: a guest is gone with a cookie.
    if (role === "guest") throw buyerIsGuest();
    // Before anything is held for what nobody could pay.
    requireStripe(deps);
  }
  const now = new Date(nowMs);
  return insertOrder(tx, {
    coinCount: 0,
    freeCoinCount: 0,
    ...wanted,
    id,
    userId,
    state: wanted.amount === 0 ? "paid" : "open",
    currency: body.order.currency,
    idempotencyKey,
    requestHash,
    returnUrl: withOrder(body.returnUrl, id),
    holdUntil: new Date(nowMs + HOLD_MS),
    createdAt: now,
    askedAt: now,
    ...(wanted.amount === 0 ? { paidAt: now } : {}),
  });
}

/** Whoever comes back from paying, also much later or in another browser, is shown what became of this order. */
function withOrder(returnUrl: string, orderId: OrderId): string {
  const url = new URL(returnUrl);
  url.searchParams.set("order", orderId);
  return url.href;
}

type Taking = {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly order: CreateOrder;
  readonly nowMs: number;
};

async function take(tx: DbOrTx, { orderId, userId, order, nowMs }: Taking): Promise<Wanted> {
  switch (order.what) {
    case "coins":
      return takePack(tx, order);
    case "tickets": {
      const { ticketTypeId: typeId, count, code, currency } = order;
      const amountOf = ({ prices }: { readonly prices: Prices | null }) =>
        prices === null ? 0 : priceIn(prices, currency);
      const wish = { orderId, userId, typeId, count, code };
      const { type, event } = await takeTickets(tx, wish, { amountOf, nowMs });
      const amount = amountOf(type) * count;
      if (amount > AMOUNT_MAX) throw tooDear(amount);
      const lineName = `${event.name}: ${type.name}`.slice(0, LINE_NAME_MAX_CHARS);
      return { what: "tickets", count, amount, lineName, ticketTypeId: typeId, eventId: event.id };
    }
    default:
      return unreachable(order);
  }
}

async function takePack(
  tx: DbOrTx,
  { coinPackId, currency }: Extract<CreateOrder, { what: "coins" }>,
): Promise<Wanted> {
  const pack = await findPack(tx, coinPackId);
  if (pack === null || !pack.isForSale)
    throw new Problem({ status: 404, code: "COIN_PACK_NOT_FOUND", title: "There is no such pack of coins" });
  const { coinCount, freeCoinCount, prices } = pack;
  const coins = plural(coinCount, "1 coin", `${coinCount} coins`);
  const lineName = freeCoinCount === 0 ? coins : `${coins} + ${freeCoinCount}`;
  const amount = priceIn(prices, currency);
  return { what: "coins", count: 1, amount, lineName, coinPackId, coinCount, freeCoinCount };
}

function priceIn(prices: Prices, currency: Currency): number {
  const price = prices[currency];
  if (price !== undefined) return price;
  throw new Problem({
    status: 422,
    code: "CURRENCY_NOT_OFFERED",
    title: "This is not sold in that currency",
    errors: [{ name: "currency", message: "not offered", actual: currency, limit: Object.keys(prices) }],
  });
}

function buyerIsGuest(): Problem {
  return new Problem({
    status: 403,
    code: "BUYER_IS_GUEST",
    title: "Guests pay for nothing",
    detail: "Add a way to sign in first: what a guest pays for is lost with the browser that knows them.",
  });
}

function tooDear(amount: number): Problem {
  return new Problem({
    status: 422,
    code: "VALIDATION_FAILED",
    title: "This is more than can be paid at once",
    errors: [{ name: "count", message: "the amount", actual: amount, limit: AMOUNT_MAX }],
  });
}

function tooManyOpen(): Problem {
  return new Problem({
    status: 409,
    code: "ORDERS_OPEN_MAX",
    title: "You have as many orders to pay as one may",
    detail: `At most ${ORDERS_OPEN_MAX}: pay one, give one up, or wait ${ORDER_HOLD_MINUTES} minutes.`,
  });
}

function keyReused(): Problem {
  return new Problem({
    status: 422,
    code: "IDEMPOTENCY_KEY_REUSED",
    title: "This Idempotency-Key was used for another order",
  });
}
