// A part: one surface in one material, in one of the three meshes a figure has. Of a face, also how it moves.

import type { Point } from "../matrix.ts";
import type { Surface } from "./surface.ts";

export const MESHES = ["Body", "Face", "Hair"] as const;
export type MeshName = (typeof MESHES)[number];

export const MATERIALS = [
  "skin",
  "blush",
  "eye",
  "lash",
  "brow",
  "mouth",
  "hair",
  "tie",
  "cloth",
  "second",
  "trim",
  "shoes",
] as const;
export type MaterialName = (typeof MATERIALS)[number];

export type Part = {
  readonly mesh: MeshName;
  readonly material: MaterialName;
  readonly surface: Surface;
  /** Expression -> how far every vertex moves, xyz, where it moves at all. */
  readonly morphs?: ReadonlyMap<string, Float32Array<ArrayBuffer>>;
};

/** Bones that swing, from the one that holds them on outwards. */
export type Chain = {
  readonly name: string;
  readonly hangsOn: string;
  /** The last is the tip, which only says where the one before it ends. */
  readonly joints: readonly { readonly name: string; readonly at: Point }[];
  readonly stiffness: number;
  readonly radiusM: number;
};

/** What hair and clothes hand over. */
export type Pieces = { readonly parts: readonly Part[]; readonly chains: readonly Chain[] };
