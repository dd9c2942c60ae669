// All the SQL of users, their identities and their sessions.

import { and, asc, count, eq, gt, inArray, ne } from "drizzle-orm";
import type { AssetRow } from "../../shared/adapter/rows.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { SetPrivacy, UpdateMe } from "../../shared/schema/user.ts";
import type { DbOrTx } from "../db/client.ts";
import { identities, passkeys } from "../db/schema/sign-in.ts";
import { assets, users } from "../db/schema/users.ts";

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

export async function insertUser(db: DbOrTx, user: UserRecord): Promise<void> {
  await db.insert(users).values(user);
}

/** Unless there is one with that id. */
export async function insertUserOnce(tx: DbOrTx, user: typeof users.$inferInsert): Promise<void> {
  await tx.insert(users).values(user).onConflictDoNothing();
}

/** Throws a unique violation when the identity belongs to somebody already. */
export async function insertIdentity(db: DbOrTx, identity: typeof identities.$inferInsert): Promise<void> {
  await db.insert(identities).values(identity);
}

/** The user, locked until the transaction ends; what only refers to the user, such as a new session, need not wait. */
export async function lockUser(db: DbOrTx, userId: UserId): Promise<UserRecord | null> {
  const [row] = await db.select().from(users).where(eq(users.id, userId)).for("no key update");
  return row ?? null;
}

export async function updatePlatformRole(
  db: DbOrTx,
  userId: UserId,
  platformRole: UserRecord["platformRole"],
): Promise<void> {
  await db.update(users).set({ platformRole }).where(eq(users.id, userId));
}

/** Moderators and admins, by name. */
export async function listTeam(db: DbOrTx, limit: number): Promise<UserRecord[]> {
  return db
    .select()
    .from(users)
    .where(ne(users.platformRole, "user"))
    .orderBy(asc(users.displayName), asc(users.id))
    .limit(limit);
}

export async function updateRole(db: DbOrTx, userId: UserId, role: UserRecord["role"]): Promise<void> {
  await db.update(users).set({ role }).where(eq(users.id, userId));
}

export type IdentityRecord = typeof identities.$inferSelect;

export async function findIdentity(
  db: DbOrTx,
  issuer: string,
  subject: string,
): Promise<IdentityRecord | null> {
  const [row] = await db
    .select()
    .from(identities)
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)));
  return row ?? null;
}

/** Oldest first. */
export async function listIdentities(db: DbOrTx, userId: UserId): Promise<IdentityRecord[]> {
  return db.select().from(identities).where(eq(identities.userId, userId)).orderBy(asc(identities.createdAt));
}

export async function countIdentities(db: DbOrTx, userId: UserId): Promise<number> {
  const [row] = await db.select({ count: count() }).from(identities).where(eq(identities.userId, userId));
  return row?.count ?? 0;
}

/** Identities and passkeys together. */
export async function countSignInWays(db: DbOrTx, userId: UserId): Promise<number> {
  const [row] = await db.select({ count: count() }).from(passkeys).where(eq(passkeys.userId, userId));
  return (await countIdentities(db, userId)) + (row?.count ?? 0);
}

/**
 * Remembers that it was signed in with, and what the provider calls its owner now; nobody takes it away until the
 * transaction ends. Returns whose it is, or null when it is nobody's.
 */
export async function touchIdentity(
  db: DbOrTx,
  issuer: string,
  subject: string,
  change: { readonly label: string | null; readonly lastUsedAt: Date },
): Promise<UserId | null> {
  const [row] = await db
    .update(identities)
    .set(change)
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
    .returning({ userId: identities.userId });
  return row?.userId ?? null;
}

export async function deleteIdentity(db: DbOrTx, issuer: string, subject: string): Promise<void> {
  await db.delete(identities).where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)));
}

/** Changes what is given; returns the user afterwards, or null when there is none. */
export async function updateUser(
  db: DbOrTx,
  userId: UserId,
  { displayName, bio, locale }: UpdateMe,
): Promise<UserRecord | null> {
  const change = {
    ...(displayName === undefined ? {} : { displayName }),
    ...(bio === undefined ? {} : { bio }),
    ...(locale === undefined ? {} : { locale }),
  };
  if (Object.keys(change).length === 0) return findUser(db, userId);
  const [row] = await db.update(users).set(change).where(eq(users.id, userId)).returning();
  return row ?? null;
}

/** As the maker of something is named. */
export type UserName = { readonly id: UserId; readonly displayName: string };

export async function findUserName(db: DbOrTx, userId: UserId): Promise<UserName | null> {
  const [name] = await listUserNames(db, [userId]);
  return name ?? null;
}

/** In no order. */
export async function listUserNames(db: DbOrTx, userIds: readonly UserId[]): Promise<UserName[]> {
  return userIds.length === 0
    ? []
    : db
        .select({ id: users.id, displayName: users.displayName })
        .from(users)
        .where(inArray(users.id, [...userIds]));
}

/** Those after `afterId` by id, for what goes through all of them. */
export async function listUsers(db: DbOrTx, afterId: string, limit: number): Promise<UserRecord[]> {
  return db
    .select()
    .from(users)
    .where(gt(users.id, afterId as UserId))
    .orderBy(asc(users.id))
    .limit(limit);
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

/** Returns the user afterwards, or null when there is none. */
export async function updatePrivacy(
  db: DbOrTx,
  userId: UserId,
  { presenceFor, joinableBy, messageableBy }: SetPrivacy,
): Promise<UserRecord | null> {
  const change = { presenceFor, joinableBy, ...(messageableBy === undefined ? {} : { messageableBy }) };
  const [row] = await db.update(users).set(change).where(eq(users.id, userId)).returning();
  return row ?? null;
}
