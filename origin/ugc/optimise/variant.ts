// What the optimiser makes, and what it asks for.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { VariantFacts, VariantLevel, VariantProfile } from "../../../shared/schema/asset-variant.ts";

/** What can be made of an avatar so far. */
export type PlannedVariant = {
  readonly profile: Exclude<VariantProfile, "ktx2">;
  readonly level: Exclude<VariantLevel, "stand-in">;
};
export type Variant = PlannedVariant & { readonly bytes: Uint8Array; readonly facts: VariantFacts };

/** Compares a variant's picture with the upload's. */
export type Likeness = {
  compare(candidate: AvatarModel): Promise<{ readonly leastDb: number; readonly view: string }>;
};
export type OptimiseOptions = {
  readonly plan?: readonly PlannedVariant[];
  /** Null: nothing is compared and nothing backs off. */
  readonly likeness: Likeness | null;
  readonly onVariant: (variant: Variant) => void | Promise<void>;
  readonly onStep?: (name: string, done: number, total: number) => void;
};

/** The smallest that can be worn first; then better ones; last what Unity reads. */
export const DEFAULT_PLAN: readonly PlannedVariant[] = [
  { profile: "web", level: "lod2" },
  { profile: "web", level: "lod1" },
  { profile: "web", level: "lod0" },
  { profile: "compat", level: "lod0" },
];
