// The performance rank of an avatar: what it asks of a device that draws a full room of them. The table is the whole rule.

import {
  type AvatarRank,
  type DeviceClass,
  deviceClassSchema,
  type PerformanceRank,
  performanceRankSchema,
  type RankedCount,
  rankedCountSchema,
} from "../schema/avatar-rank.ts";

/** A count that nobody took is left out: it decides nothing. */
export type RankedCounts = Readonly<Partial<Record<RankedCount, number>>>;

const MB = 1_000_000;
type Steps = readonly [excellent: number, good: number, medium: number, heavy: number];

/**
 * The most each rank may have; more is very heavy. "Good" is what twenty people in one view may be: 20 × 50,000 triangles, 20 × 16 draws
 * and 20 × 48 MB of video memory are what a desktop with graphics of its own draws sixty times a second and keeps in 1 GB. A phone has a
 * third of that, and a headset draws everything twice at ninety, but closer to a desktop's memory. Bones, morph targets and springs are
 * the processor's, whose single core is half to a third as fast there. Files are what a line of 50 Mbit/s (a phone: 20) brings in two
 * seconds. Each further step doubles, as what is left of the frame halves.
 */
const STEPS: Readonly<Record<DeviceClass, Readonly<Record<RankedCount, Steps>>>> = {
  desktop: {
    triangles: [25_000, 50_000, 100_000, 200_000],
    materials: [8, 16, 32, 64],
    bones: [128, 256, 384, 512],
    morphTargets: [64, 128, 256, 512],
    springJoints: [64, 128, 256, 512],
    colliders: [16, 32, 64, 128],
    textureBytes: [24 * MB, 48 * MB, 96 * MB, 192 * MB],
    fileBytes: [6 * MB, 12 * MB, 24 * MB, 48 * MB],
  },
  mobile: {
    triangles: [8_000, 16_000, 32_000, 64_000],
    materials: [3, 6, 12, 24],
    bones: [80, 128, 192, 256],
    morphTargets: [32, 64, 128, 256],
    springJoints: [16, 32, 64, 128],
    colliders: [4, 8, 16, 32],
    textureBytes: [8 * MB, 16 * MB, 32 * MB, 64 * MB],
    fileBytes: [2.5 * MB, 5 * MB, 10 * MB, 20 * MB],
  },
  headset: {
    triangles: [10_000, 20_000, 40_000, 80_000],
    materials: [3, 6, 12, 24],
    bones: [80, 128, 192, 256],
    morphTargets: [32, 64, 128, 256],
    springJoints: [24, 48, 96, 192],
    colliders: [6, 12, 24, 48],
    textureBytes: [12 * MB, 24 * MB, 48 * MB, 96 * MB],
    fileBytes: [2.5 * MB, 5 * MB, 10 * MB, 20 * MB],
  },
};

/** RGBA of a byte each, and a third more for mipmaps. */
const TEXTURE_BYTES_PER_PIXEL = (4 * 4) / 3;

/** The rank for each device, of the worst of its counts; of equal ones the first of RankedCount is named. */
export function rankAvatar(counts: RankedCounts): AvatarRank {
  return {
    desktop: rankFor("desktop", counts),
    mobile: rankFor("mobile", counts),
    headset: rankFor("headset", counts),
  };
}

function rankFor(device: DeviceClass, counts: RankedCounts): AvatarRank[DeviceClass] {
  let worst = 0;
  let decidedBy: RankedCount | null = null;
  for (const count of rankedCountSchema.options) {
    const step = stepOf(STEPS[device][count], counts[count] ?? 0);
    if (step <= worst) continue;
    worst = step;
    decidedBy = count;
  }
  return { rank: performanceRankSchema.options[worst] ?? "very-heavy", decidedBy };
}

function stepOf(steps: Steps, count: number): number {
  const step = steps.findIndex((most) => count <= most);
  return step === -1 ? steps.length : step;
}

/** The most of `count` that the next better rank allows; null for the best rank. */
export function nextRankMax(device: DeviceClass, count: RankedCount, rank: PerformanceRank): number | null {
  return STEPS[device][count][performanceRankSchema.options.indexOf(rank) - 1] ?? null;
}

/** The counts of a file that was opened. */
export function countsOfCheck(facts: {
  readonly triangleCount: number;
  readonly materialCount: number;
  readonly boneCount: number;
  readonly morphTargetCount: number;
  readonly springJointCount: number;
  readonly colliderCount: number;
  readonly texturePixelCount: number;
  readonly sizeBytes: number;
}): RankedCounts {
  return {
    triangles: facts.triangleCount,
    materials: facts.materialCount,
    bones: facts.boneCount,
    morphTargets: facts.morphTargetCount,
    springJoints: facts.springJointCount,
    colliders: facts.colliderCount,
    textureBytes: Math.round(facts.texturePixelCount * TEXTURE_BYTES_PER_PIXEL),
    fileBytes: facts.sizeBytes,
  };
}

/** The counts that are kept of every asset, old ones too. */
export function countsOfAsset(
  facts: { readonly triangleCount: number; readonly materialCount: number },
  sizeBytes: number,
): RankedCounts {
  return { triangles: facts.triangleCount, materials: facts.materialCount, fileBytes: sizeBytes };
}

export const DEVICE_CLASSES = deviceClassSchema.options;
