import { expect, test } from "bun:test";
import { assetsOf, toRoomSpec } from "../../../shared/adapter/world-to-room-spec.ts";
import { assetIdSchema } from "../../../shared/schema/ids.ts";
import { BUILT_IN_STAGE, roomSpecSchema } from "../../../shared/schema/room-spec.ts";
import { asset, room, world } from "./rows-under-test.ts";

const DELIVERY = "https://cdn.test/delivery";
const files = { byId: new Map([[asset.id, asset]]), deliveryUrl: DELIVERY };

test("a room opens from its world and its lease: the spec has the epoch, and no host or owner", () => {
  const spec = toRoomSpec(world, room, files);
  expect(spec).toEqual({
    room: room.id,
    world: { id: world.id, name: "Plaza" },
    epoch: 3,
    version: 4,
    capacity: 100,
    settings: world.settings,
    content: BUILT_IN_STAGE,
    stage: null,
  });
  expect(roomSpecSchema.parse(spec)).toEqual(spec);
});

test("a room of what is tried is made of that version, under the world's name", () => {
  const tried = {
    number: 7,
    capacity: 3,
    settings: { ...world.settings, tickMs: 20 },
    content: world.content,
  };
  expect(toRoomSpec(world, room, files, tried)).toMatchObject({
    world: { id: world.id, name: "Plaza" },
    version: 7,
    capacity: 3,
    settings: { tickMs: 20 },
  });
});

test("files are told with where they are and how to check them; what is no more is left out", () => {
  const gone = assetIdSchema.parse("ast_gone");
  const content = { glb: asset.id, bundles: { windows: gone, ios: asset.id }, bgm: gone };
  expect(assetsOf(content)).toEqual([asset.id, gone, asset.id, gone]);
  const { content: told } = toRoomSpec({ ...world, content }, room, files);
  const file = { id: asset.id, sha256: asset.sha256, size: asset.sizeBytes };
  expect(told).toMatchObject({ glb: file, bundles: { ios: file }, bgm: null });
  expect(told.glb?.url).toStartWith(`${DELIVERY}/`);
  expect(Object.keys(told.bundles)).toEqual(["ios"]);
});

test("a spec of the release before is a room of the built-in stage", () => {
  const { version: _, content: __, ...before } = toRoomSpec(world, room, files);
  expect(roomSpecSchema.parse(before)).toMatchObject({ version: 1, content: BUILT_IN_STAGE });
});
