// A notice said to a room: to everybody in it, ghosts too. SPEC [ROOM-4], [ROOM-5]

import type { RoomNotice } from "../../shared/protocol/ext/room-notice.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { broadcast } from "../pubsub/fanout.ts";
import { extended, type Room, say } from "./room.ts";

export function applyNotice(room: Room, message: RoomNotice): void {
  broadcast(extended(room), [{ kind: "roomNotice", message }]);
  say(room, roomTopic(room.spec.room, "notice"), message, { retain: false });
}
