// All the SQL of worlds.

import { and, asc, count, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { RoomId, UserId, WorldId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { hosts, rooms } from "../db/schema/rooms.ts";
import { users } from "../db/schema/users.ts";
import { worldCreations, worlds } from "../db/schema/worlds.ts";
import type { Cursor } from "../route-params.ts";

const OPEN_ROOMS_SHOWN_MAX = 100;

export type WorldRecord = {
  readonly world: typeof worlds.$inferSelect;
  readonly owner: { readonly id: UserId; readonly displayName: string } | null;
};

const owner = { id: users.id, displayName: users.displayName };

export async function findWorld(db: DbOrTx, worldId: WorldId): Promise<WorldRecord | null> {
  const [row] = await db
    .select({ world: worlds, owner })
    .from(worlds)
    .leftJoin(users, eq(users.id, worlds.ownerId))
    .where(eq(worlds.id, worldId));
  return row ?? null;
}

export type WorldRow = typeof worlds.$inferSelect;
export type ListedWorld = WorldRecord & { readonly headCount: number };

/** Of rooms whose host still speaks. */
const headCount = sql<number>`(
  SELECT coalesce(sum(${rooms.participantCount}), 0)::int FROM ${rooms}
  WHERE ${rooms.worldId} = ${worlds.id} AND ${rooms.closedAt} IS NULL AND ${rooms.hostId} IS NOT NULL)`;

/** In no order. */
export async function listWorldsById(db: DbOrTx, ids: readonly WorldId[]): Promise<ListedWorld[]> {
  if (ids.length === 0) return [];
  return db
    .select({ world: worlds, owner, headCount })
    .from(worlds)
    .leftJoin(users, eq(users.id, worlds.ownerId))
    .where(inArray(worlds.id, [...ids]));
}

/** One owner's, newest first, from after the cursor. */
export async function listWorldsOf(
  db: DbOrTx,
  ownerId: UserId,
  cursor: Cursor | null,
  limit: number,
): Promise<ListedWorld[]> {
  return db
    .select({ world: worlds, owner, headCount })
    .from(worlds)
    .leftJoin(users, eq(users.id, worlds.ownerId))
    .where(
      and(
        eq(worlds.ownerId, ownerId),
        cursor === null ? undefined : before([worlds.createdAt, worlds.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(worlds.createdAt), desc(worlds.id))
    .limit(limit);
}

/** Those after `afterId` by id, for what goes through all of them. */
export async function listAllWorlds(db: DbOrTx, afterId: string, limit: number): Promise<WorldRow[]> {
  return db
    .select()
    .from(worlds)
    .where(gt(worlds.id, afterId as WorldId))
    .orderBy(asc(worlds.id))
    .limit(limit);
}

/** The world, locked until the transaction ends. */
export async function lockWorld(db: DbOrTx, worldId: WorldId): Promise<WorldRow | null> {
  const [row] = await db.select().from(worlds).where(eq(worlds.id, worldId)).for("update");
  return row ?? null;
}

/** Throws a unique violation when the owner has another world of this name. */
export async function updateWorldRow(db: DbOrTx, world: WorldRow): Promise<void> {
  await db.update(worlds).set(world).where(eq(worlds.id, world.id));
}

/** Open to everybody now, on hosts that still speak, fullest first. */
export async function listOpenRooms(
  db: DbOrTx,
  worldId: WorldId,
): Promise<{ id: RoomId; region: string; headCount: number }[]> {
  return db
    .select({ id: rooms.id, region: hosts.region, headCount: rooms.participantCount })
    .from(rooms)
    .innerJoin(hosts, eq(hosts.id, rooms.hostId))
    .where(and(eq(rooms.worldId, worldId), eq(rooms.channel, "live"), isNull(rooms.closedAt)))
    .orderBy(desc(rooms.participantCount), asc(rooms.createdAt))
    .limit(OPEN_ROOMS_SHOWN_MAX);
}

export async function countWorlds(db: DbOrTx, ownerId: UserId | null): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(worlds)
    .where(ownerId === null ? isNull(worlds.ownerId) : eq(worlds.ownerId, ownerId));
  return row?.count ?? 0;
}

/** Throws a unique violation when the owner has a world of this name, whatever its capitals. */
export async function insertWorlds(
  db: DbOrTx,
  rows: readonly (typeof worlds.$inferInsert)[],
): Promise<WorldRow[]> {
  return db
    .insert(worlds)
    .values([...rows])
    .returning();
}

export async function findCreation(db: DbOrTx, userId: UserId, idempotencyKey: string) {
  const [row] = await db
    .select()
    .from(worldCreations)
    .where(and(eq(worldCreations.userId, userId), eq(worldCreations.idempotencyKey, idempotencyKey)));
  return row ?? null;
}

export async function insertCreation(
  db: DbOrTx,
  creation: typeof worldCreations.$inferInsert,
): Promise<void> {
  await db.insert(worldCreations).values(creation);
}
