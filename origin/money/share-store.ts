// All the SQL of revenue shares.

import { and, desc, eq, isNull, or } from "drizzle-orm";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { revenueShares } from "../db/schema/revenue-shares.ts";
import { type SharedSale, type ShareRule, sharePercentAt } from "./revenue-share.ts";

/** A house has few rules, and a creator fewer. Were there more, the newest count. */
const RULES_MAX = 1_000;

/** Those that are for everybody and those for this user, whenever they hold. */
async function listShareRules(db: DbOrTx, sale: SharedSale, userId: UserId): Promise<readonly ShareRule[]> {
  const rows = await db
    .select()
    .from(revenueShares)
    .where(
      and(eq(revenueShares.sale, sale), or(isNull(revenueShares.userId), eq(revenueShares.userId, userId))),
    )
    .orderBy(desc(revenueShares.id))
    .limit(RULES_MAX);
  return rows.map(({ id, userId: of, sharePercent, fromAt }) => ({
    id,
    sale,
    userId: of,
    sharePercent,
    fromMs: fromAt.getTime(),
  }));
}

/** All that were ever added, or those for one user; the newest first. */
export async function listNewestRules(
  db: DbOrTx,
  userId: UserId | undefined,
): Promise<(typeof revenueShares.$inferSelect)[]> {
  return db
    .select()
    .from(revenueShares)
    .where(userId === undefined ? undefined : eq(revenueShares.userId, userId))
    .orderBy(desc(revenueShares.id))
    .limit(RULES_MAX);
}

/** The creator's percent of what is sold at `nowMs`: what `spendCoins` takes. */
export async function findSharePercent(
  db: DbOrTx,
  sale: SharedSale,
  userId: UserId,
  nowMs: number,
): Promise<number> {
  return sharePercentAt(await listShareRules(db, sale, userId), sale, userId, nowMs);
}

export async function insertShareRule(
  tx: DbOrTx,
  rule: Omit<typeof revenueShares.$inferInsert, "id">,
): Promise<void> {
  await tx.insert(revenueShares).values(rule);
}
