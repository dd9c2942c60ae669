// Coins lie in lots, one for each time some were bought or given: a lot knows what was paid for it and when it expires, which is
// what a prepaid means of payment has to be able to say on its base dates. Pure.
//
// Free coins are spent before paid ones: what somebody paid for stays refundable and theirs for as long as may be. Of a kind, the
// oldest lot goes first.

import { assert } from "../../shared/assert.ts";
import type { CoinUnit, Currency } from "../../shared/schema/money.ts";
import { shareOf } from "./ledger.ts";

export type CoinLot = {
  readonly id: string;
  readonly unit: CoinUnit;
  readonly issuedCount: number;
  readonly leftCount: number;
  readonly issuedAtMs: number;
  /** Null: never. */
  readonly expiresAtMs: number | null;
  /** Its payment is disputed: nobody spends of it until that is decided. */
  readonly isFrozen: boolean;
  /** Without tax; null for free coins. */
  readonly paid: { readonly amount: number; readonly currency: Currency } | null;
};

export type Taken = { readonly lot: CoinLot; readonly count: number };

/** The order in which kinds are spent. */
export const SPENDING_ORDER: readonly CoinUnit[] = ["free-coin", "coin"];

/**
 * From which lots to take so many coins of these kinds; null when there are not enough that are still good.
 */
export function takeCoins(
  lots: readonly CoinLot[],
  count: number,
  units: readonly CoinUnit[],
  nowMs: number,
): Taken[] | null {
  assert(Number.isSafeInteger(count) && count > 0, `${count} is no number of coins`);
  const taken: Taken[] = [];
  let missing = count;
  for (const lot of inSpendingOrder(lots)) {
    if (missing === 0) break;
    if (!units.includes(lot.unit) || lot.leftCount === 0 || lot.isFrozen || isExpired(lot, nowMs)) continue;
    const fromLot = Math.min(missing, lot.leftCount);
    taken.push({ lot, count: fromLot });
    missing -= fromLot;
  }
  return missing === 0 ? taken : null;
}

function inSpendingOrder(lots: readonly CoinLot[]): CoinLot[] {
  return lots.toSorted(
    (a, b) =>
      SPENDING_ORDER.indexOf(a.unit) - SPENDING_ORDER.indexOf(b.unit) ||
      a.issuedAtMs - b.issuedAtMs ||
      (a.id < b.id ? -1 : 1),
  );
}

/**
 * Coins live for less than six months from when they were issued, which is what Japanese law leaves free of deposits; a lot that is
 * issued now expires then.
 */
export const COINS_LIVE_MS = 180 * 24 * 60 * 60_000;

export function expiryOf(issuedAtMs: number): number {
  return issuedAtMs + COINS_LIVE_MS;
}

export function isExpired({ expiresAtMs }: CoinLot, nowMs: number): boolean {
  return expiresAtMs !== null && nowMs >= expiresAtMs;
}

/**
 * What was paid for the next `count` coins of this lot, in the smallest unit of its currency. Rounded so that however a lot is
 * taken apart, its parts are worth what was paid for all of it.
 */
export function worthOf({ lot, count }: Taken): number {
  assert(count >= 0 && count <= lot.leftCount, `${lot.id} has ${lot.leftCount} coins, not ${count}`);
  if (lot.paid === null) return 0;
  const gone = lot.issuedCount - lot.leftCount;
  const upTo = (taken: number) => shareOf(lot.paid?.amount ?? 0, taken, lot.issuedCount);
  return upTo(gone + count) - upTo(gone);
}

export function afterTaking({ lot, count }: Taken): CoinLot {
  assert(count >= 0 && count <= lot.leftCount, `${lot.id} has ${lot.leftCount} coins, not ${count}`);
  return { ...lot, leftCount: lot.leftCount - count };
}

export type UnusedBalance = {
  readonly paidCount: number;
  readonly freeCount: number;
  /** What was paid for the paid coins that are unused, by currency. */
  readonly value: Readonly<Partial<Record<Currency, number>>>;
};

const JAPAN_OFFSET_MS = 9 * 60 * 60_000;

/** The ends, in Japan, of 31 March and 30 September, which Japanese law asks about: the last one that is not after `nowMs`. */
export function lastBaseDateMs(nowMs: number): number {
  const year = new Date(nowMs + JAPAN_OFFSET_MS).getUTCFullYear();
  const ends = [Date.UTC(year - 1, 9, 1), Date.UTC(year, 3, 1), Date.UTC(year, 9, 1)];
  const past = ends.map((end) => end - JAPAN_OFFSET_MS).filter((end) => end <= nowMs);
  const last = past.at(-1);
  assert(last !== undefined, "a base date lies behind every moment");
  return last;
}
