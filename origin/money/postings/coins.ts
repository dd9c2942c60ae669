// Coins that come without being sold, and coins that go.

import { assert } from "../../../shared/assert.ts";
import type { CoinUnit } from "../../../shared/schema/money.ts";
import { type Taken, worthOf } from "../coin-lots.ts";
import { type Entry, joinEntries, type LedgerTransaction } from "../ledger.ts";
import { BY_US, coinsOf, creatorEarnings, credit, debit, house } from "./entry.ts";

export function issued(userId: string, unit: CoinUnit, count: number): Entry[] {
  return [debit(house("coins-issued", unit), count), credit(coinsOf(userId, unit), count)];
}

/** The house gives coins away. */
export function coinsGranted(key: string, userId: string, count: number): LedgerTransaction {
  return { key, kind: "coins.granted", entries: issued(userId, "free-coin", count), ...BY_US };
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
      credit(creatorEarnings(earned.userId, "coin"), earned.count),
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
