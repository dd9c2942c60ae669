// What a creator has earned and was not paid yet: how much of it may be paid out, what waits for its time, and what is held since a bank
// decides about the payment behind it.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { holdingOf, type Unit } from "./accounts.ts";
import { sumHeld, sumWaiting } from "./earning-store.ts";
import { listEarningBalances, lockEarningBalances } from "./ledger-store.ts";

export type Earned = {
  readonly unit: Unit;
  /** All of it. */
  readonly amount: number;
  readonly waitingAmount: number;
  readonly heldAmount: number;
  /** What may be paid out. */
  readonly matureAmount: number;
};

/** By unit, where there is or was anything. */
export async function readEarned(db: DbOrTx, userId: UserId, nowMs: number): Promise<Earned[]> {
  return toEarned(db, userId, nowMs, await listEarningBalances(db, userId));
}

/** The same, and nothing is added or taken until the transaction ends. */
export async function lockEarned(tx: DbOrTx, userId: UserId, nowMs: number): Promise<Earned[]> {
  return toEarned(tx, userId, nowMs, await lockEarningBalances(tx, userId));
}

async function toEarned(
  db: DbOrTx,
  userId: UserId,
  nowMs: number,
  balances: readonly { readonly unit: Unit; readonly balance: number }[],
): Promise<Earned[]> {
  const now = new Date(nowMs);
  const waiting = await sumWaiting(db, userId, now);
  const held = await sumHeld(db, userId, now);
  return balances.map(({ unit, balance }) => {
    const amount = holdingOf("creator-earnings", balance);
    const waitingAmount = Math.min(amount, waiting.get(unit) ?? 0);
    const heldAmount = Math.min(amount - waitingAmount, held.get(unit) ?? 0);
    const matureAmount = amount - waitingAmount - heldAmount;
    return { unit, amount, waitingAmount, heldAmount, matureAmount };
  });
}
