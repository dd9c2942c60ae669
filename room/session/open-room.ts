// On an open host nobody is a participant until they speak of its one room: protocol suites and benchmarks that use topics of
// their own must not find members of a room among them.

import { TOPIC_DOWN, TOPIC_UP } from "../../shared/protocol/ext/hello.ts";
import { roomIdSchema, userIdSchema, worldIdSchema } from "../../shared/schema/ids.ts";
import { BUILT_IN_STAGE, type RoomSpec } from "../../shared/schema/room-spec.ts";
import { DEFAULT_WORLD_SETTINGS } from "../../shared/schema/world-settings.ts";
import type { Effects } from "../effects.ts";
import { isFull, join } from "../state/presence.ts";
import type { Actor } from "./actor.ts";

const OPEN_ROOM = roomIdSchema.parse("rm_open");
const OPEN_ROOM_PREFIX = `r/${OPEN_ROOM}/`;

/** More than any world may have: benchmarks fill it. */
const OPEN_ROOM_CAPACITY = 4_000;

/** The one room of an open host. */
export const OPEN_ROOM_SPEC: RoomSpec = {
  room: OPEN_ROOM,
  world: { id: worldIdSchema.parse("wld_open"), name: "Open" },
  epoch: 1,
  version: 1,
  capacity: OPEN_ROOM_CAPACITY,
  suspects: [],
  kept: false,
  settings: DEFAULT_WORLD_SETTINGS,
  content: BUILT_IN_STAGE,
  stage: null,
  gifts: null,
};

/** Whether a topic name or filter is one that only a participant of the open room has a use for. */
export function concernsOpenRoom(topic: string): boolean {
  return topic.startsWith(OPEN_ROOM_PREFIX) || topic === TOPIC_UP || topic === TOPIC_DOWN;
}

/** Makes the client of an open host a participant under its client id. Nothing happens elsewhere, twice, or when it is full. */
export function enterOpenRoom(actor: Actor, nowMs: number, out: Effects): void {
  if (
    actor.access !== "open" ||
    actor.room === null ||
    actor.participant !== null ||
    isFull(actor.room, "visible")
  )
    return;
  const user = userIdSchema.parse(`usr_open-${actor.id}`);
  const name = actor.clientId.slice(0, 32);
  actor.participant = join(actor.room, actor, { user, name, role: "member", avatar: null }, nowMs, out);
}
