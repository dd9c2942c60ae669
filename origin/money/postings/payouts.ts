// What creators earned, on its way to their accounts at Stripe.

import type { Currency } from "../../../shared/schema/money.ts";
import { type Entry, joinEntries, type LedgerTransaction } from "../ledger.ts";
import { BY_US, by, creatorEarnings, credit, debit, house, payoutsOwed } from "./entry.ts";
import { incomingEntries, type Moved, outgoingEntries } from "./stripe-balance.ts";

/** One payout: money that was earned, and coins for what they are worth. */
export type PaidOut = {
  readonly payoutId: string;
  readonly userId: string;
  readonly currency: Currency;
  readonly moneyAmount: number;
  readonly coinCount: number;
  /** What the coins are worth. */
  readonly coinAmount: number;
};

/** From what a creator earned to what the house owes: coins go, and the house pays for them out of what it took for them. */
function decidedEntries(payout: PaidOut): Entry[] {
  const { payoutId, userId, currency, moneyAmount, coinCount, coinAmount } = payout;
  return [
    debit(creatorEarnings(userId, currency), moneyAmount),
    debit(creatorEarnings(userId, "coin"), coinCount),
    credit(house("coins-issued", "coin"), coinCount),
    debit(house("platform-revenue", currency), coinAmount),
    credit(payoutsOwed(payoutId, currency), moneyAmount + coinAmount),
  ];
}

export function payoutDecided(payout: PaidOut): LedgerTransaction {
  const entries = joinEntries(decidedEntries(payout));
  return { key: `payout.decided:${payout.payoutId}`, kind: "payout.decided", entries, ...BY_US };
}

/** Stripe does not make it: everything is as before it was decided. */
export function payoutDropped(payout: PaidOut): LedgerTransaction {
  const back = decidedEntries(payout).map((entry) => ({ ...entry, amount: -entry.amount }));
  return {
    key: `payout.dropped:${payout.payoutId}`,
    kind: "payout.dropped",
    entries: joinEntries(back),
    ...BY_US,
  };
}

/** Stripe made it. */
export function payoutPaid({ payoutId, currency }: PaidOut, outgoing: Moved): LedgerTransaction {
  const entries = joinEntries([
    debit(payoutsOwed(payoutId, currency), outgoing.amount),
    ...outgoingEntries(outgoing),
  ]);
  return { key: `payout.paid:${payoutId}`, kind: "payout.paid", entries, ...by(outgoing) };
}

/**
 * Stripe made it after all when it had been given up: it is taken of what the creator has, and the rest is lost. `thereAmount`: what they
 * have in its currency.
 */
export function payoutPaidLate(
  { payoutId, userId, currency }: PaidOut,
  thereAmount: number,
  outgoing: Moved,
): LedgerTransaction {
  const taken = Math.min(thereAmount, outgoing.amount);
  const entries = joinEntries([
    debit(creatorEarnings(userId, currency), taken),
    debit(house("losses", currency), outgoing.amount - taken),
    ...outgoingEntries(outgoing),
  ]);
  return { key: `payout.paid:${payoutId}`, kind: "payout.paid", entries, ...by(outgoing) };
}

/** Some of it came back from the creator's account at Stripe: it is theirs as money, or the house's where nobody is there any more. */
export function payoutReturned(
  returnId: string,
  { userId, currency }: PaidOut,
  { isThere, incoming }: { readonly isThere: boolean; readonly incoming: Moved },
): LedgerTransaction {
  const to = isThere ? creatorEarnings(userId, currency) : house("platform-revenue", currency);
  const entries = joinEntries([credit(to, incoming.amount), ...incomingEntries(incoming)]);
  return { key: `payout.returned:${returnId}`, kind: "payout.returned", entries, ...by(incoming) };
}
