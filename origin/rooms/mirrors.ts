// The stage that the rooms of one event share: which rooms each shows, by what key their hosts know each other, and that it is told
// when one is added, moves or goes. SPEC [STAGE-1]

import type { Stage } from "../../shared/adapter/world-to-room-spec.ts";
import type { EventId } from "../../shared/schema/ids.ts";
import { PURGE_TAGS_MAX, roomTag } from "../../shared/schema/internal/changes.ts";
import { recordRoomNews } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { requireEvent } from "../events/get-event.ts";
import { deriveKey } from "./derive-key.ts";
import { listRoomsWithHost, type RoomRecord } from "./store.ts";

type OfEvent = Pick<RoomRecord, "id" | "eventId" | "channel">;

/** What the room shares with the event's others; null for a room of no event. */
export async function stageOf(db: DbOrTx, room: OfEvent, secret: string): Promise<Stage | null> {
  if (room.eventId === null) return null;
  const others = await listRoomsWithHost(db, room);
  const { avatarFloor } = await requireEvent({ db }, room.eventId);
  return { key: await deriveKey(secret, `stage/${room.eventId}`), others, avatarFloor };
}

/** The event's open rooms are to look again: what it asks of them is different. */
export async function tellRoomsOfEvent(tx: DbOrTx, eventId: EventId, now: Date): Promise<void> {
  await tellRooms(tx, await listRoomsWithHost(tx, { eventId, channel: "live" }), now);
}

/** The event's other open rooms are to look again whose stage they show: this one opened, moved or closed. */
export async function tellOthersOfStage(tx: DbOrTx, room: OfEvent, now: Date): Promise<void> {
  if (room.eventId === null) return;
  const open = await listRoomsWithHost(tx, room);
  const others = open.filter(({ id }) => id !== room.id);
  await tellRooms(tx, others, now);
}

async function tellRooms(tx: DbOrTx, open: readonly Pick<RoomRecord, "id">[], now: Date): Promise<void> {
  const tags = open.map(({ id }) => roomTag.room(id)).slice(0, PURGE_TAGS_MAX);
  if (tags.length > 0) await recordRoomNews(tx, tags, now);
}
