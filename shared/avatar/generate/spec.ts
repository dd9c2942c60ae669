// What an avatar to be generated has: its look, and how much of everything. Presets are rows of one table.

import type { Rng } from "../../rng.ts";
import { FACE_STYLES, HAIR_STYLES, type Look, OUTFITS } from "../figure/look.ts";

export type AvatarSpec = {
  readonly version: "0.x" | "1.0";
  /** Null: chance decides. */
  readonly look: Look | null;
  /** About so many; null as the figure is drawn, some 16,000. */
  readonly triangles: number | null;
  /** Every material gets a picture of this side; null leaves the small ones the look needs. */
  readonly textureSidePx: number | null;
  /** Share of the pixels of such pictures, 0 to 1, that are grainy: it decides how well they compress. */
  readonly grain: number;
  /** At least so many materials, as far as there are parts; null as few as the figure needs. */
  readonly materials: number | null;
  readonly withFingers: boolean;
  /** Ribbons that swing, five joints each. */
  readonly ribbons: number;
  /** Morph targets of the face no expression uses. */
  readonly unboundMorphs: number;
  readonly withConstraints: boolean;
  readonly meta: AvatarMeta;
};

export type AvatarMeta = {
  readonly name: string;
  readonly author: string;
  /** Who else may wear it. */
  readonly avatarPermission: "onlyAuthor" | "everyone";
  /** Nobody's at all. Only of what no person made: a right is not given up by choosing who may wear something. */
  readonly isCc0: boolean;
};

const CC0_META: AvatarMeta = {
  name: "Generated figure",
  author: "Hiroba",
  avatarPermission: "everyone",
  isCc0: true,
};

const ORDINARY: AvatarSpec = {
  version: "1.0",
  look: null,
  triangles: null,
  textureSidePx: null,
  grain: 0,
  materials: null,
  withFingers: true,
  ribbons: 0,
  unboundMorphs: 0,
  withConstraints: true,
  meta: CC0_META,
};

export const PRESETS = {
  /** As little as still looks like somebody. */
  tiny: { ...ORDINARY, triangles: 4_000, withFingers: false, withConstraints: false },
  /** What most people bring. */
  ordinary: { ...ORDINARY, triangles: 32_000, textureSidePx: 1024, grain: 0.21, ribbons: 2 },
  /** About 30 MB: what the pipeline and its benches are measured with. */
  heavy: {
    ...ORDINARY,
    triangles: 100_000,
    textureSidePx: 2048,
    grain: 0.21,
    ribbons: 12,
    unboundMorphs: 24,
  },
  /** The most triangles the limits let in. */
  huge: { ...ORDINARY, triangles: 480_000, ribbons: 4 },
  vrm0: { ...ORDINARY, version: "0.x", withConstraints: false },
  "vrm0-heavy": {
    ...ORDINARY,
    version: "0.x",
    triangles: 100_000,
    textureSidePx: 2048,
    grain: 0.21,
    ribbons: 12,
    unboundMorphs: 24,
    withConstraints: false,
  },
  "many-materials": { ...ORDINARY, materials: 60, ribbons: 6 },
  "many-springs": { ...ORDINARY, ribbons: 48 },
} as const satisfies Record<string, AvatarSpec>;
export type PresetName = keyof typeof PRESETS;

const SKINS = ["#ffe3d3", "#f9d3b8", "#e8b48f", "#c98b62", "#96613f", "#6b422b"] as const;
const HAIRS = [
  "#2b2430",
  "#4a2f27",
  "#7a4b32",
  "#b5743f",
  "#e3b65b",
  "#f0dfc0",
  "#c9485b",
  "#e58fb1",
  "#5b6fc4",
  "#4aa7a0",
  "#8a6bbd",
  "#b8c0cc",
] as const;
const EYES = ["#5b3a29", "#2f6fb3", "#2f8f6b", "#7a4fb3", "#b3453f", "#c98a2b", "#3d4a5c"] as const;
const CLOTHS = [
  "#e86a5c",
  "#f0a24b",
  "#f2cf5b",
  "#7fb77e",
  "#4aa3a2",
  "#4f7fc4",
  "#7d6bc2",
  "#d97fae",
  "#f3efe6",
  "#3d4654",
] as const;
const SECONDS = ["#2f3a55", "#3d4654", "#5a4a42", "#7a8699", "#d8cbb3", "#46614f", "#6b4a5e"] as const;

/** What colours a look may be picked from. */
export const PALETTES = { skin: SKINS, hair: HAIRS, eyes: EYES, cloth: CLOTHS, second: SECONDS } as const;

/** Somebody made of chance. */
export function randomLook(rng: Rng): Look {
  const pick = <T>(among: readonly [T, ...T[]]): T => among[Math.floor(rng() * among.length)] ?? among[0];
  return {
    hair: pick(HAIR_STYLES),
    face: pick(FACE_STYLES),
    outfit: pick(OUTFITS),
    heightM: Math.round((1.25 + rng() * 0.35) * 100) / 100,
    colours: {
      skin: pick(SKINS),
      hair: pick(HAIRS),
      eyes: pick(EYES),
      cloth: pick(CLOTHS),
      second: pick(SECONDS),
    },
  };
}
