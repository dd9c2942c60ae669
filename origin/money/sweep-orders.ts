// Orders nobody says anything of: what was held for long enough, what no webhook told of, refunds that Stripe would not take yet.

import type { OriginDeps } from "../deps.ts";
import { listOrdersOwing, listOrdersToAsk } from "./order-store.ts";
import { settleOrder } from "./settle-order.ts";

const ORDERS_PER_SWEEP_MAX = 500;
const AT_ONCE_MAX = 8;
/** A webhook that is later than this counts as lost; of a delayed payment one asks every so often. */
const ASK_AGAIN_MS = 10 * 60_000;

/** Goes on when one fails. Throws AggregateError for those that did; they are looked at again. Without Stripe it does nothing. */
export async function sweepOrders(deps: Pick<OriginDeps, "db" | "nowMs" | "stripe">): Promise<void> {
  if (deps.stripe === null) return;
  const nowMs = deps.nowMs();
  const before = new Date(nowMs - ASK_AGAIN_MS);
  const due = new Set([
    ...(await listOrdersToAsk(deps.db, { now: new Date(nowMs), askedBefore: before }, ORDERS_PER_SWEEP_MAX)),
    ...(await listOrdersOwing(deps.db, before, ORDERS_PER_SWEEP_MAX)),
  ]);
  const failures: unknown[] = [];
  const waiting = [...due];
  const work = async (): Promise<void> => {
    for (let orderId = waiting.shift(); orderId !== undefined; orderId = waiting.shift())
      await settleOrder(deps, orderId).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: AT_ONCE_MAX }, work));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} orders are not settled`);
}
