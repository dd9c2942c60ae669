// From a world and the lease on one of its rooms to all that a host needs to open it.

import { stricterFloor } from "../avatar/rank.ts";
import type { AvatarFloor } from "../schema/avatar-rank.ts";
import type { AssetId, HostId } from "../schema/ids.ts";
import { MIRRORS_MAX, type RoomContent, type RoomSpec, type StageMirror } from "../schema/room-spec.ts";
import { type WorldSettings, worldSettingsSchema } from "../schema/world-settings.ts";
import type { WorldContent } from "../schema/world-version.ts";
import { toDeliveredFile } from "./asset-to-avatar.ts";
import type { AssetRow, RoomRow, StageRoomRow, VersionRow, WorldRow } from "./rows.ts";

/** The files of a world by id, and the public base of the delivery bucket, without a trailing slash. */
export type Files = { readonly byId: ReadonlyMap<AssetId, AssetRow>; readonly deliveryUrl: string };

/**
 * What rooms of one event share: the event's key, base64url, its open rooms that have a host, those that opened first in front, and the
 * heaviest avatars that it lets be shown as they are, null where it says nothing.
 */
export type Stage = {
  readonly key: string;
  readonly others: readonly StageRoomRow[];
  readonly avatarFloor: AvatarFloor | null;
};

/** What may hold of a room besides. */
export type Besides = {
  /** A version of the world that is being tried in it. */
  readonly tried?: VersionRow | null;
  /** Of a room of an event. */
  readonly stage?: Stage | null;
  readonly gifts?: RoomSpec["gifts"];
  /** Who may serve it still. */
  readonly suspects?: readonly { readonly id: HostId }[];
  /** Whether something of it was kept. */
  readonly kept?: boolean;
};

/** Of the version others enter; with `tried`, of that one. A file that is no more is left out. */
export function toRoomSpec(
  world: WorldRow,
  room: RoomRow,
  files: Files,
  { tried = null, stage = null, gifts = null, suspects = [], kept = false }: Besides = {},
): RoomSpec {
  const made = tried ?? world;
  return {
    room: room.id,
    world: { id: world.id, name: world.name },
    epoch: room.epoch,
    version: tried?.number ?? world.liveVersion ?? 1,
    capacity: made.capacity,
    settings: withFloor(made.settings, stage?.avatarFloor ?? null),
    content: toContent(made.content, files),
    stage: stage === null ? null : { key: stage.key, mirrors: toMirrors(room, stage.others) },
    gifts,
    suspects: suspects.map(({ id }) => id),
    kept,
  };
}

/** An event may ask for lighter avatars than the world does, and not let heavier ones in. */
function withFloor(settings: WorldSettings, floor: AvatarFloor | null): WorldSettings {
  if (floor === null) return settings;
  // Of a world that was saved before it had any, they are the default's.
  const { avatars } = worldSettingsSchema.parse(settings);
  return { ...settings, avatars: { ...avatars, floor: stricterFloor(avatars.floor, floor) } };
}

/** The event's other rooms that have a host, in their order, as many as one room shows. */
function toMirrors({ id }: RoomRow, others: readonly StageRoomRow[]): StageMirror[] {
  return others
    .filter((other) => other.id !== id)
    .slice(0, MIRRORS_MAX)
    .map(({ id: other, epoch, hostId, address, tcpPort, wsUrl }) => ({
      room: other,
      epoch,
      hostId,
      host: { address, tcpPort, wsUrl },
    }));
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
