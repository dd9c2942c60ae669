// What creators earn of tickets, and what is taken of their earnings again. What they earn in coins is in the spending (coins.ts).

import { assert } from "../../../shared/assert.ts";
import type { Currency } from "../../../shared/schema/money.ts";
import { isCoins, type Unit } from "../accounts.ts";
import { joinEntries, type LedgerTransaction } from "../ledger.ts";
import { BY_US, creatorEarnings, credit, debit, eventHeld, house } from "./entry.ts";

/** An event is over: what is held of an order's money is its organiser's by their share, and the house's for the rest. */
export function ticketsEarned({
  orderId,
  eventId,
  currency,
  netAmount,
  earned,
}: {
  readonly orderId: string;
  readonly eventId: string;
  readonly currency: Currency;
  /** Without tax and what went back. */
  readonly netAmount: number;
  /** Null: there is nobody but the house. */
  readonly earned: { readonly userId: string; readonly amount: number } | null;
}): LedgerTransaction {
  const amount = earned?.amount ?? 0;
  assert(netAmount > 0 && amount >= 0 && amount <= netAmount, `${amount} of ${netAmount} is no share`);
  const entries = joinEntries([
    debit(eventHeld(eventId, currency), netAmount),
    ...(earned === null ? [] : [credit(creatorEarnings(earned.userId, currency), amount)]),
    credit(house("platform-revenue", currency), netAmount - amount),
  ]);
  return { key: `tickets.earned:${orderId}`, kind: "tickets.earned", entries, ...BY_US };
}

/** A bank took back what coins were paid with that somebody earned: they are earned no more, as far as they are still there. */
export function coinsTakenBack(
  key: string,
  parts: readonly { readonly userId: string; readonly count: number }[],
): LedgerTransaction {
  const entries = joinEntries(
    parts.flatMap(({ userId, count }) => [
      debit(creatorEarnings(userId, "coin"), count),
      credit(house("coins-issued", "coin"), count),
    ]),
  );
  return { key, kind: "earnings.taken-back", entries, ...BY_US };
}

/** Nobody is there any more who could be paid: coins go, and money is the house's. */
export function earningsForfeited(
  key: string,
  userId: string,
  { unit, amount }: { readonly unit: Unit; readonly amount: number },
): LedgerTransaction {
  const to = isCoins(unit) ? house("coins-issued", unit) : house("platform-revenue", unit);
  const entries = [debit(creatorEarnings(userId, unit), amount), credit(to, amount)];
  return { key, kind: "earnings.forfeited", entries, ...BY_US };
}
