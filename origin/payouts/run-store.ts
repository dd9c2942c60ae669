// All the SQL of runs of payouts.

import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client.ts";
import { payoutAccounts, payoutRuns } from "../db/schema/payouts.ts";

export type PayoutRunRecord = typeof payoutRuns.$inferSelect;

export async function insertRun(tx: DbOrTx, at: Date): Promise<PayoutRunRecord> {
  const [run] = await tx.insert(payoutRuns).values({ beganAt: at, movedAt: at }).returning();
  if (run === undefined) throw new Error("a run was not written");
  return run;
}

export async function findRun(db: DbOrTx, id: number): Promise<PayoutRunRecord | null> {
  const [run] = await db.select().from(payoutRuns).where(eq(payoutRuns.id, id));
  return run ?? null;
}

/** The one under way; null: there is none. */
export async function findOpenRun(tx: DbOrTx): Promise<PayoutRunRecord | null> {
  const [run] = await tx.select().from(payoutRuns).where(isNull(payoutRuns.endedAt));
  return run ?? null;
}

/** Newest first. */
export async function listRuns(db: DbOrTx, limit: number): Promise<PayoutRunRecord[]> {
  return db.select().from(payoutRuns).orderBy(desc(payoutRuns.id)).limit(limit);
}

/** Unless somebody else moved it since it was read; whether it was moved. */
export async function moveRun(
  tx: DbOrTx,
  { id, step }: Pick<PayoutRunRecord, "id" | "step">,
  set: Pick<PayoutRunRecord, "afterUserId" | "pass" | "failedCount" | "lookedCount" | "movedAt" | "endedAt">,
): Promise<boolean> {
  const moved = await tx
    .update(payoutRuns)
    .set({ ...set, step: step + 1 })
    .where(and(eq(payoutRuns.id, id), eq(payoutRuns.step, step), isNull(payoutRuns.endedAt)))
    .returning({ id: payoutRuns.id });
  return moved.length > 0;
}

export async function addDecided(db: DbOrTx, id: number, decidedCount: number): Promise<void> {
  if (decidedCount === 0) return;
  await db
    .update(payoutRuns)
    .set({ decidedCount: sql`${payoutRuns.decidedCount} + ${decidedCount}` })
    .where(eq(payoutRuns.id, id));
}

export async function endRun(tx: DbOrTx, id: number, at: Date): Promise<void> {
  await tx.update(payoutRuns).set({ afterUserId: "", endedAt: at }).where(eq(payoutRuns.id, id));
}

/** How many creators could be paid when Stripe was asked last. */
export async function countReady(db: DbOrTx): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(payoutAccounts)
    .where(eq(payoutAccounts.state, "ready"));
  return row?.count ?? 0;
}
