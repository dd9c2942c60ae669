// From a world and the lease on one of its rooms to all that a host needs to open it.

import type { AssetId } from "../schema/ids.ts";
import type { RoomContent, RoomSpec } from "../schema/room-spec.ts";
import type { WorldContent } from "../schema/world-version.ts";
import { toDeliveredFile } from "./asset-to-avatar.ts";
import type { AssetRow, RoomRow, VersionRow, WorldRow } from "./rows.ts";

/** The files of a world by id, and the public base of the delivery bucket, without a trailing slash. */
export type Files = { readonly byId: ReadonlyMap<AssetId, AssetRow>; readonly deliveryUrl: string };

/** Of the version others enter; with `tried`, of that one. A file that is no more is left out. */
export function toRoomSpec(
  world: WorldRow,
  room: RoomRow,
  files: Files,
  tried: VersionRow | null = null,
): RoomSpec {
  const made = tried ?? world;
  return {
    room: room.id,
    world: { id: world.id, name: world.name },
    epoch: room.epoch,
    version: tried?.number ?? world.liveVersion ?? 1,
    capacity: made.capacity,
    settings: made.settings,
    content: toContent(made.content, files),
  };
}

/** Every asset a world is made of. */
export function assetsOf({ glb, bundles, bgm }: WorldContent): AssetId[] {
  return [glb, ...Object.values(bundles), bgm].filter((id) => id !== null);
}

function toContent({ glb, bundles, bgm }: WorldContent, { byId, deliveryUrl }: Files): RoomContent {
  const fileOf = (id: AssetId | null) => {
    const asset = id === null ? undefined : byId.get(id);
    return asset === undefined ? null : toDeliveredFile(asset, deliveryUrl);
  };
  const built = Object.entries(bundles).flatMap(([platform, id]) => {
    const file = fileOf(id);
    return file === null ? [] : [[platform, file] as const];
  });
  return { glb: fileOf(glb), bundles: Object.fromEntries(built), bgm: fileOf(bgm) };
}
