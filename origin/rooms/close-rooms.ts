// Rooms of a world that is no longer there for anybody: they close, and their hosts hear of it at once.

import type { WorldId } from "../../shared/schema/ids.ts";
import { PURGE_TAGS_MAX, roomTag } from "../../shared/schema/internal/changes.ts";
import { recordRoomNews } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import { closeRoomsOf } from "./store.ts";

export async function closeRooms(tx: DbOrTx, worldId: WorldId, now: Date): Promise<void> {
  // Nobody is being given a place in one of them meanwhile.
  await lockInTransaction(tx, "allocation");
  const closed = await closeRoomsOf(tx, worldId, now);
  // What is more is told with the next heartbeat, which says that the room is gone.
  const tags = closed.slice(0, PURGE_TAGS_MAX).map(roomTag.room);
  if (tags.length > 0) await recordRoomNews(tx, tags, now);
}
