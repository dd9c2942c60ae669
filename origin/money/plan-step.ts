// What a step with an order changes: one plan, carried out in one transaction, or not at all. Pure.

import { assert, unreachable } from "../../shared/assert.ts";
import type { CoinUnit, Currency } from "../../shared/schema/money.ts";
import type { TicketAct } from "../tickets/ticket-life.ts";
import type { CoinLot, Taken } from "./coin-lots.ts";
import { countLost, type Earning, earnedIn } from "./earned-back.ts";
import type { LedgerTransaction } from "./ledger.ts";
import {
  coverOwed,
  type DisputeState,
  type KnownRefund,
  type OrderFacts,
  type OrderProgress,
  type RefundState,
  type Step,
} from "./next-step.ts";
import type { OrderState } from "./order-life.ts";
import { disputeLost, disputeOpened, disputeWon } from "./postings/disputes.ts";
import {
  type EarnedBack,
  type GivenBack,
  refundDecided,
  refundFailed,
  refundPaid,
} from "./postings/refunds.ts";
import { coinsSold, paidInVain, ticketsSold } from "./postings/sales.ts";
import type { Payment } from "./postings/stripe-balance.ts";
import { coinsIn, type Paid, refundableOf, taxIn } from "./refund-rule.ts";

/** An order with all that bears on what becomes of it. */
export type OrderAtHand = OrderProgress & {
  readonly id: string;
  readonly userId: string;
  readonly currency: Currency;
  readonly bought:
    | { readonly what: "coins"; readonly coins: number; readonly freeCoins: number }
    | { readonly what: "tickets"; readonly eventId: string };
  /** Null until it is paid. */
  readonly paid: Paid | null;
  /** Whether what was bought is still there to be handed over, and somebody to take it. */
  readonly isDeliverable: boolean;
  /** Those it brought. */
  readonly lots: readonly CoinLot[];
  /** What is held of its money until its event is over. */
  readonly heldAmount: number;
  /** What was earned of it since then; `thereAmount`: what its creator has in its currency, of whatever. */
  readonly earning: (Earning & { readonly thereAmount: number }) | null;
};

export type Plan = {
  readonly transaction: LedgerTransaction | null;
  readonly state?: OrderState;
  readonly paid?: Paid;
  /** A refund that is there from now on, or another than it was. */
  readonly refunds?: readonly (KnownRefund & { readonly reason: RefundReason | null })[];
  readonly dispute?: {
    readonly stripeId: string;
    readonly state: DisputeState;
    readonly amount: number | null;
  };
  readonly lots?: {
    readonly issued?: readonly {
      readonly unit: CoinUnit;
      readonly count: number;
      readonly paidAmount: number | null;
    }[];
    readonly taken?: readonly Taken[];
    readonly isFrozen?: boolean;
  };
  /** What of its earning was taken back. */
  readonly takenBackAmount?: number;
  /** Spent coins of it that a bank took the money for: those who earned by them give it back. */
  readonly lostCoinCount?: number;
  /** For each ticket of the order that it can be done with. */
  readonly tickets?: Exclude<TicketAct, "transfer">;
};

/** Why money goes back; null where Stripe knows and we do not. */
export type RefundReason =
  | "undeliverable"
  | "event-cancelled"
  | "event-moved"
  | "operator"
  | "at-stripe"
  | "again";

/** Throws only where `step` is not the order's next one: a bug of ours. */
export function planStep(order: OrderAtHand, step: Step, facts: OrderFacts): Plan {
  switch (step.do) {
    case "move":
      return planMove(order, step, facts.payment);
    case "adopt-refund": {
      const { stripeId, amount } = step.refund;
      return planRefund(order, { id: stripeId, amount, state: "sent", stripeId, reason: "at-stripe" });
    }
    case "note-sent":
      return { transaction: null, refunds: [changed(step.refund, "sent", step.stripeId)] };
    case "refund-paid":
      return {
        transaction: refundPaid(step.stripeId, order.id, step.moved),
        refunds: [changed(step.refund, "paid", step.stripeId)],
      };
    case "refund-failed":
      return {
        transaction: step.moved === null ? null : refundFailed(step.stripeId, order.id, step.moved),
        refunds: [changed(step.refund, "failed", step.stripeId)],
      };
    case "dispute-opened":
      return {
        transaction: disputeOpened(step.stripeId, order.id, step.moved),
        dispute: { stripeId: step.stripeId, state: "open", amount: step.moved.amount },
        lots: { isFrozen: true },
        tickets: "suspend",
      };
    case "dispute-won":
      return {
        transaction: disputeWon(step.stripeId, order.id, step.moved),
        dispute: { stripeId: step.stripeId, state: "won", amount: null },
        lots: { isFrozen: false },
        tickets: "restore",
      };
    case "dispute-lost":
      return planLost(order, step);
    default:
      return unreachable(step);
  }
}

function changed(refund: KnownRefund, state: RefundState, stripeId: string | null) {
  return { ...refund, state, stripeId, reason: null };
}

