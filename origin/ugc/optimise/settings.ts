// How hard each level is reduced, and how it backs off when the result does not look like the upload.

import type { LodLevel } from "./variant.ts";

export type Settings = {
  /** Share of the triangles that stay. */
  readonly trianglesKept: number;
  readonly textureSideMaxPx: number;
  /** 0…100, of WebP and JPEG. */
  readonly textureQuality: number;
};

/** From the smallest to the nearest: the last keeps all but what the file format loses. */
const rungs: readonly Settings[] = [
  { trianglesKept: 0.2, textureSideMaxPx: 512, textureQuality: 80 },
  { trianglesKept: 0.35, textureSideMaxPx: 512, textureQuality: 85 },
  { trianglesKept: 0.5, textureSideMaxPx: 1024, textureQuality: 85 },
  { trianglesKept: 0.7, textureSideMaxPx: 1024, textureQuality: 88 },
  { trianglesKept: 1, textureSideMaxPx: 1024, textureQuality: 90 },
  { trianglesKept: 1, textureSideMaxPx: 2048, textureQuality: 90 },
  { trianglesKept: 1, textureSideMaxPx: 4096, textureQuality: 98 },
];
const firstRung: Readonly<Record<LodLevel, number>> = { lod2: 0, lod1: 2, lod0: 5 };

/** Below this, what is taken away is somebody's face. */
const TRIANGLES_MIN = 8_000;

/** What to try for a level, in order; the last is as near to the upload as we come. */
export function settingsFor(level: LodLevel, triangleCount: number): readonly Settings[] {
  const leastKept = Math.min(1, TRIANGLES_MIN / Math.max(1, triangleCount));
  return rungs.slice(firstRung[level]).map((settings) => ({
    ...settings,
    trianglesKept: Math.max(settings.trianglesKept, leastKept),
  }));
}
