// What all postings are made of: entries, accounts by what they are for, and the balance transaction that a posting is the other side of.

import type { CoinUnit, Currency } from "../../../shared/schema/money.ts";
import type { Account, AccountKind, Unit } from "../accounts.ts";
import type { Entry, LedgerTransaction } from "../ledger.ts";

export const debit = (account: Account, amount: number): Entry => ({ ...account, amount });
export const credit = (account: Account, amount: number): Entry => ({ ...account, amount: -amount });

/** An account of the house. */
export function house(kind: AccountKind, unit: Unit): Account {
  return { kind, owner: null, unit };
}

export function coinsOf(userId: string, unit: CoinUnit): Account {
  return { kind: "coins", owner: userId, unit };
}

export function eventHeld(eventId: string, unit: Currency): Account {
  return { kind: "event-held", owner: eventId, unit };
}

export function refundsOwed(orderId: string, unit: Currency): Account {
  return { kind: "refunds-owed", owner: orderId, unit };
}

export function creatorEarnings(userId: string, unit: Unit): Account {
  return { kind: "creator-earnings", owner: userId, unit };
}

export function payoutsOwed(payoutId: string, unit: Currency): Account {
  return { kind: "payouts-owed", owner: payoutId, unit };
}

/** Marks a posting that Stripe's balance has nothing to do with. */
export const BY_US = { balanceTransactionId: null } as const;

/** Marks a posting as the other side of the balance transaction that it was settled by. */
export function by({
  settled,
}: {
  readonly settled: { readonly balanceTransactionId: string };
}): Pick<LedgerTransaction, "balanceTransactionId"> {
  return { balanceTransactionId: settled.balanceTransactionId };
}
