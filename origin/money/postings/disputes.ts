// Payments that a bank took back, until somebody decides.

import type { Currency } from "../../../shared/schema/money.ts";
import type { Account } from "../accounts.ts";
import { joinEntries, type LedgerTransaction } from "../ledger.ts";
import { BY_US, by, credit, debit, refundsOwed } from "./entry.ts";
import { type GivenBack, givenBackEntries } from "./refunds.ts";
import { incomingEntries, type Moved, outgoingEntries } from "./stripe-balance.ts";

/** A bank takes a payment back until it is decided whose it is; Stripe's fee for that stays gone. */
export function disputeOpened(disputeId: string, orderId: string, outgoing: Moved): LedgerTransaction {
  const held = disputesHeld(orderId, outgoing.currency);
  const entries = joinEntries([debit(held, outgoing.amount), ...outgoingEntries(outgoing)]);
  return { key: `dispute.opened:${disputeId}`, kind: "dispute.opened", entries, ...by(outgoing) };
}

/** It comes back; what Stripe's balance gets may differ from what it gave where it was exchanged. */
export function disputeWon(disputeId: string, orderId: string, incoming: Moved): LedgerTransaction {
  const held = disputesHeld(orderId, incoming.currency);
  const entries = joinEntries([credit(held, incoming.amount), ...incomingEntries(incoming)]);
  return { key: `dispute.won:${disputeId}`, kind: "dispute.won", entries, ...by(incoming) };
}

/**
 * It is the buyer's: like a refund that was paid already. `owedAmount` of it was owed to them anyway, by refunds that Stripe never
 * made.
 */
export function disputeLost(
  disputeId: string,
  orderId: string,
  { owedAmount, givenBack }: { readonly owedAmount: number; readonly givenBack: GivenBack },
): LedgerTransaction {
  const held = disputesHeld(orderId, givenBack.currency);
  const entries = joinEntries([
    ...givenBackEntries(givenBack, held),
    credit(held, owedAmount),
    debit(refundsOwed(orderId, givenBack.currency), owedAmount),
  ]);
  return { key: `dispute.lost:${disputeId}`, kind: "dispute.lost", entries, ...BY_US };
}

function disputesHeld(orderId: string, unit: Currency): Account {
  return { kind: "disputes-held", owner: orderId, unit };
}
