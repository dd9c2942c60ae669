import { expect, test } from "bun:test";
import { assetsOf, toRoomSpec } from "../../../shared/adapter/world-to-room-spec.ts";
import { DEFAULT_AVATAR_SETTINGS } from "../../../shared/schema/avatar-rank.ts";
import { assetIdSchema, hostIdSchema, roomIdSchema } from "../../../shared/schema/ids.ts";
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
    gifts: null,
    suspects: [],
    kept: false,
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
  expect(toRoomSpec(world, room, files, { tried })).toMatchObject({
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

test("[STAGE-1] a room of an event is told of at most 8 others, in their order, and not of itself", () => {
  const others = [...Array(10).keys()].map((number) => ({
    id: number === 1 ? room.id : roomIdSchema.parse(`rm_${number}`),
    epoch: number + 1,
    hostId: hostIdSchema.parse("hst_other"),
    address: "192.0.2.1",
    tcpPort: 1883,
    wsUrl: "wss://room.test/mqtt",
  }));
  const stage = { key: "k".repeat(43), others, avatarFloor: null };
  const spec = toRoomSpec(world, room, files, { stage });
  expect(spec.stage?.mirrors.map((mirror) => mirror.room as string)).toEqual(
    [0, 2, 3, 4, 5, 6, 7, 8].map((number) => `rm_${number}`),
  );
  expect(spec.stage?.mirrors[0]).toEqual({
    room: roomIdSchema.parse("rm_0"),
    epoch: 1,
    hostId: hostIdSchema.parse("hst_other"),
    host: { address: "192.0.2.1", tcpPort: 1883, wsUrl: "wss://room.test/mqtt" },
  });
  expect(roomSpecSchema.parse(spec)).toEqual(spec);
  // A host of the release before, which knows no stage, takes the spec without it.
  expect(roomSpecSchema.omit({ stage: true }).parse(spec)).not.toHaveProperty("stage");
});

test("[ROOM-6] a room of an event shows avatars as its world and the event both allow", () => {
  const floor = { desktop: "heavy", mobile: "good", headset: null } as const;
  const avatarFloor = { desktop: "good", mobile: "heavy", headset: "medium" } as const;
  const stage = { key: "k".repeat(43), others: [], avatarFloor };
  const strict = {
    ...world,
    settings: { ...world.settings, avatars: { ...DEFAULT_AVATAR_SETTINGS, floor } },
  };
  expect(toRoomSpec(strict, room, files, { stage }).settings.avatars).toEqual({
    ...DEFAULT_AVATAR_SETTINGS,
    floor: { desktop: "good", mobile: "good", headset: "medium" },
  });
  expect(toRoomSpec(strict, room, files).settings.avatars.floor).toEqual(floor);
  // As worlds were saved before avatars had settings.
  const { avatars: _, ...old } = world.settings;
  const before = { ...world, settings: old as typeof world.settings };
  expect(toRoomSpec(before, room, files, { stage }).settings.avatars.floor).toEqual(avatarFloor);
  expect(roomSpecSchema.parse(toRoomSpec(before, room, files)).settings.avatars).toEqual(
    DEFAULT_AVATAR_SETTINGS,
  );
});

test("a spec of the release before is a room of the built-in stage, of no event", () => {
  const {
    version: _,
    content: __,
    stage: ___,
    suspects: ____,
    kept: _____,
    ...before
  } = toRoomSpec(world, room, files);
  expect(roomSpecSchema.parse(before)).toMatchObject({
    version: 1,
    content: BUILT_IN_STAGE,
    stage: null,
    suspects: [],
    kept: false,
  });
});
