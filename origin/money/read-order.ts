// An order with what bears on what becomes of it: for whoever looks whether there is a step to take, and locked for whoever takes it.

import { assert } from "../../shared/assert.ts";
import type { OrderId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { findEvent } from "../events/store.ts";
import { countHeld } from "../tickets/move-tickets.ts";
import { isUser } from "../users/get-user.ts";
import { type Account, accountId, holdingOf } from "./accounts.ts";
import { lockLotsOfOrder } from "./coin-store.ts";
import { findEarningOfOrder } from "./earning-store.ts";
import { lockBalances } from "./ledger-store.ts";
import type { OrderProgress } from "./next-step.ts";
import { findOrder, listDisputesOf, listRefundsOf, lockOrder, type OrderRecord } from "./order-store.ts";
import type { OrderAtHand } from "./plan-step.ts";
import { creatorEarnings, eventHeld } from "./postings/entry.ts";
import { netLeftOf } from "./refund-rule.ts";

export type KnownOrder = { readonly record: OrderRecord; readonly progress: OrderProgress };

/** How far the books are with it at this moment. Orders stay: one that is not there is a bug of ours. */
export async function findKnownOrder(db: DbOrTx, orderId: OrderId): Promise<KnownOrder> {
  const record = await findOrder(db, orderId);
  assert(record !== null, `${orderId} is gone`);
  const { state } = record;
  const refunds = await listRefundsOf(db, orderId);
  return { record, progress: { state, refunds, disputes: await listDisputesOf(db, orderId) } };
}

export type LockedOrder = { readonly record: OrderRecord; readonly atHand: OrderAtHand };

/** Null: there is none. */
export async function lockOrderAtHand(
  tx: DbOrTx,
  orderId: OrderId,
  nowMs: number,
): Promise<LockedOrder | null> {
  const record = await lockOrder(tx, orderId);
  if (record === null) return null;
  const { id, userId, currency, state } = record;
  const atHand: OrderAtHand = {
    id,
    userId,
    currency,
    state,
    bought: boughtBy(record),
    paid: paidOf(record),
    refunds: await listRefundsOf(tx, id),
    disputes: await listDisputesOf(tx, id),
    lots: await lockLotsOfOrder(tx, id),
    isDeliverable: await isDeliverable(tx, record, nowMs),
    ...(await readMoney(tx, record)),
  };
  return { record, atHand };
}

function boughtBy({ what, coinCount, freeCoinCount, eventId }: OrderRecord): OrderAtHand["bought"] {
  if (what === "coins") return { what, coins: coinCount, freeCoins: freeCoinCount };
  assert(eventId !== null, "tickets are of an event");
  return { what, eventId };
}

function paidOf({
  paidTotal,
  paidTax,
  refundedTotal,
}: Pick<OrderRecord, "paidTotal" | "paidTax" | "refundedTotal">): OrderAtHand["paid"] {
  return paidTotal === null || paidTax === null
    ? null
    : { total: paidTotal, tax: paidTax, refunded: refundedTotal };
}

/**
 * Somebody is there to take it, and of tickets all that were held are, of an event that is not over: what is paid at a counter may come
 * days later.
 */
async function isDeliverable(
  tx: DbOrTx,
  { id, userId, what, count, eventId }: OrderRecord,
  nowMs: number,
): Promise<boolean> {
  if (!(await isUser(tx, userId))) return false;
  if (what === "coins") return true;
  const found = eventId === null ? null : await findEvent(tx, eventId);
  return found !== null && found.event.endsAt.getTime() > nowMs && (await countHeld(tx, id)) === count;
}

/** What is held of its money, or who earned it. Either account is locked until the transaction ends. */
async function readMoney(
  tx: DbOrTx,
  { id, what, eventId, currency, ...record }: OrderRecord,
): Promise<Pick<OrderAtHand, "heldAmount" | "earning">> {
  const paid = paidOf(record);
  if (what === "coins" || eventId === null || paid === null) return { heldAmount: 0, earning: null };
  const earning = await findEarningOfOrder(tx, id);
  if (earning === null) {
    const held = await lockHolding(tx, eventHeld(eventId, currency));
    return { heldAmount: Math.min(held, netLeftOf(paid)), earning: null };
  }
  const { userId, grossAmount: netAmount, amount } = earning;
  const thereAmount = userId === null ? 0 : await lockHolding(tx, creatorEarnings(userId, currency));
  return { heldAmount: 0, earning: { userId, netAmount, amount, thereAmount } };
}

async function lockHolding(tx: DbOrTx, account: Account): Promise<number> {
  const id = accountId(account);
  return holdingOf(account.kind, (await lockBalances(tx, [id])).get(id) ?? 0);
}
