// What goes into Stripe's balance and out of it, and what of that is nobody's payment.

import { assert } from "../../../shared/assert.ts";
import type { Currency } from "../../../shared/schema/money.ts";
import type { Account } from "../accounts.ts";
import type { Entry, LedgerTransaction } from "../ledger.ts";
import { credit, debit, house } from "./entry.ts";

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
export function paymentEntries({ currency, total, tax, settled }: Payment, net: Account): Entry[] {
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

/** What went out of Stripe's balance or came back into it, by its balance transaction: positive amounts, but for fees given back. */
export type Moved = {
  readonly currency: Currency;
  readonly amount: number;
  readonly settled: Settled;
};

export function outgoingEntries({ currency, amount, settled }: Moved): Entry[] {
  const gone = { currency: settled.currency, amount: -settled.amount };
  return [...stripeEntries({ currency, amount: -amount }, gone), ...feeEntries(settled)];
}

export function incomingEntries({ currency, amount, settled }: Moved): Entry[] {
  return [...stripeEntries({ currency, amount }, settled), ...feeEntries(settled)];
}

function feeEntries({ currency, fee }: Settled): Entry[] {
  return [debit(house("stripe-fees", currency), fee), credit(house("stripe-clearing", currency), fee)];
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
