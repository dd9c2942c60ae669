// What each thing that happens is in the books: facts in, entries out. Pure; who calls these has decided that it happened.

import { assert } from "../../shared/assert.ts";
import type { CoinUnit, Currency } from "../../shared/schema/money.ts";
import type { Account, AccountKind, Unit } from "./accounts.ts";
import { type Taken, worthOf } from "./coin-lots.ts";
import { type Entry, joinEntries, type LedgerTransaction } from "./ledger.ts";

const debit = (account: Account, amount: number): Entry => ({ ...account, amount });
const credit = (account: Account, amount: number): Entry => ({ ...account, amount: -amount });

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

/** What a balance transaction of Stripe's says, as positive amounts; `fee` is not in `amount`. */
export type Settled = {
  readonly balanceTransactionId: string;
  readonly currency: Currency;
  readonly amount: number;
  readonly fee: number;
};

/** One payment as Stripe settled it: what the buyer gave, in one currency, and what came of it, maybe in another. */
export type Payment = {
  readonly currency: Currency;
  /** With tax. */
  readonly total: number;
  readonly tax: number;
  readonly settled: Settled;
};

/** What was paid, in Stripe's hands: its fee is off, and tax is apart. `net` says where the rest goes. */
function paymentEntries({ currency, total, tax, settled }: Payment, net: Account): Entry[] {
  assert(tax >= 0 && tax <= total, `${tax} of ${total} is no tax`);
  return [
    credit(net, total - tax),
    credit(house("tax", currency), tax),
    ...incomingEntries({ currency, amount: total, settled }),
  ];
}

/** What Stripe's balance makes of an amount, which is negative when it goes out. */
function stripeEntries(
  paid: { readonly currency: Currency; readonly amount: number },
  settled: Pick<Settled, "currency" | "amount">,
): Entry[] {
  if (paid.currency === settled.currency && paid.amount === settled.amount)
    return [debit(house("stripe-clearing", settled.currency), settled.amount)];
  return [
    debit(house("exchange", paid.currency), paid.amount),
    credit(house("exchange", settled.currency), settled.amount),
    debit(house("stripe-clearing", settled.currency), settled.amount),
  ];
}

type Sale = { readonly orderId: string; readonly payment: Payment };

export function coinsSold({
  orderId,
  payment,
  userId,
  coins,
  freeCoins,
}: Sale & {
  readonly userId: string;
  readonly coins: number;
  readonly freeCoins: number;
}): LedgerTransaction {
  const entries = [
    ...paymentEntries(payment, house("coin-float", payment.currency)),
    ...issued(userId, "coin", coins),
    ...issued(userId, "free-coin", freeCoins),
  ];
  return { key: `order.paid:${orderId}`, kind: "coins.sold", entries: joinEntries(entries), ...by(payment) };
}

function issued(userId: string, unit: CoinUnit, count: number): Entry[] {
  return [debit(house("coins-issued", unit), count), credit(coinsOf(userId, unit), count)];
}

/** The house gives coins away. */
export function coinsGranted(key: string, userId: string, count: number): LedgerTransaction {
  return { key, kind: "coins.granted", entries: issued(userId, "free-coin", count), ...BY_US };
}

export function ticketsSold({
  orderId,
  payment,
  eventId,
}: Sale & { readonly eventId: string }): LedgerTransaction {
  const entries = paymentEntries(payment, eventHeld(eventId, payment.currency));
  return {
    key: `order.paid:${orderId}`,
    kind: "tickets.sold",
    entries: joinEntries(entries),
    ...by(payment),
  };
}

/** Paid when there was nobody or nothing to give it to any more: all of it is owed back. */
export function paidInVain({ orderId, payment }: Sale): LedgerTransaction {
  const { currency, total } = payment;
  const entries = paymentEntries({ ...payment, tax: 0 }, refundsOwed(orderId, currency));
  assert(total > 0, "a payment is more than nothing");
  return {
    key: `order.paid:${orderId}`,
    kind: "refund.decided",
    entries: joinEntries(entries),
    ...by(payment),
  };
}

/**
 * Coins go: what was paid for them is earned. Of paid coins, whoever is given them earns `earnedCount`, in coins; free coins earn
 * nobody anything, and the books show that.
 */
