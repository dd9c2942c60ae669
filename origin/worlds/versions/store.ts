// All the SQL of versions of worlds.

import { and, asc, desc, eq, max, ne, sql } from "drizzle-orm";
import type { UserId, WorldId } from "../../../shared/schema/ids.ts";
import type { Channel } from "../../../shared/schema/world-version.ts";
import type { DbOrTx } from "../../db/client.ts";
import { users } from "../../db/schema/users.ts";
import { worldVersions } from "../../db/schema/worlds.ts";

export type VersionRow = typeof worldVersions.$inferSelect;
export type VersionRecord = {
  readonly version: VersionRow;
  readonly author: { readonly id: UserId; readonly displayName: string } | null;
};

const author = { id: users.id, displayName: users.displayName };
const of = (worldId: WorldId, number: number) =>
  and(eq(worldVersions.worldId, worldId), eq(worldVersions.number, number));

/** Newest first. */
export async function listVersions(db: DbOrTx, worldId: WorldId, limit: number): Promise<VersionRecord[]> {
  return db
    .select({ version: worldVersions, author })
    .from(worldVersions)
    .leftJoin(users, eq(users.id, worldVersions.authorId))
    .where(eq(worldVersions.worldId, worldId))
    .orderBy(desc(worldVersions.number))
    .limit(limit);
}

export async function findVersion(
  db: DbOrTx,
  worldId: WorldId,
  number: number,
): Promise<VersionRecord | null> {
  const [row] = await db
    .select({ version: worldVersions, author })
    .from(worldVersions)
    .leftJoin(users, eq(users.id, worldVersions.authorId))
    .where(of(worldId, number));
  return row ?? null;
}

export async function findBeta(db: DbOrTx, worldId: WorldId): Promise<VersionRow | null> {
  const [row] = await db
    .select()
    .from(worldVersions)
    .where(and(eq(worldVersions.worldId, worldId), eq(worldVersions.state, "beta")));
  return row ?? null;
}

/** How many there are, and the highest number given; 0 before the first. */
export async function countVersions(
  db: DbOrTx,
  worldId: WorldId,
): Promise<{ readonly count: number; readonly highest: number }> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int`, highest: max(worldVersions.number) })
    .from(worldVersions)
    .where(eq(worldVersions.worldId, worldId));
  return { count: row?.count ?? 0, highest: row?.highest ?? 0 };
}

/** One of that number stays as it is. */
export async function insertVersion(db: DbOrTx, version: VersionRow): Promise<void> {
  await db.insert(worldVersions).values(version).onConflictDoNothing();
}

export async function updateVersionRow(db: DbOrTx, version: VersionRow): Promise<void> {
  await db.update(worldVersions).set(version).where(of(version.worldId, version.number));
}

/** Whichever other version is in the channel is past. */
export async function retireOthers(
  db: DbOrTx,
  { worldId, number }: VersionRow,
  channel: Channel,
): Promise<void> {
  await db
    .update(worldVersions)
    .set({ state: "past" })
    .where(
      and(
        eq(worldVersions.worldId, worldId),
        eq(worldVersions.state, channel),
        ne(worldVersions.number, number),
      ),
    );
}

export async function deleteVersion(db: DbOrTx, worldId: WorldId, number: number): Promise<void> {
  await db.delete(worldVersions).where(of(worldId, number));
}

/** Of those that are past, the one of longest ago goes. Answers whether there was one. */
export async function deleteOldestPast(db: DbOrTx, worldId: WorldId): Promise<boolean> {
  const [oldest] = await db
    .select({ number: worldVersions.number })
    .from(worldVersions)
    .where(and(eq(worldVersions.worldId, worldId), eq(worldVersions.state, "past")))
    .orderBy(asc(worldVersions.number))
    .limit(1);
  if (oldest === undefined) return false;
  await deleteVersion(db, worldId, oldest.number);
  return true;
}
