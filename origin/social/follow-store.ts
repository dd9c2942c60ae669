// All the SQL of follows, and of the counts that are kept with them.

import { and, desc, eq, or, sql } from "drizzle-orm";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { follows } from "../db/schema/social.ts";
import { users } from "../db/schema/users.ts";
import type { Cursor } from "../route-params.ts";
import type { ListedRecord } from "./to-person.ts";

export type FollowRecord = typeof follows.$inferSelect;
type Follow = Pick<FollowRecord, "followerId" | "followedId">;

const isFollow = ({ followerId, followedId }: Follow) =>
  and(eq(follows.followerId, followerId), eq(follows.followedId, followedId));

/** False when it was there before. */
export async function insertFollow(db: DbOrTx, follow: FollowRecord): Promise<boolean> {
  const made = await db.insert(follows).values(follow).onConflictDoNothing().returning();
  return made.length === 1;
}

/** False when there was none. */
export async function deleteFollow(db: DbOrTx, follow: Follow): Promise<boolean> {
  return (await db.delete(follows).where(isFollow(follow)).returning()).length === 1;
}

/** Both ways. Returns those there were. */
export async function deleteFollowsBetween(db: DbOrTx, a: UserId, b: UserId): Promise<FollowRecord[]> {
  return db
    .delete(follows)
    .where(or(isFollow({ followerId: a, followedId: b }), isFollow({ followerId: b, followedId: a })))
    .returning();
}

export async function isFollowing(db: DbOrTx, follow: Follow): Promise<boolean> {
  return (await db.select().from(follows).where(isFollow(follow))).length === 1;
}

/** Returns how many the user follows afterwards. */
export async function addCounts(
  db: DbOrTx,
  userId: UserId,
  by: { readonly followers: number; readonly following: number },
): Promise<number> {
  const [row] = await db
    .update(users)
    .set({
      followerCount: sql`${users.followerCount} + ${by.followers}`,
      followingCount: sql`${users.followingCount} + ${by.following}`,
    })
    .where(eq(users.id, userId))
    .returning({ followingCount: users.followingCount });
  return row?.followingCount ?? 0;
}

/** Whom a user follows, the newest first. */
export async function listFollowing(
  db: DbOrTx,
  userId: UserId,
  last: Cursor | null,
  limit: number,
): Promise<ListedRecord[]> {
  return db
    .select({ user: users, since: follows.createdAt })
    .from(follows)
    .innerJoin(users, eq(users.id, follows.followedId))
    .where(
      and(
        eq(follows.followerId, userId),
        last === null ? undefined : before([follows.createdAt, follows.followedId], [last.at, last.id]),
      ),
    )
    .orderBy(desc(follows.createdAt), desc(follows.followedId))
    .limit(limit);
}

/** Who follows a user, the newest first. */
export async function listFollowers(
  db: DbOrTx,
  userId: UserId,
  last: Cursor | null,
  limit: number,
): Promise<ListedRecord[]> {
  return db
    .select({ user: users, since: follows.createdAt })
    .from(follows)
    .innerJoin(users, eq(users.id, follows.followerId))
    .where(
      and(
        eq(follows.followedId, userId),
        last === null ? undefined : before([follows.createdAt, follows.followerId], [last.at, last.id]),
      ),
    )
    .orderBy(desc(follows.createdAt), desc(follows.followerId))
    .limit(limit);
}
