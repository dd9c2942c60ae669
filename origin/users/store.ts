// All the SQL of users, their identities and their sessions.

import { and, eq, gt, isNull } from "drizzle-orm";
import type { AssetRow } from "../../shared/adapter/rows.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { assets, identities, refreshTokens, sessionFamilies, users } from "../db/schema.ts";

export type UserRecord = typeof users.$inferSelect;

export async function findUser(db: DbOrTx, userId: UserId): Promise<UserRecord | null> {
  const [row] = await db.select().from(users).where(eq(users.id, userId));
  return row ?? null;
}

/** The user with the row of the avatar worn. */
export async function findUserAndAvatar(
  db: DbOrTx,
  userId: UserId,
): Promise<{ user: UserRecord; avatar: AssetRow | null } | null> {
  const [row] = await db
    .select({ user: users, avatar: assets })
    .from(users)
    .leftJoin(assets, eq(assets.id, users.avatarId))
    .where(eq(users.id, userId));
  return row ?? null;
}

export async function findUserByIdentity(
  db: DbOrTx,
  issuer: string,
  subject: string,
): Promise<UserRecord | null> {
  const [row] = await db
    .select({ user: users })
    .from(identities)
    .innerJoin(users, eq(users.id, identities.userId))
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)));
  return row?.user ?? null;
}

export async function insertUser(db: DbOrTx, user: UserRecord): Promise<void> {
  await db.insert(users).values(user);
}

/** Throws a unique violation when the identity belongs to somebody already. */
export async function insertIdentity(db: DbOrTx, identity: typeof identities.$inferInsert): Promise<void> {
  await db.insert(identities).values(identity);
}

/** Puts an avatar on, or off with null. Returns the user afterwards, or null when there is none. */
export async function updateAvatar(
  db: DbOrTx,
  userId: UserId,
  avatarId: UserRecord["avatarId"],
): Promise<UserRecord | null> {
  const [row] = await db.update(users).set({ avatarId }).where(eq(users.id, userId)).returning();
  return row ?? null;
}

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
