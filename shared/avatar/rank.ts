// The performance rank of an avatar: what it asks of a device that draws a full room of them. The table is the whole rule, and the
// operator's (shared/schema/avatar-rank.ts).

import type { AvatarFacts } from "../schema/asset.ts";
import type { VariantFacts, VariantLevel } from "../schema/asset-variant.ts";
import {
  type AvatarFloor,
  type AvatarRank,
  type DeviceClass,
  deviceClassSchema,
  type PerformanceRank,
  performanceRankSchema,
  type RankedCount,
  rankedCountSchema,
} from "../schema/avatar-rank.ts";
import { DEFAULT_RANKS, type RankTable } from "../schema/rank-table.ts";

/** A count that nobody took is left out: it decides nothing. */
export type RankedCounts = Readonly<Partial<Record<RankedCount, number>>>;

/** RGBA of a byte each, and a third more for mipmaps. */
const TEXTURE_BYTES_PER_PIXEL = (4 * 4) / 3;

/** The rank for each device, of the worst of its counts; of equal ones the first of RankedCount is named. */
export function rankAvatar(counts: RankedCounts, table: RankTable = DEFAULT_RANKS): AvatarRank {
  return {
    desktop: rankFor("desktop", counts, table),
    mobile: rankFor("mobile", counts, table),
    headset: rankFor("headset", counts, table),
  };
}

function rankFor(device: DeviceClass, counts: RankedCounts, table: RankTable): AvatarRank[DeviceClass] {
  let worst = 0;
  let decidedBy: RankedCount | null = null;
  for (const count of rankedCountSchema.options) {
    const step = stepOf(table[device][count], counts[count] ?? 0);
    if (step <= worst) continue;
    worst = step;
    decidedBy = count;
  }
  return { rank: performanceRankSchema.options[worst] ?? "very-heavy", decidedBy };
}

function stepOf(steps: readonly number[], count: number): number {
  const step = steps.findIndex((most) => count <= most);
  return step === -1 ? steps.length : step;
}

/** The most of `count` that the next better rank allows; null for the best rank. */
export function nextRankMax(
  device: DeviceClass,
  count: RankedCount,
  rank: PerformanceRank,
  table: RankTable = DEFAULT_RANKS,
): number | null {
  return table[device][count][performanceRankSchema.options.indexOf(rank) - 1] ?? null;
}

/** Whether this rank is shown as it is where `floor` is the heaviest; null: any is. */
export function isWithinFloor(rank: PerformanceRank, floor: PerformanceRank | null): boolean {
  const { options } = performanceRankSchema;
  return floor === null || options.indexOf(rank) <= options.indexOf(floor);
}

/** What both ask for: of each device the lighter. */
export function stricterFloor(one: AvatarFloor, other: AvatarFloor): AvatarFloor {
  const stricter = (device: DeviceClass) => {
    const { [device]: a } = one;
    const { [device]: b } = other;
    return a !== null && isWithinFloor(a, b) ? a : (b ?? a);
  };
  return { desktop: stricter("desktop"), mobile: stricter("mobile"), headset: stricter("headset") };
}

/** The counts of a file that was opened. */
export function countsOfCheck(facts: AvatarFacts & { readonly sizeBytes: number }): RankedCounts {
  return countsOfAsset(facts, facts.sizeBytes);
}

/** The counts that are kept of an avatar; of those registered before they were kept, the three that always were. */
export function countsOfAsset(
  facts: Pick<AvatarFacts, "triangleCount" | "materialCount" | CountKept>,
  sizeBytes: number,
): RankedCounts {
  const { texturePixelCount } = facts;
  return {
    ...ofSkeleton(facts),
    triangles: facts.triangleCount,
    materials: facts.materialCount,
    ...(facts.morphTargetCount === undefined ? {} : { morphTargets: facts.morphTargetCount }),
    ...(texturePixelCount === undefined ? {} : { textureBytes: textureBytesOf(texturePixelCount) }),
    fileBytes: sizeBytes,
  };
}

type CountKept =
  | "boneCount"
  | "morphTargetCount"
  | "springJointCount"
  | "colliderCount"
  | "texturePixelCount";

function ofSkeleton({ boneCount, springJointCount, colliderCount }: Pick<AvatarFacts, CountKept>) {
  return {
    ...(boneCount === undefined ? {} : { bones: boneCount }),
    ...(springJointCount === undefined ? {} : { springJoints: springJointCount }),
    ...(colliderCount === undefined ? {} : { colliders: colliderCount }),
  };
}

/** What textures of so many pixels take in video memory. */
export function textureBytesOf(pixelCount: number): number {
  return Math.round(pixelCount * TEXTURE_BYTES_PER_PIXEL);
}

/** The counts of a variant: it moves as the avatar does, unless it is a stand-in, which has the humanoid's bones alone. */
export function countsOfVariant(
  variant: { readonly level: VariantLevel; readonly facts: VariantFacts; readonly sizeBytes: number },
  avatar: Pick<AvatarFacts, CountKept>,
): RankedCounts {
  const { level, facts, sizeBytes } = variant;
  return {
    ...(level === "stand-in" ? {} : ofSkeleton(avatar)),
    triangles: facts.triangleCount,
    materials: facts.materialCount,
    textureBytes: facts.textureMemoryBytes,
    fileBytes: sizeBytes,
  };
}

export const DEVICE_CLASSES = deviceClassSchema.options;
