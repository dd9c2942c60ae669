// All the SQL of coin lots.

import { and, asc, eq, gt, inArray, lt, lte, sql } from "drizzle-orm";
import { newId, type OrderId, type UserId } from "../../shared/schema/ids.ts";
import type { Currency } from "../../shared/schema/money.ts";
import type { DbOrTx } from "../db/client.ts";
import { coinLots, coinTakings, ledgerTransactions } from "../db/schema/ledger.ts";
import type { CoinLot, Taken, UnusedBalance } from "./coin-lots.ts";

type LotRecord = typeof coinLots.$inferSelect;
export type NewLot = Pick<LotRecord, "unit" | "issuedCount" | "expiresAt"> & {
  readonly paid: { readonly amount: number; readonly currency: Currency } | null;
};
type Whose = {
  readonly userId: UserId;
  readonly orderId: OrderId | null;
  readonly transactionId: number;
  readonly at: Date;
};

function toLot(row: LotRecord): CoinLot {
  const { id, unit, issuedCount, leftCount, issuedAt, expiresAt, isFrozen, paidAmount, paidCurrency } = row;
  return {
    id,
    unit,
    issuedCount,
    leftCount,
    issuedAtMs: issuedAt.getTime(),
    expiresAtMs: expiresAt?.getTime() ?? null,
    isFrozen,
    paid:
      paidAmount === null || paidCurrency === null ? null : { amount: paidAmount, currency: paidCurrency },
  };
}

/** Those of a user that have coins left, locked until the transaction ends. */
export async function lockLotsOf(tx: DbOrTx, userId: UserId): Promise<CoinLot[]> {
  const rows = await tx
    .select()
    .from(coinLots)
    .where(and(eq(coinLots.userId, userId), gt(coinLots.leftCount, 0)))
    .orderBy(asc(coinLots.id))
    .for("no key update");
  return rows.map(toLot);
}

/** Those of a user that have coins left, as they are now; the ones that expire first come first. */
export async function listLotsOf(db: DbOrTx, userId: UserId): Promise<CoinLot[]> {
  const rows = await db
    .select()
    .from(coinLots)
    .where(and(eq(coinLots.userId, userId), gt(coinLots.leftCount, 0)))
    .orderBy(asc(coinLots.expiresAt), asc(coinLots.id));
  return rows.map(toLot);
}

/** Those an order brought, locked until the transaction ends. */
export async function lockLotsOfOrder(tx: DbOrTx, orderId: OrderId): Promise<CoinLot[]> {
  const rows = await tx
    .select()
    .from(coinLots)
    .where(eq(coinLots.orderId, orderId))
    .orderBy(asc(coinLots.id))
    .for("no key update");
  return rows.map(toLot);
}

/** Whose lots have expired with coins in them, at most `limit` of them. */
export async function listOwnersOfExpired(db: DbOrTx, now: Date, limit: number): Promise<UserId[]> {
  const rows = await db
    .selectDistinct({ userId: coinLots.userId })
    .from(coinLots)
    .where(and(lte(coinLots.expiresAt, now), gt(coinLots.leftCount, 0)))
    .limit(limit);
  return rows.map(({ userId }) => userId);
}

export async function insertLots(tx: DbOrTx, lots: readonly NewLot[], whose: Whose): Promise<void> {
  const { at, ...of } = whose;
  await tx.insert(coinLots).values(
    lots.map(({ unit, issuedCount, expiresAt, paid }) => ({
      id: newId("coinLot"),
      ...of,
      unit,
      issuedCount,
      leftCount: issuedCount,
      issuedAt: at,
      expiresAt,
      paidAmount: paid?.amount ?? null,
      paidCurrency: paid?.currency ?? null,
    })),
  );
}

/** A trigger takes them off the lots, and lets none go below nothing. */
export async function insertTakings(
  tx: DbOrTx,
  transactionId: number,
  taken: readonly Taken[],
): Promise<void> {
  if (taken.length === 0) return;
  const rows = taken.map(({ lot, count }) => ({ transactionId, lotId: lot.id as LotRecord["id"], count }));
  await tx.insert(coinTakings).values(rows);
}

/** Paid coins of an order that were spent, on whatever. */
export async function countSpent(tx: DbOrTx, orderId: OrderId): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`coalesce(sum(${coinTakings.count}), 0)::int` })
    .from(coinLots)
    .innerJoin(coinTakings, eq(coinTakings.lotId, coinLots.id))
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, coinTakings.transactionId))
    .where(
      and(
        eq(coinLots.orderId, orderId),
        eq(coinLots.unit, "coin"),
        eq(ledgerTransactions.kind, "coins.spent"),
      ),
    );
  return row?.count ?? 0;
}

export async function freezeLots(tx: DbOrTx, ids: readonly string[], isFrozen: boolean): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(coinLots)
    .set({ isFrozen })
    .where(inArray(coinLots.id, ids as LotRecord["id"][]));
}

/**
 * What was issued and not used up before `until`, the end of a base date, of everybody together: the unused balance that has to be
 * reported. What is left of a lot is worth what `worthOf` leaves of it.
 */
export async function sumUnused(db: DbOrTx, until: Date): Promise<UnusedBalance> {
  const gone = db
    .select({ lotId: coinTakings.lotId, count: sql<number>`sum(${coinTakings.count})::int`.as("gone_count") })
    .from(coinTakings)
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, coinTakings.transactionId))
    .where(lt(ledgerTransactions.at, until))
    .groupBy(coinTakings.lotId)
    .as("gone");
  const goneCount = sql`coalesce(${gone.count}, 0)`;
  const rows = await db
    .select({
      unit: coinLots.unit,
      currency: coinLots.paidCurrency,
      leftCount: sql<string>`sum(${coinLots.issuedCount} - ${goneCount})`,
      value: sql<string>`coalesce(sum(${coinLots.paidAmount} - div(${coinLots.paidAmount}::numeric * ${goneCount}, ${coinLots.issuedCount})), 0)`,
    })
    .from(coinLots)
    .leftJoin(gone, eq(gone.lotId, coinLots.id))
    .where(lt(coinLots.issuedAt, until))
    .groupBy(coinLots.unit, coinLots.paidCurrency);
  const value: Partial<Record<Currency, number>> = {};
  let paidCount = 0;
  let freeCount = 0;
  for (const row of rows) {
    if (row.unit === "coin") paidCount += Number(row.leftCount);
    else freeCount += Number(row.leftCount);
    if (row.currency !== null) value[row.currency] = (value[row.currency] ?? 0) + Number(row.value);
  }
  return { paidCount, freeCount, value };
}
