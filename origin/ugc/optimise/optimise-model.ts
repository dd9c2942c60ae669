// The variants of a GLB that is no avatar: something to hold, something to wear, a world to stand in. As an avatar's, without a
// stand-in; a world, whose walls are seen from within, gives up textures sooner than edges.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { checkModel, type ModelKind } from "../../../shared/avatar/check-model.ts";
import { drawable } from "../steps/validate-model.ts";
import { withoutMeshopt } from "./open-variant.ts";
import { optimise, type Subject } from "./optimise-avatar.ts";
import type { Reduction } from "./settings.ts";
import type { OptimiseOptions, PlannedVariant } from "./variant.ts";

/** The smallest first; last what Unity reads. */
const PROP_PLAN: readonly PlannedVariant[] = [
  { profile: "web", level: "lod2" },
  { profile: "web", level: "lod1" },
  { profile: "web", level: "lod0" },
  { profile: "compat", level: "lod0" },
];
/** Nobody sees a world from so far away that a fifth of it would do. */
const WORLD_PLAN = PROP_PLAN.filter(({ level }) => level !== "lod2");

/** What has few triangles is drawn at no cost. */
const PROP_REDUCTION: Reduction = { trianglesMin: 1_000, errorMax: { share: 0.02 } };
/** People stand beside any of it: an edge that moves by more is seen, and what stood on it floats. */
const WORLD_REDUCTION: Reduction = { trianglesMin: 20_000, errorMax: { metres: 0.01 } };

/** Makes the variants of one that passed (checkModel) as this kind, opened to be drawn. As optimise does it. */
export function optimiseModel(
  bytes: Uint8Array,
  model: AvatarModel,
  kind: ModelKind,
  options: OptimiseOptions,
): Promise<void> {
  return optimise(bytes, model, subjectOf(kind), options);
}

/** What is made of a kind, in order. */
export function planOf(kind: ModelKind): readonly PlannedVariant[] {
  return kind === "world" ? WORLD_PLAN : PROP_PLAN;
}

function subjectOf(kind: ModelKind): Subject {
  return {
    plan: planOf(kind),
    reduction: kind === "world" ? WORLD_REDUCTION : PROP_REDUCTION,
    // Nothing in the file says what a program will move.
    usedTargets: () => () => true,
    open: (bytes) => openModelVariant(bytes, kind),
  };
}

/** The model in a variant of ours. Throws Error when it does not pass: it must not be published. */
export async function openModelVariant(bytes: Uint8Array, kind: ModelKind): Promise<AvatarModel> {
  const { model, findings } = checkModel(await withoutMeshopt(bytes), kind);
  if (model === null)
    throw new Error(`a variant that does not pass: ${findings.map(({ code }) => code).join(", ")}`);
  return drawable(model);
}
