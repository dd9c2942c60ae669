// All the SQL of rooms that are handed over.

import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { handoffs, rooms, visits } from "../db/schema/rooms.ts";

export type HandoffRecord = typeof handoffs.$inferSelect;

export async function findHandoff(db: DbOrTx, roomId: RoomId): Promise<HandoffRecord | null> {
  const [row] = await db.select().from(handoffs).where(eq(handoffs.roomId, roomId));
  return row ?? null;
}

/** The newest of the room takes the place of any before. */
export async function upsertHandoff(db: DbOrTx, handoff: HandoffRecord): Promise<void> {
  await db.insert(handoffs).values(handoff).onConflictDoUpdate({ target: handoffs.roomId, set: handoff });
}

/** Those that nobody came for in time. */
export async function deleteOldHandoffs(db: DbOrTx, cutoff: Date): Promise<void> {
  await db.delete(handoffs).where(lt(handoffs.createdAt, cutoff));
}

/** Gives the room to a host under the next epoch with everybody in it: their visits go on under it. */
export async function moveLease(
  db: DbOrTx,
  { id, epoch }: { readonly id: RoomId; readonly epoch: number },
  to: { readonly hostId: HostId; readonly participantCount: number; readonly ghostCount: number },
): Promise<void> {
  await db
    .update(rooms)
    .set({ ...to, epoch: epoch + 1, reportedSeq: -1 })
    .where(eq(rooms.id, id));
  await db
    .update(visits)
    .set({ epoch: sql`${visits.epoch} + 1` })
    .where(and(eq(visits.roomId, id), eq(visits.epoch, epoch), isNull(visits.leftAt)));
}
