// All the SQL of exchange tickets.

import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { exchangeLots } from "../db/schema/exchange-lots.ts";
import type { ExchangeLot } from "./exchange-lots.ts";

export type ExchangeLotRecord = typeof exchangeLots.$inferSelect;

const leftOf = (userId: UserId) => and(eq(exchangeLots.userId, userId), gt(exchangeLots.leftCount, 0));

function toLot({ id, leftCount, expiresAt }: ExchangeLotRecord) {
  return { id, leftCount, expiresAtMs: expiresAt.getTime() } satisfies ExchangeLot;
}
export type StoredLot = ReturnType<typeof toLot>;

/** Those of a user that have tickets left, as they are now; the ones that expire first come first. */
export async function listExchangeLotsOf(db: DbOrTx, userId: UserId): Promise<StoredLot[]> {
  const rows = await db
    .select()
    .from(exchangeLots)
    .where(leftOf(userId))
    .orderBy(asc(exchangeLots.expiresAt), asc(exchangeLots.id));
  return rows.map(toLot);
}

/** The same, locked until the transaction ends. */
export async function lockExchangeLotsOf(tx: DbOrTx, userId: UserId): Promise<StoredLot[]> {
  const rows = await tx
    .select()
    .from(exchangeLots)
    .where(leftOf(userId))
    .orderBy(asc(exchangeLots.id))
    .for("no key update");
  return rows.map(toLot);
}

export async function insertExchangeLot(tx: DbOrTx, lot: ExchangeLotRecord): Promise<void> {
  await tx.insert(exchangeLots).values(lot);
}

/** The table itself lets none go below nothing. */
export async function takeOfExchangeLot(
  tx: DbOrTx,
  { id }: Pick<StoredLot, "id">,
  count: number,
): Promise<void> {
  await tx
    .update(exchangeLots)
    .set({ leftCount: sql`${exchangeLots.leftCount} - ${count}` })
    .where(eq(exchangeLots.id, id));
}

/** Whose lots have expired with tickets in them, at most `limit` of them. */
export async function listOwnersOfExpiredTickets(db: DbOrTx, now: Date, limit: number): Promise<UserId[]> {
  const rows = await db
    .selectDistinct({ userId: exchangeLots.userId })
    .from(exchangeLots)
    .where(and(lte(exchangeLots.expiresAt, now), gt(exchangeLots.leftCount, 0)))
    .limit(limit);
  return rows.map(({ userId }) => userId);
}
