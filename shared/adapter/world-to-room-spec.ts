// From a world and the lease on one of its rooms to all that a host needs to open it.

import type { RoomSpec } from "../schema/room-spec.ts";
import type { RoomRow, WorldRow } from "./rows.ts";

export function toRoomSpec(world: WorldRow, room: RoomRow): RoomSpec {
  return {
    room: room.id,
    world: { id: world.id, name: world.name },
    epoch: room.epoch,
    capacity: world.capacity,
    settings: world.settings,
  };
}
