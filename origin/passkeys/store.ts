// All the SQL of passkeys, and of the challenges that were answered.

import { and, asc, count, eq, inArray, lt } from "drizzle-orm";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { passkeys, usedPasskeyChallenges } from "../db/schema/sign-in.ts";

export type PasskeyRecord = typeof passkeys.$inferSelect;

/** Throws a unique violation when somebody has it already. */
export async function insertPasskey(db: DbOrTx, passkey: PasskeyRecord): Promise<void> {
  await db.insert(passkeys).values(passkey);
}

/** The passkey, locked until the transaction ends, so that its sign count only grows. */
export async function lockPasskey(db: DbOrTx, credentialId: string): Promise<PasskeyRecord | null> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.credentialId, credentialId)).for("update");
  return row ?? null;
}

/** Oldest first. */
export async function listPasskeys(db: DbOrTx, userId: UserId): Promise<PasskeyRecord[]> {
  return db.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(asc(passkeys.createdAt));
}

export async function countPasskeys(db: DbOrTx, userId: UserId): Promise<number> {
  const [row] = await db.select({ count: count() }).from(passkeys).where(eq(passkeys.userId, userId));
  return row?.count ?? 0;
}

/** Null when it is not there, or not this user's. */
export async function updatePasskey(
  db: DbOrTx,
  { userId, credentialId }: Pick<PasskeyRecord, "userId" | "credentialId">,
  change: Partial<Pick<PasskeyRecord, "label" | "signCount" | "backedUp" | "lastUsedAt">>,
): Promise<PasskeyRecord | null> {
  const [row] = await db
    .update(passkeys)
    .set(change)
    .where(and(eq(passkeys.credentialId, credentialId), eq(passkeys.userId, userId)))
    .returning();
  return row ?? null;
}

export async function deletePasskey(db: DbOrTx, credentialId: string): Promise<void> {
  await db.delete(passkeys).where(eq(passkeys.credentialId, credentialId));
}

/** False when it was there already; waits for whoever is about to add it. */
export async function insertUsedChallenge(
  db: DbOrTx,
  used: typeof usedPasskeyChallenges.$inferInsert,
): Promise<boolean> {
  const inserted = await db.insert(usedPasskeyChallenges).values(used).onConflictDoNothing().returning();
  return inserted.length === 1;
}

/** Forgets at most `limit` that have expired: they are refused for that alone. Returns how many there were. */
export async function deleteExpiredChallenges(db: DbOrTx, now: Date, limit: number): Promise<number> {
  const expired = db
    .select({ id: usedPasskeyChallenges.id })
    .from(usedPasskeyChallenges)
    .where(lt(usedPasskeyChallenges.expiresAt, now))
    .limit(limit);
  const gone = await db
    .delete(usedPasskeyChallenges)
    .where(inArray(usedPasskeyChallenges.id, expired))
    .returning();
  return gone.length;
}
