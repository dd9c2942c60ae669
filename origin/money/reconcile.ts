// The books beside Stripe's balance, line by line: what one has and the other has not, to the cent. Pure.

import { assert } from "../../shared/assert.ts";
import type { LedgerTransaction } from "./ledger.ts";

/** One of Stripe's balance transactions: what it did to the balance, fee and all. */
export type BalanceLine = { readonly id: string; readonly currency: string; readonly net: number };

/** Null: that side has no such line. */
export type Difference = {
  readonly id: string;
  readonly ours: string | null;
  readonly theirs: string | null;
};

/** Lines that are not alike on both sides, each of which has a line once. One that moves nothing is no difference. */
export function compareLines(ours: readonly BalanceLine[], theirs: readonly BalanceLine[]): Difference[] {
  const left = new Map(ours.map((line) => [line.id, line]));
  assert(left.size === ours.length, "the books have a line twice");
  const differences: Difference[] = [];
  for (const line of theirs) {
    if (line.net === 0) continue;
    const our = left.get(line.id);
    left.delete(line.id);
    if (our === undefined || textOf(our) !== textOf(line))
      differences.push({ id: line.id, ours: our === undefined ? null : textOf(our), theirs: textOf(line) });
  }
  for (const line of left.values()) differences.push({ id: line.id, ours: textOf(line), theirs: null });
  return differences;
}

function textOf({ currency, net }: BalanceLine): string {
  return `${net} ${currency}`;
}

/** What a transaction says of Stripe's balance; null: nothing, also where a fee was as much as what it was for. */
export function balanceLineOf({ entries, balanceTransactionId }: LedgerTransaction): BalanceLine | null {
  if (balanceTransactionId === null) return null;
  const cleared = entries.filter(({ kind }) => kind === "stripe-clearing");
  const [entry, ...more] = cleared;
  assert(more.length === 0, `${balanceTransactionId} moves Stripe's balance once`);
  if (entry === undefined) return null;
  return { id: balanceTransactionId, currency: entry.unit, net: entry.amount };
}
