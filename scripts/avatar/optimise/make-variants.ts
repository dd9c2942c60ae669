// Every variant of one avatar or other model, made as the worker makes them, with what each is worth and what it took.

import { createLikeness } from "../../../origin/ugc/likeness/likeness.ts";
import { optimiseAvatar } from "../../../origin/ugc/optimise/optimise-avatar.ts";
import { optimiseModel, planOf } from "../../../origin/ugc/optimise/optimise-model.ts";
import {
  DEFAULT_PLAN,
  type OptimiseOptions,
  type PlannedVariant,
  TEXTURE_PLAN,
  type Variant,
} from "../../../origin/ugc/optimise/variant.ts";
import type { TextureBroken } from "../../../origin/ugc/portrait/texture.ts";
import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { ModelKind } from "../../../shared/avatar/check-model.ts";
import { makeFinding } from "../../../shared/avatar/findings.ts";
import type { Finding } from "../../../shared/schema/asset.ts";
import { type ChangedJson, changedJson } from "./changed-json.ts";

/** Textures as KTX2 take minutes: only who asks for them waits. */
export const PROFILES = ["web", "compat", "ktx2", "all"] as const;
export type ProfileChoice = (typeof PROFILES)[number];

export type MadeVariant = Variant & {
  /** Where it is least like the upload: a side, "face", "eyes" or an expression; null where nothing was compared. */
  readonly leastIn: string | null;
  /** What it says otherwise than the upload; null of a stand-in, which is a file of its own. */
  readonly changed: ChangedJson | null;
  /** Since the one before. */
  readonly tookMs: number;
};

export type MakeOptions = {
  readonly profile: ProfileChoice;
  /** Left out: an avatar. */
  readonly kind?: ModelKind;
  /** Milliseconds, for durations alone. */
  readonly clock: () => number;
  readonly onStep: (name: string, done: number, total: number) => void;
};

/** `bytes` and `model` are of one file that passed. Throws TextureBroken. */
export async function makeVariants(
  bytes: Uint8Array,
  model: AvatarModel,
  { profile, kind, clock, onStep }: MakeOptions,
): Promise<readonly MadeVariant[]> {
  const made: MadeVariant[] = [];
  let sinceMs = clock();
  let leastIn: string | null = null;
  const likeness = await createLikeness(model, kind === "world");
  const options: OptimiseOptions = {
    plan: planFor(profile, kind),
    likeness: {
      ...likeness,
      compare: async (candidate) => {
        const comparison = await likeness.compare(candidate);
        leastIn = comparison.view;
        return comparison;
      },
    },
    onVariant: (variant) => {
      const nowMs = clock();
      made.push({
        ...variant,
        leastIn: variant.facts.likenessDb === null ? null : leastIn,
        changed: variant.level === "stand-in" ? null : changedJson(bytes, variant.bytes),
        tookMs: nowMs - sinceMs,
      });
      sinceMs = clock();
    },
    onStep: (variant, done, total) => onStep(`${variant.profile} ${variant.level}`, done, total),
  };
  await (kind === undefined
    ? optimiseAvatar(bytes, model, options)
    : optimiseModel(bytes, model, kind, options));
  return made;
}

function planFor(profile: ProfileChoice, kind: ModelKind | undefined): readonly PlannedVariant[] {
  if (profile === "ktx2") return TEXTURE_PLAN;
  const plan = kind === undefined ? DEFAULT_PLAN : planOf(kind);
  return plan.filter((planned) => profile === "all" || planned.profile === profile);
}

/** A picture that only decoding showed to be broken, as the worker tells it. */
export function brokenTextureFinding({ image, imageName, message }: TextureBroken): Finding {
  return makeFinding("IMAGE_BROKEN", { pointer: `/images/${image}`, name: imageName, actual: message });
}
