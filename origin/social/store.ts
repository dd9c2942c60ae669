// All the SQL of friends, and of where people are for those who may see it.

import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { rooms, visits } from "../db/schema/rooms.ts";
import { friendships } from "../db/schema/social.ts";
import { users } from "../db/schema/users.ts";
import { worlds } from "../db/schema/worlds.ts";

type FriendshipRecord = typeof friendships.$inferSelect;
type Pair = Pick<FriendshipRecord, "lowId" | "highId">;

/** The two in the order their row has them. */
export function pairOf(a: UserId, b: UserId): Pair {
  return a < b ? { lowId: a, highId: b } : { lowId: b, highId: a };
}

const ofPair = ({ lowId, highId }: Pair) => and(eq(friendships.lowId, lowId), eq(friendships.highId, highId));

export async function findFriendship(db: DbOrTx, pair: Pair): Promise<FriendshipRecord | null> {
  const [row] = await db.select().from(friendships).where(ofPair(pair));
  return row ?? null;
}

/**
 * Asks, or says yes where the other had asked; asking twice changes nothing. One statement, so that two who ask each other
 * at once become friends. Returns the row afterwards.
 */
export async function upsertFriendship(
  db: DbOrTx,
  pair: Pair,
  requestedBy: UserId,
  now: Date,
): Promise<FriendshipRecord> {
  const otherAsked = sql`${friendships.requestedBy} <> ${requestedBy}`;
  const [row] = await db
    .insert(friendships)
    .values({ ...pair, requestedBy, createdAt: now, acceptedAt: null })
    .onConflictDoUpdate({
      target: [friendships.lowId, friendships.highId],
      set: {
        acceptedAt: sql`CASE WHEN ${otherAsked} THEN ${now.toISOString()}::timestamptz ELSE ${friendships.acceptedAt} END`,
        requestedBy: sql`CASE WHEN ${otherAsked} THEN NULL ELSE ${friendships.requestedBy} END`,
      },
    })
    .returning();
  if (row === undefined) throw new Error("an upsert returns its row");
  return row;
}

/** As it was; null when there was none. */
export async function deleteFriendship(db: DbOrTx, pair: Pair): Promise<FriendshipRecord | null> {
  const [row] = await db.delete(friendships).where(ofPair(pair)).returning();
  return row ?? null;
}

export type RelatedRecord = {
  readonly friendship: FriendshipRecord;
  readonly other: typeof users.$inferSelect;
};

/** Everybody a user is friends with, has asked, or was asked by; by name. */
export async function listRelated(db: DbOrTx, userId: UserId, limit: number): Promise<RelatedRecord[]> {
  const isOther = sql`${users.id} = CASE WHEN ${friendships.lowId} = ${userId} THEN ${friendships.highId} ELSE ${friendships.lowId} END`;
  return db
    .select({ friendship: friendships, other: users })
    .from(friendships)
    .innerJoin(users, isOther)
    .where(or(eq(friendships.lowId, userId), eq(friendships.highId, userId)))
    .orderBy(asc(users.displayName), asc(users.id))
    .limit(limit);
}

export async function countRelated(db: DbOrTx, userId: UserId): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(friendships)
    .where(or(eq(friendships.lowId, userId), eq(friendships.highId, userId)));
  return row?.count ?? 0;
}

export type WhereaboutsRecord = {
  readonly userId: UserId;
  readonly room: typeof rooms.$inferSelect;
  readonly world: typeof worlds.$inferSelect;
};

/** The open rooms that people are in now, the one entered last where there are several. */
export async function listWhereabouts(db: DbOrTx, userIds: readonly UserId[]): Promise<WhereaboutsRecord[]> {
  if (userIds.length === 0) return [];
  const rows = await db
    .selectDistinctOn([visits.userId], { userId: visits.userId, room: rooms, world: worlds })
    .from(visits)
    .innerJoin(rooms, eq(rooms.id, visits.roomId))
    .innerJoin(worlds, eq(worlds.id, rooms.worldId))
    .where(
      and(
        sql`${visits.userId} IN ${[...userIds]}`,
        isNull(visits.leftAt),
        isNull(rooms.closedAt),
        eq(visits.epoch, rooms.epoch),
      ),
    )
    .orderBy(visits.userId, sql`${visits.joinedAt} DESC`);
  return rows.flatMap(({ userId, room, world }) => (userId === null ? [] : [{ userId, room, world }]));
}