function planMove(
  order: OrderAtHand,
  { to, effect }: Extract<Step, { do: "move" }>,
  payment: Payment | null,
): Plan {
  if (effect === "nothing") return { transaction: null, state: to };
  if (effect === "give-back") return { transaction: null, state: to, tickets: "lapse" };
  assert(payment !== null, `${order.id} is paid, and Stripe says nothing of how`);
  if (effect === "refund" || !order.isDeliverable) return planInVain(order, to, payment);
  const { total, tax } = payment;
  const sold = { transaction: sale(order, payment), state: to, paid: { total, tax, refunded: 0 } };
  if (order.bought.what === "tickets") return { ...sold, tickets: "issue" };
  const { coins, freeCoins } = order.bought;
  const free = freeCoins === 0 ? [] : [{ unit: "free-coin", count: freeCoins, paidAmount: null } as const];
  return {
    ...sold,
    lots: { issued: [{ unit: "coin", count: coins, paidAmount: total - tax }, ...free] },
  };
}

function sale({ id, userId, bought }: OrderAtHand, payment: Payment): LedgerTransaction {
  return bought.what === "coins"
    ? coinsSold({ orderId: id, userId, payment, ...bought })
    : ticketsSold({ orderId: id, eventId: bought.eventId, payment });
}

function planInVain({ id }: OrderAtHand, state: OrderState, payment: Payment): Plan {
  const { total } = payment;
  return {
    transaction: paidInVain({ orderId: id, payment }),
    state,
    paid: { total, tax: 0, refunded: total },
    refunds: [{ id: `${id}-in-vain`, amount: total, state: "owed", stripeId: null, reason: "undeliverable" }],
    tickets: "revoke",
  };
}

/**
 * Money is to go back. What is more than is left of the order is taken from what it owes already, since it went another way; what is
 * more than that, Stripe gave away and we lost.
 */
export function planRefund(
  order: OrderAtHand,
  refund: KnownRefund & { readonly reason: RefundReason },
): Plan {
  const { covered, voided, rest } = coverOwed(
    order,
    Math.max(0, refund.amount - refundableOf(paidOf(order))),
  );
  const { givenBack, paid } = giveBack(order, refund.amount - covered);
  return {
    transaction: givenBack.total === 0 ? null : refundDecided(refund.id, order.id, givenBack),
    paid,
    refunds: [...replaced(voided, rest), refund],
    takenBackAmount: takenBackBy(givenBack),
    ...(givenBack.for.what === "coins" ? { lots: { taken: givenBack.for.taken } } : {}),
    ...(refundableOf(paid) === 0 ? { tickets: "revoke" } : {}),
  };
}

function planLost(order: OrderAtHand, { stripeId, amount }: Extract<Step, { do: "dispute-lost" }>): Plan {
  const { covered, voided, rest } = coverOwed(order, amount);
  const { givenBack, paid } = giveBack(order, amount - covered);
  const taken = givenBack.for.what === "coins" ? givenBack.for.taken : [];
  return {
    transaction: disputeLost(stripeId, order.id, { owedAmount: covered, givenBack }),
    paid,
    refunds: replaced(voided, rest),
    dispute: { stripeId, state: "lost", amount: null },
    takenBackAmount: takenBackBy(givenBack),
    // What the house had decided to give back by itself takes nothing of those who earned.
    lostCoinCount: countLost(order.lots, taken, { lostAmount: amount - covered, total: paid.total }),
    lots: { isFrozen: false, taken },
    tickets: "revoke",
  };
}

/** A refund that came back is tried once more, as another: it is owed as it was. */
export function planAgain(refund: KnownRefund, id: string): Plan {
  assert(refund.state === "failed", `${refund.id} is ${refund.state}`);
  const again = { id, amount: refund.amount, state: "owed", stripeId: null, reason: "again" } as const;
  return { transaction: null, refunds: [...replaced([{ ...refund, state: "void" }], null), again] };
}

function replaced(voided: readonly KnownRefund[], rest: KnownRefund | null) {
  return [
    ...voided.map((refund) => ({ ...refund, reason: null })),
    ...(rest === null ? [] : [{ ...rest, reason: "again" } as const]),
  ];
}

function paidOf({ id, paid }: OrderAtHand): Paid {
  assert(paid !== null, `${id} was not paid`);
  return paid;
}

function giveBack(order: OrderAtHand, amount: number): { givenBack: GivenBack; paid: Paid } {
  const paid = paidOf(order);
  const due = Math.min(amount, refundableOf(paid));
  const tax = due === 0 ? 0 : taxIn(paid, due);
  return {
    givenBack: { currency: order.currency, total: amount, tax, for: boughtBy(order, paid, due) },
    paid: { ...paid, refunded: paid.refunded + due },
  };
}

function boughtBy(order: OrderAtHand, paid: Paid, due: number): GivenBack["for"] {
  if (due === 0) return { what: "nothing" };
  const { bought, userId, lots, heldAmount } = order;
  if (bought.what === "tickets")
    return { what: "tickets", eventId: bought.eventId, heldAmount, earned: earnedBack(order, paid, due) };
  return { what: "coins", userId, taken: coinsIn(paid, lots, due) };
}

function earnedBack({ earning }: OrderAtHand, paid: Paid, due: number): EarnedBack | null {
  if (earning === null) return null;
  const part = earnedIn(earning, paid, due);
  return {
    userId: earning.userId,
    takenAmount: Math.min(part, earning.thereAmount),
    houseAmount: due - taxIn(paid, due) - part,
  };
}

function takenBackBy({ for: paidFor }: GivenBack): number {
  return paidFor.what === "tickets" ? (paidFor.earned?.takenAmount ?? 0) : 0;
}
