// All the SQL of the books: accounts, transactions, entries.

import { and, desc, eq, gte, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { assert } from "../../shared/assert.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { ledgerAccounts, ledgerEntries, ledgerTransactions } from "../db/schema/ledger.ts";
import { type Account, accountId, rulesOf, type Unit } from "./accounts.ts";
import type { Entry } from "./ledger.ts";
import type { BalanceLine } from "./reconcile.ts";

type NewTransaction = Omit<typeof ledgerTransactions.$inferInsert, "id">;

/** Its number; null: there is one with that key. Waits for whoever is just adding one. */
export async function insertTransaction(tx: DbOrTx, transaction: NewTransaction): Promise<number | null> {
  const [row] = await tx
    .insert(ledgerTransactions)
    .values(transaction)
    .onConflictDoNothing({ target: ledgerTransactions.key })
    .returning({ id: ledgerTransactions.id });
  return row?.id ?? null;
}

/** Opens accounts that are not there yet, in this order. */
export async function openAccounts(tx: DbOrTx, accounts: readonly Account[]): Promise<void> {
  const rows = accounts.map(({ kind, owner, unit }) => {
    const { side, guarded } = rulesOf({ kind, owner, unit });
    return {
      id: accountId({ kind, owner, unit }),
      kind,
      ownerId: owner,
      unit,
      side: side === "debit" ? 1 : -1,
      balance: guarded ? 0 : null,
    };
  });
  await tx.insert(ledgerAccounts).values(rows).onConflictDoNothing();
}

/** What guarded accounts hold, locked until the transaction ends, by id and in the order of ids. */
export async function lockBalances(tx: DbOrTx, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: ledgerAccounts.id, balance: ledgerAccounts.balance })
    .from(ledgerAccounts)
    .where(inArray(ledgerAccounts.id, [...ids]))
    // As our own code orders them, whatever the database's language does.
    .orderBy(sql`${ledgerAccounts.id} COLLATE "C"`)
    .for("no key update");
  return new Map(rows.map(({ id, balance }) => [id, balance ?? 0]));
}

/** What a creator has earned, by unit; a debit is positive. */
export async function listEarningBalances(db: DbOrTx, userId: UserId): Promise<UnitBalance[]> {
  return (await earningBalances(db, userId)).map(toUnitBalance);
}

/** The same, locked until the transaction ends, in the order of ids. */
export async function lockEarningBalances(tx: DbOrTx, userId: UserId): Promise<UnitBalance[]> {
  return (await earningBalances(tx, userId).for("no key update")).map(toUnitBalance);
}

type UnitBalance = { readonly unit: Unit; readonly balance: number };
const toUnitBalance = ({ unit, balance }: typeof ledgerAccounts.$inferSelect): UnitBalance => ({
  unit,
  balance: balance ?? 0,
});

function earningBalances(db: DbOrTx, userId: UserId) {
  return db
    .select()
    .from(ledgerAccounts)
    .where(and(eq(ledgerAccounts.ownerId, userId), eq(ledgerAccounts.kind, "creator-earnings")))
    .orderBy(sql`${ledgerAccounts.id} COLLATE "C"`);
}

export async function insertEntries(
  tx: DbOrTx,
  transactionId: number,
  entries: readonly Entry[],
): Promise<void> {
  await tx
    .insert(ledgerEntries)
    .values(entries.map((entry) => ({ transactionId, accountId: accountId(entry), amount: entry.amount })));
}

/** A debit is positive. Zero for an account nobody opened. */
export async function findBalance(db: DbOrTx, account: Account): Promise<number> {
  const id = accountId(account);
  if (rulesOf(account).guarded) {
    const [row] = await db
      .select({ balance: ledgerAccounts.balance })
      .from(ledgerAccounts)
      .where(eq(ledgerAccounts.id, id));
    return row?.balance ?? 0;
  }
  const [row] = await db
    .select({ sum: sql<string>`coalesce(sum(${ledgerEntries.amount}), 0)` })
    .from(ledgerEntries)
    .where(eq(ledgerEntries.accountId, id));
  return Number(row?.sum ?? 0);
}

export type Move = {
  readonly transactionId: number;
  readonly accountId: string;
  readonly amount: number;
};
export type TransactionHead = Pick<
  typeof ledgerTransactions.$inferSelect,
  "id" | "key" | "kind" | "at" | "orderId"
>;

/**
 * The newest entries of each of these accounts, at most `limit` of each, from before a transaction. Account by account, so that each
 * index is read from its end; what the `limit` newest transactions of all of them moved is among it.
 */
export async function listNewestMoves(
  db: DbOrTx,
  accounts: readonly Account[],
  beforeId: number | null,
  limit: number,
): Promise<Move[]> {
  const ofOne = (account: Account) =>
    db
      .select({
        transactionId: ledgerEntries.transactionId,
        accountId: ledgerEntries.accountId,
        amount: ledgerEntries.amount,
      })
      .from(ledgerEntries)
      .where(
        and(
          eq(ledgerEntries.accountId, accountId(account)),
          beforeId === null ? undefined : lt(ledgerEntries.transactionId, beforeId),
        ),
      )
      .orderBy(desc(ledgerEntries.transactionId))
      .limit(limit);
  const [first, second, ...others] = accounts.map(ofOne);
  assert(first !== undefined && second !== undefined, "moves are those of several accounts");
  return unionAll(first, second, ...others);
}

/** In no order. */
export async function listTransactionHeads(db: DbOrTx, ids: readonly number[]): Promise<TransactionHead[]> {
  if (ids.length === 0) return [];
  const { id, key, kind, at, orderId } = ledgerTransactions;
  return db
    .select({ id, key, kind, at, orderId })
    .from(ledgerTransactions)
    .where(inArray(id, [...ids]));
}

/** What the books say of Stripe's balance: of these of its transactions, and of those booked in a time. */
export async function listLines(
  db: DbOrTx,
  { ids, from, until }: { readonly ids: readonly string[]; readonly from?: Date; readonly until?: Date },
): Promise<BalanceLine[]> {
  const isBookedThen =
    from === undefined || until === undefined
      ? undefined
      : and(gte(ledgerTransactions.at, from), lt(ledgerTransactions.at, until));
  const rows = await db
    .select({
      id: ledgerTransactions.balanceTransactionId,
      currency: ledgerAccounts.unit,
      net: ledgerEntries.amount,
    })
    .from(ledgerTransactions)
    .innerJoin(ledgerEntries, eq(ledgerEntries.transactionId, ledgerTransactions.id))
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .where(
      and(
        isNotNull(ledgerTransactions.balanceTransactionId),
        eq(ledgerAccounts.kind, "stripe-clearing"),
        or(
          sql`${ledgerTransactions.balanceTransactionId} = ANY(${sql.param([...ids])}::text[])`,
          isBookedThen,
        ),
      ),
    );
  return rows.map(({ id, currency, net }) => ({ id: id ?? "", currency, net }));
}
