// Rooms that are no longer there for anybody, of a world or of an event: they close, and their hosts hear of it at once.

import type { EventId, RoomId, WorldId } from "../../shared/schema/ids.ts";
import { PURGE_TAGS_MAX, roomTag } from "../../shared/schema/internal/changes.ts";
import { recordRoomNews } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { roomsOfEventLastUntil } from "../events/rooms-last-until.ts";
import { closeRoomsWhere, listDueEvents, type RoomsOf, updateClosesAt } from "./store.ts";

/** In one transaction; what is more waits for the next. */
const DUE_EVENTS_MAX = 100;

export async function closeRooms(tx: DbOrTx, worldId: WorldId, now: Date): Promise<void> {
  // Nobody is being given a place in one of them meanwhile.
  await lockInTransaction(tx, "allocation");
  await close(tx, { worldId }, now);
}

/** The event was called off: whoever is in it is sent home. */
export async function closeEventRooms(tx: DbOrTx, eventId: EventId, now: Date): Promise<void> {
  await lockInTransaction(tx, "allocation");
  await close(tx, { eventId }, now);
}

/** Its times have changed: open rooms close when it ends now. */
export async function keepEventRooms(tx: DbOrTx, eventId: EventId, until: Date): Promise<void> {
  await updateClosesAt(tx, eventId, until);
}

/** Closes the rooms of events that ended a while ago, unless they are on again by now. Answers how many rooms closed. */
export async function closeDueRooms(deps: Pick<OriginDeps, "db" | "nowMs">): Promise<number> {
  const now = new Date(deps.nowMs());
  // Nearly always nothing is: whoever enters does not wait for that.
  if ((await listDueEvents(deps.db, now, 1)).length === 0) return 0;
  return deps.db.transaction(async (tx) => {
    await lockInTransaction(tx, "allocation");
    let closedCount = 0;
    for (const eventId of await listDueEvents(tx, now, DUE_EVENTS_MAX)) {
      const until = await roomsOfEventLastUntil(tx, eventId, now.getTime());
      if (until === null) closedCount += (await close(tx, { eventId, dueAt: now }, now)).length;
      else await updateClosesAt(tx, eventId, until);
    }
    return closedCount;
  });
}

async function close(tx: DbOrTx, of: RoomsOf, now: Date): Promise<readonly RoomId[]> {
  const closed = await closeRoomsWhere(tx, of, now);
  // What is more is told with the next heartbeat, which says that the room is gone.
  const tags = closed.slice(0, PURGE_TAGS_MAX).map(roomTag.room);
  if (tags.length > 0) await recordRoomNews(tx, tags, now);
  return closed;
}
