// All the SQL of what is kept of open rooms.

import { and, eq, exists, isNotNull, lt, not, or, sql } from "drizzle-orm";
import type { RoomId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { keptRooms, rooms } from "../db/schema/rooms.ts";

export type KeptRecord = typeof keptRooms.$inferSelect;

export async function findKept(db: DbOrTx, roomId: RoomId): Promise<KeptRecord | null> {
  const [row] = await db.select().from(keptRooms).where(eq(keptRooms.roomId, roomId));
  return row ?? null;
}

export async function hasKept(db: DbOrTx, roomId: RoomId): Promise<boolean> {
  return (await db.$count(keptRooms, eq(keptRooms.roomId, roomId))) > 0;
}

/** Unless what is kept under the same lease is newer. */
export async function upsertKept(db: DbOrTx, kept: KeptRecord): Promise<void> {
  const { epoch, seq } = kept;
  // A host of the release before says in no order what it keeps.
  const isNewer =
    seq === null
      ? sql`true`
      : sql`${keptRooms.epoch} <> ${epoch} OR ${keptRooms.seq} IS NULL OR ${keptRooms.seq} < ${seq}`;
  await db
    .insert(keptRooms)
    .values(kept)
    .onConflictDoUpdate({ target: keptRooms.roomId, set: kept, setWhere: isNewer });
}

/** Of rooms that have closed, and what has not changed since `cutoff` of rooms that have no host. */
export async function deleteOldKept(db: DbOrTx, cutoff: Date): Promise<void> {
  const ofRoom = eq(rooms.id, keptRooms.roomId);
  const isClosed = exists(
    db
      .select()
      .from(rooms)
      .where(and(ofRoom, isNotNull(rooms.closedAt))),
  );
  const hasHost = exists(
    db
      .select()
      .from(rooms)
      .where(and(ofRoom, isNotNull(rooms.hostId))),
  );
  await db.delete(keptRooms).where(or(isClosed, and(lt(keptRooms.keptAt, cutoff), not(hasHost))));
}
