// Free exchange tickets lie in lots, one for each time some were issued. Nothing was paid for them, so all a lot knows is how many are
// left and until when; what coins have to be able to say (origin/money/coin-lots.ts) is asked of none. Pure.

export type ExchangeLot = {
  readonly id: string;
  readonly leftCount: number;
  readonly expiresAtMs: number;
};

/** The lot to take a ticket of: the one that expires first, of those that are still good; null: there is none. */
export function lotToRedeem<Lot extends ExchangeLot>(lots: readonly Lot[], nowMs: number): Lot | null {
  const good = lots.filter((lot) => lot.leftCount > 0 && !isLotExpired(lot, nowMs));
  return good.toSorted((a, b) => a.expiresAtMs - b.expiresAtMs || (a.id < b.id ? -1 : 1)).at(0) ?? null;
}

export function isLotExpired({ expiresAtMs }: ExchangeLot, nowMs: number): boolean {
  return nowMs >= expiresAtMs;
}
