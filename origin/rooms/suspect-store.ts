// All the SQL of hosts that may still serve a room that was taken from them.

import { and, eq, inArray, lt, notInArray, or } from "drizzle-orm";
import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { roomSuspects } from "../db/schema/rooms.ts";
import type { Suspect } from "./succession.ts";

/** Of these rooms, by room. */
export async function listSuspects(
  db: DbOrTx,
  roomIds: readonly RoomId[],
): Promise<ReadonlyMap<RoomId, readonly Suspect[]>> {
  const rows =
    roomIds.length === 0
      ? []
      : await db
          .select()
          .from(roomSuspects)
          .where(inArray(roomSuspects.roomId, [...roomIds]));
  const byRoom = new Map<RoomId, Suspect[]>();
  for (const { roomId, hostId, heirs, untilAt } of rows)
    byRoom.set(roomId, [...(byRoom.get(roomId) ?? []), { id: hostId, heirs, untilMs: untilAt.getTime() }]);
  return byRoom;
}

/** The host has spoken: rooms in `kept` are known to be its own, and of those that are not in `has` it has none. */
export async function clearSuspects(
  db: DbOrTx,
  {
    hostId,
    kept,
    has,
  }: { readonly hostId: HostId; readonly kept: readonly RoomId[]; readonly has: readonly RoomId[] },
): Promise<void> {
  const isItself = eq(roomSuspects.hostId, hostId);
  const itHasNot = has.length === 0 ? isItself : and(isItself, notInArray(roomSuspects.roomId, [...has]));
  await db
    .delete(roomSuspects)
    .where(kept.length === 0 ? itHasNot : or(inArray(roomSuspects.roomId, [...kept]), itHasNot));
}

export async function deleteOldSuspects(db: DbOrTx, now: Date): Promise<void> {
  await db.delete(roomSuspects).where(lt(roomSuspects.untilAt, now));
}
