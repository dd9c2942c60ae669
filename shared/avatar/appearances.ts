// Which files of an avatar may stand for it on one device, and what each takes in memory: the first is the best for that device, and each
// further one is lighter, down to the stand-in. Pure: for the page, and for whoever writes a client.

import type { AvatarFacts } from "../schema/asset.ts";
import type { AssetVariant, VariantFacts, VariantLevel, VariantProfile } from "../schema/asset-variant.ts";
import type { AvatarRank, DeviceClass, PerformanceRank } from "../schema/avatar-rank.ts";
import { isWithinFloor, textureBytesOf } from "./rank.ts";

/** What GET /v1/avatars/{id} tells, as far as it matters here. */
export type Dressed = {
  readonly file: AssetVariant["file"];
  readonly facts: AvatarFacts;
  readonly rank: AvatarRank | null;
  readonly variants: readonly AssetVariant[];
};

export type Appearance = {
  readonly level: VariantLevel | "whole";
  readonly file: AssetVariant["file"];
  /** What it takes while it is drawn: textures with their mipmaps, vertices, morph targets. */
  readonly memoryBytes: number;
};

/** The best first. On a phone the lightest is as sharp as the screen, and a headset draws it twice. */
const BEST_FIRST: Readonly<Record<DeviceClass, readonly VariantLevel[]>> = {
  desktop: ["lod1", "lod0", "lod2"],
  mobile: ["lod2", "lod1", "lod0"],
  headset: ["lod2", "lod1", "lod0"],
};
/** Position, normal, tangent, two sets of coordinates, joints and weights, as a viewer keeps them. */
const VERTEX_BYTES = 12 + 12 + 16 + 16 + 8 + 16;
const CORNER_BYTES = 4;
/** Position and normal of a morph target, as four floats each. */
const MORPH_VERTEX_BYTES = 32;
/** Nodes, materials, and what a renderer keeps of them. */
const SCENE_BYTES = 256 * 1024;
/** Where nobody counted a file's pixels: what most textures are at most. */
const TEXTURE_PIXELS_USUAL = 2_048 * 2_048;

/**
 * What of `profile` may be shown where `floor` is the heaviest rank (null: any), the best first and the lightest last. The file itself stands
 * in where no variant is there yet, if it is light enough. Empty: nothing of it may be shown.
 */
export function appearancesFor(
  avatar: Dressed,
  device: DeviceClass,
  floor: PerformanceRank | null,
  profile: VariantProfile = "web",
): readonly Appearance[] {
  const isLight = (rank: AvatarRank | null) => rank === null || isWithinFloor(rank[device].rank, floor);
  const made = avatar.variants.filter((variant) => variant.profile === profile);
  const standIn = made.find(({ level }) => level === "stand-in");
  const fitting = BEST_FIRST[device].flatMap((level) =>
    made.filter((variant) => variant.level === level && isLight(variant.rank)).map(appearanceOf),
  );
  const [best] = fitting;
  const last = standIn === undefined ? [] : [appearanceOf(standIn)];
  if (best === undefined)
    return made.length === last.length && isLight(avatar.rank) ? [whole(avatar), ...last] : last;
  const lighter = fitting
    .filter(({ memoryBytes }) => memoryBytes < best.memoryBytes)
    .sort((a, b) => b.memoryBytes - a.memoryBytes);
  return [best, ...lighter, ...last];
}

function appearanceOf({ level, file, facts }: AssetVariant): Appearance {
  return { level, file, memoryBytes: facts.textureMemoryBytes + geometryBytesOf(facts) + SCENE_BYTES };
}

function whole({ file, facts }: Dressed): Appearance {
  const pixels = facts.texturePixelCount ?? facts.textureCount * TEXTURE_PIXELS_USUAL;
  // As if every vertex had every target: who knows better has made a variant.
  const morphBytes = facts.vertexCount * (facts.morphTargetCount ?? 0) * MORPH_VERTEX_BYTES;
  const memoryBytes = textureBytesOf(pixels) + geometryBytesOf(facts) + morphBytes + SCENE_BYTES;
  return { level: "whole", file, memoryBytes };
}

function geometryBytesOf(
  facts: Pick<VariantFacts, "vertexCount" | "triangleCount" | "morphVertexCount">,
): number {
  const { vertexCount, triangleCount, morphVertexCount = 0 } = facts;
  return (
    vertexCount * VERTEX_BYTES + triangleCount * 3 * CORNER_BYTES + morphVertexCount * MORPH_VERTEX_BYTES
  );
}
