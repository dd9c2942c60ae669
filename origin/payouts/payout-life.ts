// The life of a payout, by what Stripe says of its transfer. It is decided in the books first, then sent, and goes where Stripe's answer
// takes it: the same answer again changes nothing, whoever was killed leaves nothing half done, and whoever asks next goes on. Pure.

import { assert } from "../../shared/assert.ts";
import type { LedgerTransaction } from "../money/ledger.ts";
import {
  type PaidOut,
  payoutDropped,
  payoutPaid,
  payoutPaidLate,
  payoutReturned,
} from "../money/postings/payouts.ts";
import type { Moved } from "../money/postings/stripe-balance.ts";

/**
 * "owed": decided, and Stripe has not made it. "paid": it is in the creator's account at Stripe. "dropped": Stripe does not make it, and
 * it is as if it had not been decided. "returned": all of it came back.
 */
export type PayoutState = "owed" | "paid" | "dropped" | "returned";

export type PayoutAtHand = PaidOut & {
  readonly state: PayoutState;
  /** How often Stripe was asked for it anew. */
  readonly attempt: number;
  readonly returnedAmount: number;
  /** Stripe's reversals that are in the books. */
  readonly returnIds: readonly string[];
  /** Whether its creator is there, or will be paid the last of it. */
  readonly isThere: boolean;
  /** What they have in its currency. */
  readonly thereAmount: number;
};

/** What Stripe says of a payout's transfer. */
export type TransferFacts = {
  readonly stripeId: string;
  /** What left Stripe's balance. */
  readonly gone: Moved;
  /** What came back of it, oldest first. */
  readonly returns: readonly { readonly stripeId: string; readonly back: Moved }[];
};

export type PayoutPlan = {
  readonly transaction: LedgerTransaction;
  readonly state: PayoutState;
  readonly stripeTransferId?: string;
  readonly returnedAmount?: number;
  readonly returnIds?: string[];
  readonly refusal?: string;
};

/** What is to be done next by what Stripe says; null: nothing. `facts` is null where it has made no transfer. */
export function nextPayoutStep(payout: PayoutAtHand, facts: TransferFacts | null): PayoutPlan | null {
  if (facts === null) return null;
  if (payout.state === "owed" || payout.state === "dropped") {
    const { gone, stripeId } = facts;
    const transaction =
      payout.state === "owed" ? payoutPaid(payout, gone) : payoutPaidLate(payout, payout.thereAmount, gone);
    return { transaction, state: "paid", stripeTransferId: stripeId };
  }
  const next = facts.returns.find(({ stripeId }) => !payout.returnIds.includes(stripeId));
  if (next === undefined) return null;
  const { stripeId, back } = next;
  const returnedAmount = payout.returnedAmount + back.amount;
  return {
    transaction: payoutReturned(stripeId, payout, { isThere: payout.isThere, incoming: back }),
    state: returnedAmount === amountOf(payout) ? "returned" : "paid",
    returnedAmount,
    returnIds: [...payout.returnIds, stripeId],
  };
}

/**
 * Stripe refuses it for what is its creator's to mend: what they earned is theirs as before. Its attempt stays the last one: whoever read
 * it before, and sends it now, sends it by the key that was refused, and Stripe answers that as it did, for a day.
 */
export function planDrop(payout: PayoutAtHand, refusal: string): PayoutPlan {
  assert(payout.state === "owed", `${payout.payoutId} is ${payout.state}`);
  return { transaction: payoutDropped(payout), state: "dropped", refusal };
}

export function amountOf({ moneyAmount, coinAmount }: Pick<PaidOut, "moneyAmount" | "coinAmount">): number {
  return moneyAmount + coinAmount;
}

/** Why Stripe refused: "balance": there is too little of ours there yet, which passes; "account": theirs cannot be paid. */
export type Refusal = { readonly for: "balance" | "account"; readonly code: string };

/** What a payout's request is known by: one that our balance was too low for is asked for anew, and any other is the same. */
export function transferKey(payoutId: string, attempt: number): string {
  return `payout-${payoutId}-${attempt}`;
}
