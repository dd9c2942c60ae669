// What the optimiser makes, and what it asks for.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { VariantFacts, VariantLevel, VariantProfile } from "../../../shared/schema/asset-variant.ts";
import type { AvatarLimits } from "../../../shared/schema/avatar-limits.ts";
import type { Comparison } from "../likeness/likeness.ts";
import type { SourceImages } from "../likeness/source-images.ts";

/** Levels that are the upload itself, over less data. */
export type LodLevel = Exclude<VariantLevel, "stand-in">;

/** What can be made of a model. Of profile ktx2 are its textures, over the geometry of web. */
export type PlannedVariant = { readonly profile: VariantProfile; readonly level: VariantLevel };
export type Variant = PlannedVariant & { readonly bytes: Uint8Array; readonly facts: VariantFacts };

/** A variant that was planned and is not made. */
export type SkippedVariant = PlannedVariant & {
  /** What its last try reached; null when nothing was looked at. */
  readonly likenessDb: number | null;
  /** Nothing tried looks enough like the upload; or no triangle of a stand-in would show anything. */
  readonly reason: "unlike-upload" | "nothing-to-show";
};

export type OptimiseOptions = {
  /** What the upload passed, where an operator set it: what is made of it passes the same. */
  readonly limits?: AvatarLimits;
  readonly plan?: readonly PlannedVariant[];
  /** How alike a variant is to the upload (../likeness/). Null: nothing is compared and nothing backs off. */
  readonly likeness: {
    compare(candidate: AvatarModel): Promise<Pick<Comparison, "leastDb" | "view">>;
    /** The same from afar, for a stand-in; without it a stand-in is taken as it is. */
    compareFromAfar?(candidate: AvatarModel): Promise<Pick<Comparison, "leastDb" | "view">>;
    /** What it has decoded of the upload already. */
    readonly images?: SourceImages;
  } | null;
  readonly onVariant: (variant: Variant) => void | Promise<void>;
  readonly onSkipped?: (skipped: SkippedVariant) => void | Promise<void>;
  /** One texture more of this variant is made; again from the first where it backs off. */
  readonly onStep?: (variant: PlannedVariant, texturesDone: number, texturesTotal: number) => void;
};

/** The smallest that can be worn first; what crowds fall back to; then better ones; last what Unity reads. */
export const DEFAULT_PLAN: readonly PlannedVariant[] = [
  { profile: "web", level: "lod2" },
  { profile: "web", level: "stand-in" },
  { profile: "web", level: "lod1" },
  { profile: "web", level: "lod0" },
  { profile: "compat", level: "lod0" },
];

/** Made when all else is: a texture of 1,024 px takes some seconds, one of 2,048 four times as long. */
export const TEXTURE_PLAN: readonly PlannedVariant[] = [{ profile: "ktx2", level: "lod1" }];
