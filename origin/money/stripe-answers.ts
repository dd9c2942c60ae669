// What Stripe's answers say, read the same way wherever they come from.

import type Stripe from "stripe";
import { assert } from "../../shared/assert.ts";
import { currencySchema } from "../../shared/schema/money.ts";
import type { Moved, Settled } from "./postings/stripe-balance.ts";

/** What was asked for whole, and is there. */
export function asObject<T extends object>(value: T | string | null | undefined): T | null {
  assert(typeof value !== "string", "Stripe answered with an id where the object was asked for");
  return value ?? null;
}

export function toSettled({ id, currency, amount, fee }: Stripe.BalanceTransaction): Settled {
  return {
    balanceTransactionId: id,
    currency: currencySchema.parse(currency),
    amount: Math.abs(amount),
    fee,
  };
}

/** What an object of Stripe's moved, by the line of its balance; null: nothing yet. */
export function movedOf(
  { currency, amount }: { readonly currency: string; readonly amount: number },
  line: Stripe.BalanceTransaction | null,
): Moved | null {
  return line === null
    ? null
    : { currency: currencySchema.parse(currency), amount, settled: toSettled(line) };
}
