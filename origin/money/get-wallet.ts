// What somebody has in coins and exchange tickets.

import type { UserId } from "../../shared/schema/ids.ts";
import type { CoinUnit } from "../../shared/schema/money.ts";
import type { Wallet } from "../../shared/schema/order.ts";
import type { OriginDeps } from "../deps.ts";
import { type CoinLot, isExpired } from "./coin-lots.ts";
import { listLotsOf } from "./coin-store.ts";
import { isLotExpired } from "./exchange-lots.ts";
import { listExchangeLotsOf } from "./exchange-store.ts";

/** What has expired counts no more, also before the sweep has come by. */
export async function getWallet(
  { db, nowMs }: Pick<OriginDeps, "db" | "nowMs">,
  userId: UserId,
): Promise<Wallet> {
  const lots = (await listLotsOf(db, userId)).filter((lot) => !isExpired(lot, nowMs()));
  const tickets = (await listExchangeLotsOf(db, userId)).filter((lot) => !isLotExpired(lot, nowMs()));
  return {
    coinCount: countOf(lots, "coin"),
    freeCoinCount: countOf(lots, "free-coin"),
    frozenCount: lots.reduce((sum, lot) => sum + (lot.isFrozen ? lot.leftCount : 0), 0),
    nextExpiry: nextExpiryOf(lots),
    exchangeTicketCount: tickets.reduce((sum, { leftCount }) => sum + leftCount, 0),
    nextTicketExpiry: nextExpiryOf(tickets),
  };
}

function countOf(lots: readonly CoinLot[], unit: CoinUnit): number {
  return lots.reduce((sum, lot) => sum + (lot.unit === unit ? lot.leftCount : 0), 0);
}

/** Lots come in the order of their expiry. */
function nextExpiryOf(lots: readonly Pick<CoinLot, "leftCount" | "expiresAtMs">[]): Wallet["nextExpiry"] {
  const atMs = lots.find(({ expiresAtMs }) => expiresAtMs !== null)?.expiresAtMs ?? null;
  if (atMs === null) return null;
  const next = lots.filter(({ expiresAtMs }) => expiresAtMs === atMs);
  return { at: new Date(atMs).toISOString(), count: next.reduce((sum, { leftCount }) => sum + leftCount, 0) };
}
