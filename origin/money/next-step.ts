// What is to be done next with an order, by what Stripe says of it now: one step, and then the next one is asked for. Each step is a
// transaction that notes that it was done, so an order may be left after any of them, taken up again by anybody, and shown answers of
// Stripe's that are old, repeated or out of order. Pure.

import type { OrderState, OrderStep, SessionFacts } from "./order-life.ts";
import { stepOrder } from "./order-life.ts";
import type { Moved, Payment } from "./postings/stripe-balance.ts";

/**
 * "owed": decided, Stripe does not know it. "sent": Stripe knows it. "paid": it left Stripe's balance. "failed": it came back, and is
 * owed until another refund takes its place. "void": a dispute took it instead.
 */
export type RefundState = "owed" | "sent" | "paid" | "failed" | "void";

export type KnownRefund = {
  readonly id: string;
  readonly amount: number;
  readonly state: RefundState;
  readonly stripeId: string | null;
};
export type DisputeState = "open" | "won" | "lost";
export type KnownDispute = { readonly stripeId: string; readonly state: DisputeState };

/** What our books have of an order by now. */
export type OrderProgress = {
  readonly state: OrderState;
  readonly refunds: readonly KnownRefund[];
  readonly disputes: readonly KnownDispute[];
};

export type RefundFacts = {
  readonly stripeId: string;
  /** Ours, where we made it; null: somebody made it at Stripe. */
  readonly refundId: string | null;
  readonly amount: number;
  /** What left Stripe's balance for it. */
  readonly gone: Moved | null;
  /** What came back of that, since it could not be paid. */
  readonly back: Moved | null;
  /** Stripe gave it up. */
  readonly isFailed: boolean;
};
export type DisputeFacts = {
  readonly stripeId: string;
  readonly state: DisputeState;
  /** What the bank took back; null: it only asks so far. */
  readonly gone: Moved | null;
  readonly back: Moved | null;
};

/** All that Stripe says of an order at one moment. */
export type OrderFacts = {
  readonly session: SessionFacts;
  /** Null until it is paid. */
  readonly payment: Payment | null;
  readonly refunds: readonly RefundFacts[];
  readonly disputes: readonly DisputeFacts[];
};

export type Step =
  | { readonly do: "move"; readonly to: OrderState; readonly effect: OrderStep["effect"] }
  /** Somebody gave money back at Stripe: note that it was decided. */
  | { readonly do: "adopt-refund"; readonly refund: RefundFacts }
  | { readonly do: "note-sent"; readonly refund: KnownRefund; readonly stripeId: string }
  | {
      readonly do: "refund-paid";
      readonly refund: KnownRefund;
      readonly stripeId: string;
      readonly moved: Moved;
    }
  /** `moved` is null where it had not left Stripe's balance. */
  | {
      readonly do: "refund-failed";
      readonly refund: KnownRefund;
      readonly stripeId: string;
      readonly moved: Moved | null;
    }
  | { readonly do: "dispute-opened"; readonly stripeId: string; readonly moved: Moved }
  | { readonly do: "dispute-won"; readonly stripeId: string; readonly moved: Moved }
  | { readonly do: "dispute-lost"; readonly stripeId: string; readonly amount: number };

/** Null: the books have all of it. */
export function nextStep(order: OrderProgress, facts: OrderFacts): Step | null {
  const { state, effect } = stepOrder(order.state, facts.session);
  if (state !== order.state) return { do: "move", to: state, effect };
  if (order.state !== "paid") return null;
  for (const refund of facts.refunds) {
    const step = refundStep(order, refund);
    if (step !== null) return step;
  }
  for (const dispute of facts.disputes) {
    const step = disputeStep(order, dispute);
    if (step !== null) return step;
  }
  return null;
}

function refundStep({ refunds }: OrderProgress, facts: RefundFacts): Step | null {
  const { stripeId, refundId, gone, back, isFailed } = facts;
  const refund =
    refunds.find((known) => known.stripeId === stripeId) ??
    // One that was void when Stripe made it after all, or whose place one made by hand took, is as if somebody made it there.
    refunds.find((known) => known.id === refundId && known.state !== "void" && known.stripeId === null) ??
    // Made by hand at Stripe while ours waits: one, not two.
    refunds.find((known) => refundId === null && known.state === "owed" && known.amount === facts.amount);
  if (refund === undefined) return { do: "adopt-refund", refund: facts };
  if (refund.state === "owed") return { do: "note-sent", refund, stripeId };
  if (refund.state === "sent" && gone !== null) return { do: "refund-paid", refund, stripeId, moved: gone };
  if (refund.state === "sent" && isFailed) return { do: "refund-failed", refund, stripeId, moved: null };
  if (refund.state === "paid" && back !== null) return { do: "refund-failed", refund, stripeId, moved: back };
  return null;
}

function disputeStep(
  { disputes }: OrderProgress,
  { stripeId, state, gone, back }: DisputeFacts,
): Step | null {
  const known = disputes.find((dispute) => dispute.stripeId === stripeId);
  if (known === undefined) return gone === null ? null : { do: "dispute-opened", stripeId, moved: gone };
  if (known.state !== "open") return null;
  if (state === "won" && back !== null) return { do: "dispute-won", stripeId, moved: back };
  if (state === "lost" && gone !== null) return { do: "dispute-lost", stripeId, amount: gone.amount };
  return null;
}

/** Whether a bank holds this payment: Stripe gives nothing back of it meanwhile. */
export function isDisputed({ disputes }: OrderProgress): boolean {
  return disputes.some(({ state }) => state === "open");
}

/** What is to be sent to Stripe: decided, unknown to it, and not held up by a dispute. */
export function refundsToSend(order: OrderProgress): readonly KnownRefund[] {
  return isDisputed(order) ? [] : order.refunds.filter(({ state }) => state === "owed");
}

/**
 * Of what is owed by refunds that are not under way, in their order: which of them an amount that went back another way covers, and
 * what is left to refund of the last.
 */
export function coverOwed(
  { refunds }: OrderProgress,
  amount: number,
): { readonly covered: number; readonly voided: readonly KnownRefund[]; readonly rest: KnownRefund | null } {
  const voided: KnownRefund[] = [];
  let left = amount;
  for (const refund of refunds) {
    if (left === 0) break;
    if (refund.state !== "owed" && refund.state !== "failed") continue;
    voided.push({ ...refund, state: "void" });
    if (refund.amount > left) {
      const rest = { id: `${refund.id}-rest`, amount: refund.amount - left, stripeId: null };
      return { covered: amount, voided, rest: { ...rest, state: "owed" } };
    }
    left -= refund.amount;
  }
  return { covered: amount - left, voided, rest: null };
}
