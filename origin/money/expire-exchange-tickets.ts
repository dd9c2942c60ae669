// Exchange tickets whose time is over go, and so do those of an account that is erased.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { isLotExpired } from "./exchange-lots.ts";
import {
  listOwnersOfExpiredTickets,
  lockExchangeLotsOf,
  type StoredLot,
  takeOfExchangeLot,
} from "./exchange-store.ts";
import { postTransaction } from "./post-transaction.ts";
import { exchangeLost } from "./postings/exchange.ts";

const OWNERS_PER_SWEEP_MAX = 500;

/** Takes what has expired, of at most OWNERS_PER_SWEEP_MAX people; the next sweep goes on. */
export async function expireExchangeTickets(deps: Pick<OriginDeps, "db" | "nowMs">): Promise<void> {
  const nowMs = deps.nowMs();
  const at = new Date(nowMs);
  for (const userId of await listOwnersOfExpiredTickets(deps.db, at, OWNERS_PER_SWEEP_MAX))
    await deps.db.transaction(async (tx) => {
      for (const lot of await lockExchangeLotsOf(tx, userId))
        if (isLotExpired(lot, nowMs)) await lose(tx, "exchange.expired", userId, lot, at);
    });
}

/** Takes all that somebody has left: their account goes. */
export async function forfeitExchangeTickets(tx: DbOrTx, userId: UserId, at: Date): Promise<void> {
  for (const lot of await lockExchangeLotsOf(tx, userId))
    await lose(tx, "exchange.forfeited", userId, lot, at);
}

async function lose(
  tx: DbOrTx,
  kind: "exchange.expired" | "exchange.forfeited",
  userId: UserId,
  lot: StoredLot,
  at: Date,
): Promise<void> {
  const lost = exchangeLost(`${kind}:${lot.id}`, kind, userId, lot.leftCount);
  const transactionId = await postTransaction(tx, lost, { at, orderId: null });
  if (transactionId !== null) await takeOfExchangeLot(tx, lot, lot.leftCount);
}