export function coinsSpent({
  key,
  userId,
  taken,
  earned,
}: {
  readonly key: string;
  readonly userId: string;
  readonly taken: readonly Taken[];
  readonly earned: { readonly userId: string; readonly count: number } | null;
}): LedgerTransaction {
  const paidCount = taken.reduce((sum, { lot, count }) => sum + (lot.unit === "coin" ? count : 0), 0);
  assert(earned === null || earned.count <= paidCount, "free coins earn nothing");
  const entries = coinsGone(userId, taken);
  if (earned !== null)
    entries.push(
      debit(house("coins-issued", "coin"), earned.count),
      credit({ kind: "creator-earnings", owner: earned.userId, unit: "coin" }, earned.count),
    );
  return { key, kind: "coins.spent", entries: joinEntries(entries), ...BY_US };
}

/** Coins go without being spent: they expired, or their account was closed. */
export function coinsLost(
  key: string,
  kind: "coins.expired" | "coins.forfeited",
  userId: string,
  taken: readonly Taken[],
): LedgerTransaction {
  return { key, kind, entries: joinEntries(coinsGone(userId, taken)), ...BY_US };
}

function coinsGone(userId: string, taken: readonly Taken[]): Entry[] {
  return taken.flatMap((part) => [
    debit(coinsOf(userId, part.lot.unit), part.count),
    credit(house("coins-issued", part.lot.unit), part.count),
    ...(part.lot.paid === null
      ? []
      : [
          debit(house("coin-float", part.lot.paid.currency), worthOf(part)),
          credit(house("platform-revenue", part.lot.paid.currency), worthOf(part)),
        ]),
  ]);
}

/** What an amount that is given back was paid for. */
export type GivenBack = {
  readonly currency: Currency;
  /** With tax. */
  readonly total: number;
  readonly tax: number;
  readonly for:
    | { readonly what: "coins"; readonly userId: string; readonly taken: readonly Taken[] }
    /** `heldAmount`: what is there of the event's; the rest was paid out before. */
    | { readonly what: "tickets"; readonly eventId: string; readonly heldAmount: number }
    | { readonly what: "nothing" };
};

/** What is used up of what it was paid for is the house's loss. */
function givenBackEntries({ currency, total, tax, for: paidFor }: GivenBack, to: Account): Entry[] {
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
  }
  return [...entries, debit(house("losses", currency), net - covered)];
}

/** Somebody is to have money back; Stripe does not know yet. */
export function refundDecided(refundId: string, orderId: string, givenBack: GivenBack): LedgerTransaction {
  const entries = joinEntries(givenBackEntries(givenBack, refundsOwed(orderId, givenBack.currency)));
  return { key: `refund.decided:${refundId}`, kind: "refund.decided", entries, ...BY_US };
}

/** What went out of Stripe's balance or came back into it, by its balance transaction: positive amounts, but for fees given back. */
export type Moved = {
  readonly currency: Currency;
  readonly amount: number;
  readonly settled: Settled;
};

function outgoingEntries({ currency, amount, settled }: Moved): Entry[] {
  const gone = { currency: settled.currency, amount: -settled.amount };
  return [...stripeEntries({ currency, amount: -amount }, gone), ...feeEntries(settled)];
}

function incomingEntries({ currency, amount, settled }: Moved): Entry[] {
  return [...stripeEntries({ currency, amount }, settled), ...feeEntries(settled)];
}

function feeEntries({ currency, fee }: Settled): Entry[] {
  return [debit(house("stripe-fees", currency), fee), credit(house("stripe-clearing", currency), fee)];
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

function refundsOwed(orderId: string, unit: Currency): Account {
  return { kind: "refunds-owed", owner: orderId, unit };
}

function disputesHeld(orderId: string, unit: Currency): Account {
  return { kind: "disputes-held", owner: orderId, unit };
}

/** Stripe's balance goes to our bank; negative: Stripe takes from it. */
export function stripePayout(
  balanceTransactionId: string,
  currency: Currency,
  amount: number,
): LedgerTransaction {
  const entries = [
    debit(house("bank", currency), amount),
    credit(house("stripe-clearing", currency), amount),
  ];
  return {
    key: `stripe.payout:${balanceTransactionId}`,
    kind: "stripe.payout",
    entries,
    balanceTransactionId,
  };
}

/** A fee of Stripe's that belongs to no payment; negative: given back. */
export function stripeFee(
  balanceTransactionId: string,
  currency: Currency,
  amount: number,
): LedgerTransaction {
  const entries = [
    debit(house("stripe-fees", currency), amount),
    credit(house("stripe-clearing", currency), amount),
  ];
  return { key: `stripe.fee:${balanceTransactionId}`, kind: "stripe.fee", entries, balanceTransactionId };
}

const BY_US = { balanceTransactionId: null } as const;

function by({ settled }: { readonly settled: Settled }): Pick<LedgerTransaction, "balanceTransactionId"> {
  return { balanceTransactionId: settled.balanceTransactionId };
}
