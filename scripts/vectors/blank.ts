// Blocks in which nothing is said yet.

import type { ItemBlock } from "../../shared/protocol/ext/item.ts";
import type { Pose } from "../../shared/protocol/ext/pose.ts";

export const EMPTY_POSE: Pose = {
  mode: 0,
  tMs: 0,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: 0,
  position: [0, 0, 0],
  teleport: false,
};

export const EMPTY_ITEM: ItemBlock = {
  item: 1,
  epoch: 0,
  tMs: 0,
  position: [0, 0, 0],
  rotation: [0, 0, 0, 1],
  sleeping: false,
  teleport: false,
};
