import { expect, test } from "bun:test";
import { toRoomSpec } from "../../../shared/adapter/world-to-room-spec.ts";
import { roomSpecSchema } from "../../../shared/schema/room-spec.ts";
import { room, world } from "./rows-under-test.ts";

test("a room opens from its world and its lease: the spec has the epoch, and no host or owner", () => {
  const spec = toRoomSpec(world, room);
  expect(spec).toEqual({
    room: room.id,
    world: { id: world.id, name: "Plaza" },
    epoch: 3,
    capacity: 100,
    settings: world.settings,
  });
  expect(roomSpecSchema.parse(spec)).toEqual(spec);
});
