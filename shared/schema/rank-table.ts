// The most that an avatar of each rank may have, by what it is looked at with.

import * as z from "zod";
import type { RankedCount } from "./avatar-rank.ts";

const MB = 1_000_000;
type Most = readonly [excellent: number, good: number, medium: number, heavy: number];

/** The most that each rank but the last may have. */
function steps(most: Most) {
  const count = z.number().int().nonnegative();
  return z
    .tuple([count, count, count, count])
    .refine((each) => each.every((at, i) => i === 0 || at >= (each[i - 1] ?? 0)), "must not go down")
    .default([...most]);
}

function stepsOfAll(most: Readonly<Record<RankedCount, Most>>) {
  return z
    .strictObject({
      triangles: steps(most.triangles),
      materials: steps(most.materials),
      bones: steps(most.bones),
      morphTargets: steps(most.morphTargets),
      springJoints: steps(most.springJoints),
      colliders: steps(most.colliders),
      textureBytes: steps(most.textureBytes),
      fileBytes: steps(most.fileBytes),
    })
    .prefault({});
}

/**
 * What each rank may have; more than the last column is very heavy. An operator changes it with HIROBA_UPLOADS. "Good" is what twenty
 * people in one view may be: 20 × 50,000 triangles, 20 × 16 draws and 20 × 48 MB of video memory are what a desktop with graphics of its own
 * draws sixty times a second and keeps in 1 GB. A phone has a third of that, and a headset draws everything twice at ninety, but closer to a
 * desktop's memory. Bones, morph targets and springs are the processor's, whose single core is half to a third as fast there. Files are
 * what a line of 50 Mbit/s (a phone: 20) brings in two seconds. Each further step doubles, as what is left of the frame halves.
 */
export const rankTableSchema = z.strictObject({
  desktop: stepsOfAll({
    triangles: [25_000, 50_000, 100_000, 200_000],
    materials: [8, 16, 32, 64],
    bones: [128, 256, 384, 512],
    morphTargets: [64, 128, 256, 512],
    springJoints: [64, 128, 256, 512],
    colliders: [16, 32, 64, 128],
    textureBytes: [24 * MB, 48 * MB, 96 * MB, 192 * MB],
    fileBytes: [6 * MB, 12 * MB, 24 * MB, 48 * MB],
  }),
  mobile: stepsOfAll({
    triangles: [8_000, 16_000, 32_000, 64_000],
    materials: [3, 6, 12, 24],
    bones: [80, 128, 192, 256],
    morphTargets: [32, 64, 128, 256],
    springJoints: [16, 32, 64, 128],
    colliders: [4, 8, 16, 32],
    textureBytes: [8 * MB, 16 * MB, 32 * MB, 64 * MB],
    fileBytes: [2.5 * MB, 5 * MB, 10 * MB, 20 * MB],
  }),
  headset: stepsOfAll({
    triangles: [10_000, 20_000, 40_000, 80_000],
    materials: [3, 6, 12, 24],
    bones: [80, 128, 192, 256],
    morphTargets: [32, 64, 128, 256],
    springJoints: [24, 48, 96, 192],
    colliders: [6, 12, 24, 48],
    textureBytes: [12 * MB, 24 * MB, 48 * MB, 96 * MB],
    fileBytes: [2.5 * MB, 5 * MB, 10 * MB, 20 * MB],
  }),
});
export type RankTable = z.infer<typeof rankTableSchema>;

export const DEFAULT_RANKS: RankTable = rankTableSchema.parse({});
