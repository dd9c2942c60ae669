// Somebody who runs the place gives a payment back, whole or in part. It is decided in the books, with its line in the audit log, and
// Stripe is told afterwards: what cannot be told to it now, a sweep will.

import { Problem } from "../../../shared/http/problem.ts";
import type { PaymentDetail, RefundPayment, RefundPreview } from "../../../shared/schema/books.ts";
import { type OrderId, type RefundId, refundIdSchema } from "../../../shared/schema/ids.ts";
import type { CoinUnit } from "../../../shared/schema/money.ts";
import { sha256Hex } from "../../../shared/sha256.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import type { DbOrTx } from "../../db/client.ts";
import type { OriginDeps } from "../../deps.ts";
import { notFound } from "../../route-params.ts";
import { takesSeat } from "../../tickets/ticket-life.ts";
import { listTicketsOfOrder } from "../../tickets/tickets-of-order.ts";
import { carryOutPlan } from "../carry-out-plan.ts";
import { isDisputed, type KnownRefund } from "../next-step.ts";
import { type OrderAtHand, planRefund } from "../plan-step.ts";
import { lockOrderAtHand } from "../read-order.ts";
import { refundableOf } from "../refund-rule.ts";
import { settleOrder } from "../settle-order.ts";
import { getPayment } from "./get-payment.ts";
import { type Operator, requireOperator } from "./require-operator.ts";

/** Hex digits of a hash: 128 bits. */
const REFUND_ID_CHARS = 32;
const TICKETS_COUNTED_MAX = 1_000;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;

/**
 * What giving `amount` back would take with it; null: all that is left. Throws PLATFORM_ROLE_REQUIRED (403), ORDER_NOT_FOUND (404),
 * REFUND_NOTHING_LEFT (409) or REFUND_TOO_LARGE (422).
 */
export function previewRefund(
  { db, nowMs }: Deps,
  by: Operator,
  orderId: OrderId,
  amount: number | null,
): Promise<RefundPreview> {
  return db.transaction(async (tx) => {
    await requireOperator(tx, by);
    const order = await requireOrder(tx, orderId, nowMs());
    const refundableAmount = leftOf(order);
    const due = dueOf(order, amount);
    const plan = planRefund(order, { ...owed("preview", due), reason: "operator" });
    const taken = plan.lots?.taken ?? [];
    const countOf = (unit: CoinUnit) =>
      taken.reduce((sum, { lot, count }) => sum + (lot.unit === unit ? count : 0), 0);
    const losses = plan.transaction?.entries.filter(({ kind }) => kind === "losses") ?? [];
    const tickets =
      plan.tickets === undefined ? [] : await listTicketsOfOrder(tx, orderId, TICKETS_COUNTED_MAX);
    return {
      refundableAmount,
      amount: due,
      coinCount: countOf("coin"),
      freeCoinCount: countOf("free-coin"),
      ticketCount: tickets.filter(({ state }) => takesSeat(state)).length,
      lossAmount: losses.reduce((sum, entry) => sum + entry.amount, 0),
      isDisputed: isDisputed(order),
    };
  });
}

/**
 * Once for each `key`. Throws what previewRefund throws, or IDEMPOTENCY_KEY_REUSED (422): the same key with another amount.
 */
export async function refundPayment(
  deps: Deps,
  by: Operator,
  orderId: OrderId,
  { amount, reason, key }: RefundPayment & { readonly key: string },
): Promise<PaymentDetail> {
  const id = await refundIdOf(orderId, key);
  const nowMs = deps.nowMs();
  await deps.db.transaction(async (tx) => {
    await requireOperator(tx, by);
    const order = await requireOrder(tx, orderId, nowMs);
    const made = order.refunds.find((refund) => refund.id === id);
    if (made !== undefined) {
      if (amount !== null && amount !== made.amount) throw keyReused();
      return;
    }
    const due = dueOf(order, amount);
    await carryOutPlan(tx, order, planRefund(order, { ...owed(id, due), reason: "operator" }), nowMs);
    const facts = { refund: id, amount: due, currency: order.currency, reason };
    await recordAudit(tx, { actorId: by, act: "payment.refund", subject: orderId, facts }, new Date(nowMs));
  });
  if (deps.stripe !== null) await settleOrder(deps, orderId).catch(() => null);
  return getPayment(deps, by, orderId);
}

/** The same words make the same refund, here and at Stripe. */
async function refundIdOf(orderId: OrderId, key: string): Promise<RefundId> {
  return refundIdSchema.parse(`rfd_${(await sha256Hex(`${orderId} ${key}`)).slice(0, REFUND_ID_CHARS)}`);
}

function owed(id: string, amount: number): KnownRefund {
  return { id, amount, state: "owed", stripeId: null };
}

async function requireOrder(tx: DbOrTx, orderId: OrderId, nowMs: number): Promise<OrderAtHand> {
  const order = await lockOrderAtHand(tx, orderId, nowMs);
  if (order === null) throw notFound("order");
  return order.atHand;
}

function leftOf({ paid }: OrderAtHand): number {
  return paid === null ? 0 : refundableOf(paid);
}

function dueOf(order: OrderAtHand, amount: number | null): number {
  const left = leftOf(order);
  if (left === 0)
    throw new Problem({
      status: 409,
      code: "REFUND_NOTHING_LEFT",
      title: "Nothing is left of this payment to give back",
      detail: order.paid === null ? "It was not paid." : "All of it went back, or goes back.",
    });
  if (amount !== null && amount > left)
    throw new Problem({
      status: 422,
      code: "REFUND_TOO_LARGE",
      title: "This is more than is left of the payment",
      errors: [{ name: "amount", message: "at most", actual: amount, limit: left }],
    });
  return amount ?? left;
}

function keyReused(): Problem {
  return new Problem({
    status: 422,
    code: "IDEMPOTENCY_KEY_REUSED",
    title: "This Idempotency-Key was used for another refund",
  });
}
