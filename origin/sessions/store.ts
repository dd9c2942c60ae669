// All the SQL of sessions: families of refresh tokens, one family per sign-in.

import { and, desc, eq, gt, inArray, isNull, lt, ne, notExists, or } from "drizzle-orm";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { refreshTokens, sessionFamilies } from "../db/schema/sign-in.ts";

type FamilyRecord = typeof sessionFamilies.$inferSelect;

export async function insertSessionFamily(
  db: DbOrTx,
  family: typeof sessionFamilies.$inferInsert,
): Promise<void> {
  await db.insert(sessionFamilies).values(family);
}

export async function insertRefreshToken(
  db: DbOrTx,
  token: typeof refreshTokens.$inferInsert,
): Promise<void> {
  await db.insert(refreshTokens).values(token);
}

/** Marks the token used, if it is unused, in time, and its family stands. Of racing callers exactly one gets true. */
export async function useRefreshToken(db: DbOrTx, tokenHash: string, now: Date): Promise<boolean> {
  const used = await db
    .update(refreshTokens)
    .set({ usedAt: now })
    .from(sessionFamilies)
    .where(
      and(
        eq(refreshTokens.tokenHash, tokenHash),
        isNull(refreshTokens.usedAt),
        gt(refreshTokens.expiresAt, now),
        eq(sessionFamilies.id, refreshTokens.familyId),
        isNull(sessionFamilies.revokedAt),
      ),
    )
    .returning({ tokenHash: refreshTokens.tokenHash });
  return used.length === 1;
}

export async function findRefreshToken(db: DbOrTx, tokenHash: string) {
  const [row] = await db
    .select({ token: refreshTokens, family: sessionFamilies })
    .from(refreshTokens)
    .innerJoin(sessionFamilies, eq(sessionFamilies.id, refreshTokens.familyId))
    .where(eq(refreshTokens.tokenHash, tokenHash));
  return row ?? null;
}

/** Ends every session of the family. The first reason stays. */
export async function revokeFamily(
  db: DbOrTx,
  familyId: string,
  revokedFor: "ended" | "reuse",
  now: Date,
): Promise<void> {
  await db
    .update(sessionFamilies)
    .set({ revokedAt: now, revokedFor })
    .where(and(eq(sessionFamilies.id, familyId), isNull(sessionFamilies.revokedAt)));
}

/** Remembers that its owner was there. */
export async function touchFamily(db: DbOrTx, familyId: string, now: Date): Promise<void> {
  await db.update(sessionFamilies).set({ lastUsedAt: now }).where(eq(sessionFamilies.id, familyId));
}

/** Those that can still be gone on with at `now`, the one used last first. */
export async function listFamilies(db: DbOrTx, userId: UserId, now: Date): Promise<FamilyRecord[]> {
  const living = db
    .select({ familyId: refreshTokens.familyId })
    .from(refreshTokens)
    .where(and(isNull(refreshTokens.usedAt), gt(refreshTokens.expiresAt, now)));
  return db
    .select()
    .from(sessionFamilies)
    .where(
      and(
        eq(sessionFamilies.userId, userId),
        isNull(sessionFamilies.revokedAt),
        inArray(sessionFamilies.id, living),
      ),
    )
    .orderBy(desc(sessionFamilies.lastUsedAt), desc(sessionFamilies.createdAt));
}

/** Whether the user has this session and it goes on; if so, it does until the transaction ends. */
export async function holdFamily(db: DbOrTx, userId: UserId, familyId: string): Promise<boolean> {
  const held = await db
    .select({ id: sessionFamilies.id })
    .from(sessionFamilies)
    .where(
      and(
        eq(sessionFamilies.id, familyId),
        eq(sessionFamilies.userId, userId),
        isNull(sessionFamilies.revokedAt),
      ),
    )
    .for("share");
  return held.length === 1;
}

/** When somebody signed in for it. */
export async function findFamilySince(db: DbOrTx, familyId: string): Promise<Date | null> {
  const [row] = await db
    .select({ createdAt: sessionFamilies.createdAt })
    .from(sessionFamilies)
    .where(eq(sessionFamilies.id, familyId));
  return row?.createdAt ?? null;
}

/** Ends one of the user's sessions; false when they have none of this id that still goes on. */
export async function revokeFamilyOf(
  db: DbOrTx,
  userId: UserId,
  familyId: string,
  now: Date,
): Promise<boolean> {
  const ended = await db
    .update(sessionFamilies)
    .set({ revokedAt: now, revokedFor: "elsewhere" })
    .where(
      and(
        eq(sessionFamilies.id, familyId),
        eq(sessionFamilies.userId, userId),
        isNull(sessionFamilies.revokedAt),
      ),
    )
    .returning({ id: sessionFamilies.id });
  return ended.length === 1;
}

/** Ends all of the user's sessions, but for one where it is named. */
export async function revokeFamiliesOf(
  db: DbOrTx,
  userId: UserId,
  kept: string | null,
  now: Date,
): Promise<void> {
  await db
    .update(sessionFamilies)
    .set({ revokedAt: now, revokedFor: "elsewhere" })
    .where(
      and(
        eq(sessionFamilies.userId, userId),
        isNull(sessionFamilies.revokedAt),
        kept === null ? undefined : ne(sessionFamilies.id, kept),
      ),
    );
}

/** Removes at most `limit` tokens that ended, or whose session did, before `before`. Returns how many there were. */
export async function deleteDeadTokens(db: DbOrTx, before: Date, limit: number): Promise<number> {
  const dead = db
    .select({ tokenHash: refreshTokens.tokenHash })
    .from(refreshTokens)
    .innerJoin(sessionFamilies, eq(sessionFamilies.id, refreshTokens.familyId))
    .where(or(lt(refreshTokens.expiresAt, before), lt(sessionFamilies.revokedAt, before)))
    .limit(limit);
  const gone = await db
    .delete(refreshTokens)
    .where(inArray(refreshTokens.tokenHash, dead))
    .returning({ tokenHash: refreshTokens.tokenHash });
  return gone.length;
}

/** Removes at most `limit` families that have no token left. Returns how many there were. */
export async function deleteEmptyFamilies(db: DbOrTx, before: Date, limit: number): Promise<number> {
  const tokens = db
    .select({ one: refreshTokens.familyId })
    .from(refreshTokens)
    .where(eq(refreshTokens.familyId, sessionFamilies.id));
  const empty = db
    .select({ id: sessionFamilies.id })
    .from(sessionFamilies)
    .where(and(lt(sessionFamilies.createdAt, before), notExists(tokens)))
    .limit(limit);
  const gone = await db
    .delete(sessionFamilies)
    .where(inArray(sessionFamilies.id, empty))
    .returning({ id: sessionFamilies.id });
  return gone.length;
}
