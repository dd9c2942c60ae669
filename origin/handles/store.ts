// All the SQL of handles.

import { and, asc, eq, gt, isNotNull, isNull, lte, or } from "drizzle-orm";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { handles } from "../db/schema/handles.ts";
import { users } from "../db/schema/users.ts";
import type { UserRecord } from "../users/store.ts";

export type HandleRecord = typeof handles.$inferSelect;

/** The user's own, and whoever's is of this skeleton: locked until the transaction ends, in an order that all keep. */
export async function lockHandles(db: DbOrTx, userId: UserId, skeleton: string): Promise<HandleRecord[]> {
  return db
    .select()
    .from(handles)
    .where(or(eq(handles.userId, userId), eq(handles.skeleton, skeleton)))
    .orderBy(asc(handles.skeleton))
    .for("update");
}

/** False when another one of this skeleton came first. */
export async function insertHandle(db: DbOrTx, handle: HandleRecord): Promise<boolean> {
  const inserted = await db
    .insert(handles)
    .values(handle)
    .onConflictDoNothing()
    .returning({ skeleton: handles.skeleton });
  return inserted.length === 1;
}

export async function deleteHandle(db: DbOrTx, skeleton: string): Promise<void> {
  await db.delete(handles).where(eq(handles.skeleton, skeleton));
}

/** Those of the user that were given up before `before`. */
export async function deleteReleased(db: DbOrTx, userId: UserId, before: Date): Promise<void> {
  await db.delete(handles).where(and(eq(handles.userId, userId), lte(handles.releasedAt, before)));
}

/** Keeps the one the user has, if any, as one they had. */
export async function releaseHandle(db: DbOrTx, userId: UserId, releasedAt: Date): Promise<void> {
  await db
    .update(handles)
    .set({ releasedAt })
    .where(and(eq(handles.userId, userId), isNull(handles.releasedAt)));
}

/** What the user is shown as having. Returns the user afterwards, or null when there is none. */
export async function updateHandle(
  db: DbOrTx,
  userId: UserId,
  handle: string | null,
): Promise<UserRecord | null> {
  const [row] = await db.update(users).set({ handle }).where(eq(users.id, userId)).returning();
  return row ?? null;
}

/** Whose it is, or was until after `keptSince`. */
export async function findHolder(db: DbOrTx, handle: string, keptSince: Date): Promise<UserId | null> {
  const isKept = and(isNotNull(handles.releasedAt), gt(handles.releasedAt, keptSince));
  const [row] = await db
    .select({ userId: handles.userId })
    .from(handles)
    .where(and(eq(handles.handle, handle), or(isNull(handles.releasedAt), isKept)));
  return row?.userId ?? null;
}
