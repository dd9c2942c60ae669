// The unused balance of a base date as it is defined, lot by lot: what the database's sum is held to.

import type { CoinLot, UnusedBalance } from "../../../origin/money/coin-lots.ts";
import { shareOf } from "../../../origin/money/ledger.ts";
import type { Currency } from "../../../shared/schema/money.ts";

/** One lot as the books had it: what was taken of it, when. */
export type LotHistory = {
  readonly lot: Pick<CoinLot, "unit" | "issuedCount" | "issuedAtMs" | "paid">;
  readonly takings: readonly { readonly atMs: number; readonly count: number }[];
};
/** What was issued and not used up before `atMs`, the end of a base date: the unused balance that has to be reported. */
export function unusedBalance(history: readonly LotHistory[], atMs: number): UnusedBalance {
  let paidCount = 0;
  let freeCount = 0;
  const value: Partial<Record<Currency, number>> = {};
  for (const { lot, takings } of history) {
    if (lot.issuedAtMs >= atMs) continue;
    const gone = takings.reduce((sum, taking) => sum + (taking.atMs < atMs ? taking.count : 0), 0);
    const left = lot.issuedCount - gone;
    if (lot.unit === "free-coin") freeCount += left;
    else paidCount += left;
    if (lot.paid === null) continue;
    const { amount, currency } = lot.paid;
    value[currency] = (value[currency] ?? 0) + amount - shareOf(amount, gone, lot.issuedCount);
  }
  return { paidCount, freeCount, value };
}
