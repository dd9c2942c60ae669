// Money that goes back to who paid it.

import { assert } from "../../../shared/assert.ts";
import type { Currency } from "../../../shared/schema/money.ts";
import type { Account } from "../accounts.ts";
import { type Taken, worthOf } from "../coin-lots.ts";
import { type Entry, joinEntries, type LedgerTransaction } from "../ledger.ts";
import {
  BY_US,
  by,
  coinsOf,
  creatorEarnings,
  credit,
  debit,
  eventHeld,
  house,
  refundsOwed,
} from "./entry.ts";
import { incomingEntries, type Moved, outgoingEntries } from "./stripe-balance.ts";

/** What was earned of it, and goes back: whoever got something gives back what they got. */
export type EarnedBack = {
  /** Null: nobody but the house earned of it. */
  readonly userId: string | null;
  /** As much of the creator's part as they have. */
  readonly takenAmount: number;
  /** The house's own part. */
  readonly houseAmount: number;
};

/** What an amount that is given back was paid for. */
export type GivenBack = {
  readonly currency: Currency;
  /** With tax. */
  readonly total: number;
  readonly tax: number;
  readonly for:
    | { readonly what: "coins"; readonly userId: string; readonly taken: readonly Taken[] }
    | {
        readonly what: "tickets";
        readonly eventId: string;
        /** What is held of the order's. */
        readonly heldAmount: number;
        /** When it is held no more: from whom it comes. */
        readonly earned: EarnedBack | null;
      }
    | { readonly what: "nothing" };
};

/** What is used up of what it was paid for, or paid out to whoever earned it, is the house's loss. */
export function givenBackEntries({ currency, total, tax, for: paidFor }: GivenBack, to: Account): Entry[] {
  const net = total - tax;
  assert(tax >= 0 && net >= 0, `${tax} of ${total} is no tax`);
  const entries = [credit(to, total), debit(house("tax", currency), tax)];
  let covered = 0;
  if (paidFor.what === "coins") {
    covered = paidFor.taken.reduce((sum, part) => sum + worthOf(part), 0);
    entries.push(debit(house("coin-float", currency), covered));
    for (const { lot, count } of paidFor.taken)
      entries.push(
        debit(coinsOf(paidFor.userId, lot.unit), count),
        credit(house("coins-issued", lot.unit), count),
      );
  } else if (paidFor.what === "tickets") {
    covered = Math.min(net, paidFor.heldAmount);
    entries.push(debit(eventHeld(paidFor.eventId, currency), covered));
    const { earned } = paidFor;
    if (earned !== null) {
      covered += earned.takenAmount + earned.houseAmount;
      entries.push(debit(house("platform-revenue", currency), earned.houseAmount));
      if (earned.userId !== null)
        entries.push(debit(creatorEarnings(earned.userId, currency), earned.takenAmount));
    }
  }
  return [...entries, debit(house("losses", currency), net - covered)];
}

/** Somebody is to have money back; Stripe does not know yet. */
export function refundDecided(refundId: string, orderId: string, givenBack: GivenBack): LedgerTransaction {
  const entries = joinEntries(givenBackEntries(givenBack, refundsOwed(orderId, givenBack.currency)));
  return { key: `refund.decided:${refundId}`, kind: "refund.decided", entries, ...BY_US };
}

/** Stripe gave it back: by Stripe's id, since what it could not give is tried anew. */
export function refundPaid(stripeRefundId: string, orderId: string, outgoing: Moved): LedgerTransaction {
  const owed = refundsOwed(orderId, outgoing.currency);
  const entries = joinEntries([debit(owed, outgoing.amount), ...outgoingEntries(outgoing)]);
  return { key: `refund.paid:${stripeRefundId}`, kind: "refund.paid", entries, ...by(outgoing) };
}

/** A refund that Stripe had paid came back, say from a bank account that is closed: it is owed as before. */
export function refundFailed(stripeRefundId: string, orderId: string, incoming: Moved): LedgerTransaction {
  const owed = refundsOwed(orderId, incoming.currency);
  const entries = joinEntries([credit(owed, incoming.amount), ...incomingEntries(incoming)]);
  return { key: `refund.failed:${stripeRefundId}`, kind: "refund.failed", entries, ...by(incoming) };
}
