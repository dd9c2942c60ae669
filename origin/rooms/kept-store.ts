// All the SQL of what is kept of open rooms.

import { and, eq, exists, isNotNull, lt, not, or } from "drizzle-orm";
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

export async function upsertKept(db: DbOrTx, kept: KeptRecord): Promise<void> {
  await db.insert(keptRooms).values(kept).onConflictDoUpdate({ target: keptRooms.roomId, set: kept });
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
