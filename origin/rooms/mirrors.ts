// The stage that the rooms of one event share: which rooms each shows, by what key their hosts know each other, and that it is told
// when one is added, moves or goes. SPEC [STAGE-1]

import { PURGE_TAGS_MAX, roomTag } from "../../shared/schema/internal/changes.ts";
import { recordRoomNews } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { deriveKey } from "./derive-key.ts";
import { listRoomsWithHost, type RoomRecord } from "./store.ts";

type OfEvent = Pick<RoomRecord, "id" | "eventId" | "channel">;

/** What the room shares with the event's others; null for a room of no event. */
export async function stageOf(db: DbOrTx, room: OfEvent, secret: string) {
  if (room.eventId === null) return null;
  const others = await listRoomsWithHost(db, room);
  return { key: await deriveKey(secret, `stage/${room.eventId}`), others };
}

/** The event's other open rooms are to look again whose stage they show: this one opened, moved or closed. */
export async function tellOthersOfStage(tx: DbOrTx, room: OfEvent, now: Date): Promise<void> {
  if (room.eventId === null) return;
  const others = await listRoomsWithHost(tx, room);
  const tags = others
    .filter(({ id }) => id !== room.id)
    .map(({ id }) => roomTag.room(id))
    .slice(0, PURGE_TAGS_MAX);
  if (tags.length > 0) await recordRoomNews(tx, tags, now);
}
