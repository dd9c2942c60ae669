// Writes a transaction into the books, inside the database transaction of what it is about.

import type { OrderId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { accountId, rulesOf } from "./accounts.ts";
import { checkTransaction, type LedgerTransaction, type Overdraft, overdraftOf } from "./ledger.ts";
import { insertEntries, insertTransaction, lockBalances, openAccounts } from "./ledger-store.ts";

/** Somebody would have less than nothing. The transaction around it has to be given up. */
export class Overdrawn extends Error {
  readonly overdraft: Overdraft;
  constructor(key: string, overdraft: Overdraft) {
    super(`${key} takes ${overdraft.missing} more from ${accountId(overdraft.account)} than it holds`);
    this.overdraft = overdraft;
  }
}

/**
 * Its number; null: it is in the books already, and whatever belongs to it. Accounts are locked in one order, so that no two wait for
 * each other. Throws Overdrawn.
 */
export async function postTransaction(
  tx: DbOrTx,
  transaction: LedgerTransaction,
  { at, orderId }: { readonly at: Date; readonly orderId: OrderId | null },
): Promise<number | null> {
  const { key, kind, balanceTransactionId } = transaction;
  const entries = checkTransaction(transaction);
  const head = { key, kind, at, orderId, balanceTransactionId, entryCount: entries.length };
  const id = await insertTransaction(tx, head);
  if (id === null) return null;
  await openAccounts(tx, entries);
  const guarded = entries.filter((entry) => rulesOf(entry).guarded).map(accountId);
  const overdraft = overdraftOf(await lockBalances(tx, guarded), entries);
  if (overdraft !== null) throw new Overdrawn(key, overdraft);
  await insertEntries(tx, id, entries);
  return id;
}
