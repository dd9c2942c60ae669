// Rows as the origin has them, for the mappings to read.

import type { AvatarRow } from "../../../shared/adapter/asset-to-avatar.ts";
import type { RoomRow, UserRow, WorldRow } from "../../../shared/adapter/rows.ts";
import {
  assetIdSchema,
  hostIdSchema,
  roomIdSchema,
  userIdSchema,
  worldIdSchema,
} from "../../../shared/schema/ids.ts";
import { DEFAULT_WORLD_SETTINGS } from "../../../shared/schema/world-settings.ts";
import { NO_CONTENT } from "../../../shared/schema/world-version.ts";

export const user: UserRow = {
  id: userIdSchema.parse("usr_midori"),
  displayName: "みどり",
  role: "member",
  locale: "ja",
  avatarId: null,
  createdAt: new Date("2026-11-24T00:00:00.123Z"),
};

export const world: WorldRow = {
  id: worldIdSchema.parse("wld_plaza"),
  name: "Plaza",
  capacity: 100,
  settings: { ...DEFAULT_WORLD_SETTINGS, halfSizeM: 32 },
  content: NO_CONTENT,
  liveVersion: 4,
};

export const room: RoomRow = {
  id: roomIdSchema.parse("rm_one"),
  worldId: world.id,
  hostId: hostIdSchema.parse("hst_one"),
  epoch: 3,
  reportedSeq: -1,
};

export const asset: AvatarRow = {
  id: assetIdSchema.parse("ast_godette"),
  kind: "avatar",
  ownerId: user.id,
  name: "Godette",
  objectKey: "avatars/0123.vrm",
  sha256: "0123456789abcdef".repeat(4),
  sizeBytes: 1234,
  thumbnailKey: "thumbnails/4567.webp",
  licence: {
    name: "Godette",
    authors: ["somebody"],
    licenceUrl: "https://licence.example/",
    avatarPermission: "everyone",
    creditNotation: "required",
    allowRedistribution: false,
  },
  facts: {
    format: "vrm",
    vrmVersion: "0.x",
    triangleCount: 1,
    vertexCount: 3,
    materialCount: 1,
    textureCount: 0,
    nodeCount: 17,
    heightM: 1.5,
  },
  createdAt: new Date("2026-11-24T01:02:03.004Z"),
};
