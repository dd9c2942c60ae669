// How hard each level is reduced, and how it backs off when the result does not look like the upload.

import type { LodLevel } from "./variant.ts";

export type Settings = {
  /** Share of the triangles that stay. */
  readonly trianglesKept: number;
  /** What may be lost of a mesh before fewer triangles is given up. */
  readonly errorMax: ErrorMax;
  readonly textureSideMaxPx: number;
  /** 0…100, of WebP and JPEG. */
  readonly textureQuality: number;
};

/** A share of the mesh's extent; or metres, where one mesh may be a street and its details are as near as those of a cup. */
export type ErrorMax = { readonly share: number } | { readonly metres: number };

type Rung = Omit<Settings, "errorMax">;

/** From the smallest to the nearest: the last keeps all but what the file format loses. */
const rungs: readonly Rung[] = [
  { trianglesKept: 0.2, textureSideMaxPx: 512, textureQuality: 80 },
  { trianglesKept: 0.35, textureSideMaxPx: 512, textureQuality: 85 },
  { trianglesKept: 0.5, textureSideMaxPx: 1024, textureQuality: 85 },
  { trianglesKept: 0.7, textureSideMaxPx: 1024, textureQuality: 88 },
  { trianglesKept: 1, textureSideMaxPx: 1024, textureQuality: 90 },
  { trianglesKept: 1, textureSideMaxPx: 2048, textureQuality: 90 },
  { trianglesKept: 1, textureSideMaxPx: 4096, textureQuality: 98 },
];
const firstRung: Readonly<Record<LodLevel, number>> = { lod2: 0, lod1: 2, lod0: 5 };

/** How a kind of model is reduced. */
export type Reduction = {
  /** Below this, what is taken away is what makes it what it is. */
  readonly trianglesMin: number;
  readonly errorMax: ErrorMax;
};
/** Below its triangles it is somebody's face. */
export const AVATAR_REDUCTION: Reduction = { trianglesMin: 8_000, errorMax: { share: 0.05 } };

/** What to try for a level, in order; the last is as near to the upload as we come. */
export function settingsFor(
  level: LodLevel,
  triangleCount: number,
  { trianglesMin, errorMax }: Reduction,
): readonly Settings[] {
  const leastKept = Math.min(1, trianglesMin / Math.max(1, triangleCount));
  return rungs.slice(firstRung[level]).map((settings) => ({
    ...settings,
    errorMax,
    trianglesKept: Math.max(settings.trianglesKept, leastKept),
  }));
}
