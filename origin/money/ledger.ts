// Double entry: a transaction moves amounts between accounts, sums to zero in each unit, and happens once or not at all. Pure; the
// database holds itself to the same rules (origin/db/schema/ledger.ts).

import { assert } from "../../shared/assert.ts";
import { type Account, accountId, holdingOf, rulesOf, type Unit } from "./accounts.ts";

/** A debit is positive, a credit negative. */
export type Entry = Account & { readonly amount: number };

export type LedgerTransaction = {
  /** What happened, such as `order.paid:ord_…`: with the same key it happens once. At most KEY_MAX_CHARS. */
  readonly key: string;
  readonly kind: TransactionKind;
  readonly entries: readonly Entry[];
  /** The one of Stripe's balance that it is the other side of; null: Stripe's balance has nothing to do with it. */
  readonly balanceTransactionId: string | null;
};

export const TRANSACTION_KINDS = [
  "coins.sold",
  "coins.granted",
  "coins.spent",
  "coins.expired",
  "coins.forfeited",
  "tickets.sold",
  "exchange.issued",
  "exchange.redeemed",
  "exchange.expired",
  "exchange.forfeited",
  "tickets.earned",
  "earnings.taken-back",
  "earnings.forfeited",
  "payout.decided",
  "payout.paid",
  "payout.dropped",
  "payout.returned",
  "refund.decided",
  "refund.paid",
  "refund.failed",
  "dispute.opened",
  "dispute.won",
  "dispute.lost",
  "stripe.fee",
  "stripe.payout",
] as const;
export type TransactionKind = (typeof TRANSACTION_KINDS)[number];

export const KEY_MAX_CHARS = 200;
export const ENTRIES_MAX = 64;

/** Balances by account id; an account that is not in it has nothing. */
export type Balances = ReadonlyMap<string, number>;
export type Overdraft = { readonly account: Account; readonly missing: number };

/** The first guarded account that would hold less than nothing after these entries; null: all of them can be made. */
export function overdraftOf(balances: Balances, entries: readonly Entry[]): Overdraft | null {
  for (const entry of entries) {
    if (!rulesOf(entry).guarded) continue;
    const holding = holdingOf(entry.kind, balanceAfter(balances, entry));
    if (holding < 0) return { account: entry, missing: -holding };
  }
  return null;
}

/** What an account holds after an entry. Throws where it is more than can be counted. */
export function balanceAfter(balances: Balances, entry: Entry): number {
  const id = accountId(entry);
  const balance = (balances.get(id) ?? 0) + entry.amount;
  assert(Number.isSafeInteger(balance), `${id} holds more than can be counted`);
  return balance;
}

/** Its entries in the order in which accounts are locked. Throws when it is none: a bug of ours. */
export function checkTransaction({ key, entries }: LedgerTransaction): readonly Entry[] {
  assert(key.length > 0 && key.length <= KEY_MAX_CHARS, `a key has 1 to ${KEY_MAX_CHARS} characters`);
  assert(entries.length >= 2 && entries.length <= ENTRIES_MAX, `${key} has ${entries.length} entries`);
  const sums = new Map<Unit, number>();
  const seen = new Set<string>();
  for (const entry of entries) {
    const id = accountId(entry);
    rulesOf(entry);
    assert(Number.isSafeInteger(entry.amount) && entry.amount !== 0, `${key} moves ${entry.amount} in ${id}`);
    assert(!seen.has(id), `${key} has two entries for ${id}`);
    seen.add(id);
    sums.set(entry.unit, (sums.get(entry.unit) ?? 0) + entry.amount);
  }
  for (const [unit, sum] of sums) assert(sum === 0, `${key} makes ${sum} ${unit} of nothing`);
  return entries.toSorted((a, b) => (accountId(a) < accountId(b) ? -1 : 1));
}

/** Entries of one transaction as they may come out of several rules: one for each account, and none that moves nothing. */
export function joinEntries(entries: readonly Entry[]): Entry[] {
  const joined = new Map<string, Entry>();
  for (const entry of entries) {
    const id = accountId(entry);
    joined.set(id, { ...entry, amount: (joined.get(id)?.amount ?? 0) + entry.amount });
  }
  return [...joined.values()].filter(({ amount }) => amount !== 0);
}

/** `part` of `whole` of an amount, rounded down. Of something split step by step, take what is due up to each step. */
export function shareOf(amount: number, part: number, whole: number): number {
  assert(part >= 0 && part <= whole && whole > 0, `${part} of ${whole} is no share`);
  return Number((BigInt(amount) * BigInt(part)) / BigInt(whole));
}
