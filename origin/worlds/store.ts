// All the SQL of worlds.

import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { rooms, users, worldCreations, worlds } from "../db/schema.ts";
import type { Cursor } from "../route-params.ts";

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

/** Newest first, from after the cursor. `headCount` is of rooms whose host still speaks. */
export async function listWorlds(
  db: DbOrTx,
  after: Cursor | null,
  limit: number,
): Promise<(WorldRecord & { readonly headCount: number })[]> {
  const headCount = sql<number>`(
    SELECT coalesce(sum(${rooms.participantCount}), 0)::int FROM ${rooms}
    WHERE ${rooms.worldId} = ${worlds.id} AND ${rooms.closedAt} IS NULL AND ${rooms.hostId} IS NOT NULL)`;
  return db
    .select({ world: worlds, owner, headCount })
    .from(worlds)
    .leftJoin(users, eq(users.id, worlds.ownerId))
    .where(
      after === null
        ? undefined
        : sql`(${worlds.createdAt}, ${worlds.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`,
    )
    .orderBy(desc(worlds.createdAt), desc(worlds.id))
    .limit(limit);
}

export async function countWorlds(db: DbOrTx, ownerId: UserId | null): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(worlds)
    .where(ownerId === null ? isNull(worlds.ownerId) : eq(worlds.ownerId, ownerId));
  return row?.count ?? 0;
}

/** Throws a unique violation when the owner has a world of this name, whatever its capitals. */
export async function insertWorlds(db: DbOrTx, rows: (typeof worlds.$inferInsert)[]): Promise<void> {
  await db.insert(worlds).values(rows);
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
