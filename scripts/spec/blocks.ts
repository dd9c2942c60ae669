// The blocks byte by byte, and what they weigh. Each layout is a list of fields in their order; a test moves one field after the other
// and looks which bytes move (test/shared/protocol/layout.test.ts).

import { ItemFlag, itemSizeBytes } from "../../shared/protocol/ext/item.ts";
import { PoseFlag, poseSizeBytes } from "../../shared/protocol/ext/pose.ts";
import { markdownTable } from "../markdown/table.ts";

export type Field = {
  readonly field: string;
  /** As it is written: `u16`, `3 × i16`. */
  readonly type: string;
  readonly bytes: number;
  /** The flag without which it is not there, and how its size differs. */
  readonly when?: string;
  readonly meaning: string;
};

export const POSE_LAYOUT: readonly Field[] = [
  { field: "flags", type: "u8", bytes: 1, meaning: "the table above" },
  { field: "t", type: "u16", bytes: 2, meaning: "when it was sampled: the room clock, ms modulo 65,536" },
  { field: "body yaw", type: "u16", bytes: 2, meaning: "1/65,536 turn about +Y" },
  { field: "look yaw", type: "i8", bytes: 1, meaning: "90°/127, the head against the body" },
  { field: "look pitch", type: "i8", bytes: 1, meaning: "90°/127, upwards" },
  { field: "locomotion", type: "u8", bytes: 1, meaning: "low nibble below, high nibble the application's" },
  {
    field: "position",
    type: "3 × i16, wide 3 × i24",
    bytes: 6,
    meaning: "x, y, z in 1/1024 m, the room's or the parent's frame",
  },
  { field: "parent", type: "u16", bytes: 2, when: "parent", meaning: "an item" },
  {
    field: "joints",
    type: "3 × u24 each",
    bytes: 27,
    when: "mode 1: 3, mode 2: 6",
    meaning: "head, left hand, right hand; then hips, left foot, right foot ([POSE-4])",
  },
  { field: "fingers", type: "5 × u8", bytes: 5, when: "fingers", meaning: "ten curls ([POSE-8])" },
  { field: "face", type: "3 × u8", bytes: 3, when: "face", meaning: "viseme, emotion, blinks ([POSE-8])" },
];

export const ITEM_LAYOUT: readonly Field[] = [
  { field: "item", type: "u16", bytes: 2, meaning: "1 to 65,535" },
  { field: "epoch", type: "u16", bytes: 2, meaning: "as ITEM_OWNER told it" },
  { field: "flags", type: "u8", bytes: 1, meaning: "the table above" },
  { field: "t", type: "u16", bytes: 2, meaning: "as in a pose block" },
  { field: "position", type: "3 × i16, wide 3 × i24", bytes: 6, meaning: "x, y, z in 1/1024 m" },
  { field: "rotation", type: "3 × u16", bytes: 6, meaning: "[ITEM-2]" },
  { field: "velocity", type: "3 × i16", bytes: 6, when: "velocity", meaning: "1/256 m/s" },
  { field: "parent", type: "u16", bytes: 2, when: "parent", meaning: "an item" },
  { field: "joint", type: "u8", bytes: 1, when: "joint", meaning: "0 head … 5 right foot" },
];

export const VOICE_LAYOUT: readonly Field[] = [
  { field: "flags", type: "u8", bytes: 1, meaning: "the table above" },
  { field: "level", type: "u8", bytes: 1, meaning: "−dBov, 0 the loudest to 127" },
  { field: "seq", type: "u16", bytes: 2, meaning: "20 ms each on the capture clock, modulo 65,536" },
  { field: "sid", type: "u16", bytes: 2, when: "target 3", meaning: "whom a whisper is for" },
  { field: "packet", type: "the rest", bytes: 0, meaning: "one Opus packet" },
];

/** Where each field begins in a narrow block, as long as nothing optional is in front of it; null behind that. */
export function offsetsOf(layout: readonly Field[]): readonly (number | null)[] {
  let offset: number | null = 0;
  return layout.map(({ bytes, when }) => {
    const here = offset;
    if (offset !== null) offset = when === undefined ? offset + bytes : null;
    return here;
  });
}

function layoutOf(layout: readonly Field[]): () => string {
  return () => {
    const offsets = offsetsOf(layout);
    const rows = layout.map(({ field, type, when, meaning }, index) => [
      offsets[index] === null ? "" : `${offsets[index]}`,
      field,
      type,
      when ?? "",
      meaning,
    ]);
    return markdownTable([["at", "field", "bytes as", "only with", "meaning"], ...rows]);
  };
}

function poseSizes(): string {
  const both = (mode: number) => `${poseSizeBytes(mode)} / ${poseSizeBytes(mode | PoseFlag.wide)}`;
  const more = (flag: number) => `+${poseSizeBytes(flag) - poseSizeBytes(0)}`;
  return markdownTable([
    ["block", "bytes, narrow / wide"],
    ["root", both(0)],
    ["three-point", both(1)],
    ["six-point", both(2)],
    ["parent, fingers, face", [PoseFlag.parent, PoseFlag.fingers, PoseFlag.face].map(more).join(", ")],
  ]);
}

function itemSizes(): string {
  const more = (flag: number) => `+${itemSizeBytes(flag) - itemSizeBytes(0)}`;
  return markdownTable([
    ["block", "bytes, narrow / wide"],
    ["at rest", `${itemSizeBytes(0)} / ${itemSizeBytes(ItemFlag.wide)}`],
    ["velocity, parent, joint", [ItemFlag.velocity, ItemFlag.parent, ItemFlag.joint].map(more).join(", ")],
  ]);
}

export const BLOCK_PARTS = {
  "pose-layout": layoutOf(POSE_LAYOUT),
  "pose-sizes": poseSizes,
  "item-layout": layoutOf(ITEM_LAYOUT),
  "item-sizes": itemSizes,
  "voice-layout": layoutOf(VOICE_LAYOUT),
} as const;
