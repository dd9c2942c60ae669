// An event is over, and so is the time in which its guests complain: what was paid for its tickets is earned, order by order. The share
// is the one that held when the order was paid: what was agreed when something was sold is not changed by a rule that came later.

import type { EventId, OrderId, UserId } from "../../shared/schema/ids.ts";
import { EVENT_HOLD_DAYS } from "../../shared/schema/payout.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { isClosing } from "../payouts/close-earnings.ts";
import { isUser } from "../users/get-user.ts";
import { insertEarning, listOrdersToEarn, listUnearnedOf } from "./earning-store.ts";
import { shareOf } from "./ledger.ts";
import { isDisputed } from "./next-step.ts";
import { updateOrder } from "./order-store.ts";
import { postTransaction } from "./post-transaction.ts";
import { ticketsEarned } from "./postings/earnings.ts";
import { lockOrderAtHand } from "./read-order.ts";
import { netLeftOf } from "./refund-rule.ts";
import { MATURES_AFTER_MS } from "./revenue-share.ts";
import { findSharePercent } from "./share-store.ts";

export const EVENT_HOLD_MS = EVENT_HOLD_DAYS * 24 * 60 * 60_000;
const ORDERS_PER_SWEEP_MAX = 1_000;
const ORDERS_PER_PAGE = 200;

type Deps = Pick<OriginDeps, "db" | "nowMs">;
type Earning = {
  readonly orderId: OrderId;
  /** Null: the house's own event. */
  readonly organiserId: UserId | null;
  readonly maturesAfterMs: number;
  /** Nobody looks at it again: also what a bank decides about, which is held with what its creator earned then. */
  readonly isLast: boolean;
};

/** Goes on when one fails. Throws AggregateError for those that did; they are looked at again. */
export async function earnTickets(deps: Deps): Promise<void> {
  const endedBefore = new Date(deps.nowMs() - EVENT_HOLD_MS);
  const due = await listOrdersToEarn(deps.db, endedBefore, ORDERS_PER_SWEEP_MAX);
  await earnEach(
    deps,
    due.map((order) => ({ ...order, maturesAfterMs: MATURES_AFTER_MS.ticket, isLast: false })),
  );
}

/**
 * All that is left of an event that is over and goes with an account that is erased: nobody finds it by its event later, so it is earned
 * at once, and matures as late as if it had been held. Throws AggregateError.
 */
export async function earnOfEvent(
  deps: Deps,
  { eventId, organiserId }: { readonly eventId: EventId; readonly organiserId: UserId | null },
): Promise<void> {
  const maturesAfterMs = EVENT_HOLD_MS + MATURES_AFTER_MS.ticket;
  let afterId = "";
  for (;;) {
    const orderIds = await listUnearnedOf(deps.db, eventId, afterId, ORDERS_PER_PAGE);
    await earnEach(
      deps,
      orderIds.map((orderId) => ({ orderId, organiserId, maturesAfterMs, isLast: true })),
    );
    afterId = orderIds.at(-1) ?? afterId;
    if (orderIds.length < ORDERS_PER_PAGE) break;
  }
}

async function earnEach({ db, nowMs }: Deps, earnings: readonly Earning[]): Promise<void> {
  const failures: unknown[] = [];
  for (const earning of earnings)
    await db
      .transaction((tx) => earnOrder(tx, earning, nowMs()))
      .catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} orders could not be earned`);
}

/** What is earned is earned once. */
async function earnOrder(
  tx: DbOrTx,
  { orderId, organiserId, maturesAfterMs, isLast }: Earning,
  nowMs: number,
): Promise<void> {
  const order = await lockOrderAtHand(tx, orderId, nowMs);
  if (order === null || order.record.earnedAt !== null) return;
  if (!isLast && isDisputed(order.atHand)) return;
  const { paid, bought, currency } = order.atHand;
  const netAmount = paid === null ? 0 : netLeftOf(paid);
  if (bought.what !== "tickets" || netAmount === 0) return;
  const { eventId } = order.record;
  const earnerId = organiserId !== null && (await mayEarn(tx, organiserId)) ? organiserId : null;
  const soldAtMs = (order.record.paidAt ?? order.record.createdAt).getTime();
  const sharePercent = earnerId === null ? 0 : await findSharePercent(tx, "ticket", earnerId, soldAtMs);
  const amount = shareOf(netAmount, sharePercent, 100);
  const earned = earnerId === null ? null : { userId: earnerId, amount };
  const at = new Date(nowMs);
  const transactionId = await postTransaction(
    tx,
    ticketsEarned({ orderId, eventId: bought.eventId, currency, netAmount, earned }),
    { at, orderId },
  );
  if (transactionId === null) return;
  await insertEarning(tx, {
    transactionId,
    userId: earnerId,
    sale: "ticket",
    unit: currency,
    grossAmount: netAmount,
    sharePercent,
    amount,
    orderId,
    eventId,
    earnedAt: at,
    maturesAt: new Date(nowMs + maturesAfterMs),
  });
  await updateOrder(tx, orderId, { earnedAt: at });
}

/** Whoever is erased is paid where they had an account to be paid to; else what they would earn is the house's. */
async function mayEarn(tx: DbOrTx, userId: UserId): Promise<boolean> {
  return (await isUser(tx, userId)) || (await isClosing(tx, userId));
}
