// All the SQL of likes. The count beside what is liked is kept here, too, in the same transaction.

import { and, desc, eq, exists, or, sql } from "drizzle-orm";
import type { LikedKind } from "../../shared/schema/catalog.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { catalogEntries, likes } from "../db/schema/catalog.ts";
import type { Cursor } from "../route-params.ts";

/** Of racing callers exactly one gets true. */
export async function insertLike(db: DbOrTx, like: typeof likes.$inferInsert): Promise<boolean> {
  const inserted = await db
    .insert(likes)
    .values(like)
    .onConflictDoNothing()
    .returning({ id: likes.targetId });
  return inserted.length === 1;
}

export async function deleteLike(
  db: DbOrTx,
  userId: UserId,
  kind: LikedKind,
  targetId: string,
): Promise<boolean> {
  const deleted = await db
    .delete(likes)
    .where(and(eq(likes.userId, userId), eq(likes.kind, kind), eq(likes.targetId, targetId)))
    .returning({ id: likes.targetId });
  return deleted.length === 1;
}

/** Adds `by` to the likes; returns how many there are, or null when there is no such entry. */
export async function addLikes(
  db: DbOrTx,
  kind: LikedKind,
  id: string,
  by: 1 | -1 | 0,
): Promise<number | null> {
  const next = sql`${catalogEntries.likeCount} + ${by}`;
  const [row] = await db
    .update(catalogEntries)
    .set({ likeCount: next, popularity: sql`floor(log(2, 1 + ${next}))::int` })
    .where(and(eq(catalogEntries.kind, kind), eq(catalogEntries.id, id)))
    .returning({ likeCount: catalogEntries.likeCount });
  return row?.likeCount ?? null;
}

/** Takes back every like of a user, and forgets every like of what is theirs. */
export async function forgetLikes(db: DbOrTx, userId: UserId): Promise<void> {
  const next = sql`${catalogEntries.likeCount} - 1`;
  await db
    .update(catalogEntries)
    .set({ likeCount: next, popularity: sql`floor(log(2, 1 + ${next}))::int` })
    .from(likes)
    .where(
      and(
        eq(likes.userId, userId),
        eq(sql`${likes.kind}`, catalogEntries.kind),
        eq(likes.targetId, catalogEntries.id),
      ),
    );
  const theirs = db
    .select({ one: catalogEntries.id })
    .from(catalogEntries)
    .where(
      and(
        eq(catalogEntries.ownerId, userId),
        eq(catalogEntries.kind, sql`${likes.kind}`),
        eq(catalogEntries.id, likes.targetId),
      ),
    );
  await db.delete(likes).where(or(eq(likes.userId, userId), exists(theirs)));
}

/** The user's own, newest first, from after the cursor. */
export async function listLikes(
  db: DbOrTx,
  userId: UserId,
  kind: LikedKind | undefined,
  cursor: Cursor | null,
  limit: number,
): Promise<(typeof likes.$inferSelect)[]> {
  return db
    .select()
    .from(likes)
    .where(
      and(
        eq(likes.userId, userId),
        kind === undefined ? undefined : eq(likes.kind, kind),
        cursor === null ? undefined : before([likes.createdAt, likes.targetId], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(likes.createdAt), desc(likes.targetId))
    .limit(limit);
}
