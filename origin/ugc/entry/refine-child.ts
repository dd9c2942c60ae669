// The subprocess of a refinement: a model on standard input; a folder for its variants, what it was uploaded as, which of them to make,
// and what avatars are held to, in the arguments; lines of refine-message.ts on standard output. It is handed no keys and no addresses,
// and may be killed at any time.

import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { type AvatarModel, openAvatar } from "../../../shared/avatar/check-avatar.ts";
import { checkModel, type ModelKind } from "../../../shared/avatar/check-model.ts";
import { type AvatarLimits, avatarLimitsSchema } from "../../../shared/schema/avatar-limits.ts";
import { uploadKindSchema } from "../../../shared/schema/upload.ts";
import { createLikeness } from "../likeness/likeness.ts";
import { optimiseAvatar } from "../optimise/optimise-avatar.ts";
import { optimiseModel, planOf } from "../optimise/optimise-model.ts";
import { DEFAULT_PLAN, type OptimiseOptions, TEXTURE_PLAN } from "../optimise/variant.ts";
import type { RefineMessage } from "../refine-message.ts";
import { drawable } from "../steps/validate-model.ts";

const say = (message: RefineMessage): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

/** Makes the variants of what comes on standard input. Throws where an argument is none that the worker gives, or it is no model. */
export async function runRefineChild([
  folder,
  kindText,
  which,
  limitsText = "{}",
]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error("say which folder the variants go into");
  const kind = uploadKindSchema.parse(kindText);
  if (kind === "image" || kind === "audio") throw new Error(`there are no variants of ${kind}`);
  const isTextures = which === "textures";
  // Verdicts and the origin go first where they share its cores; for textures nobody waits at all.
  const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;
  setPriority(isTextures ? PRIORITY_LOW : PRIORITY_BELOW_NORMAL);
  const limits = avatarLimitsSchema.parse(JSON.parse(limitsText));
  const bytes = await Bun.stdin.bytes();
  const model = openAgain(bytes, kind, limits);
  const plan = isTextures ? TEXTURE_PLAN : kind === "avatar" ? DEFAULT_PLAN : planOf(kind);
  say({ kind: "plan", variants: [...plan] });
  const options: OptimiseOptions = {
    plan,
    limits,
    likeness: await createLikeness(model, kind === "world"),
    onVariant: async ({ bytes: made, ...variant }) => {
      const file = `${variant.profile}-${variant.level}.${kind === "avatar" ? "vrm" : "glb"}`;
      await Bun.write(join(folder, file), made);
      say({ kind: "variant", file, ...variant });
    },
    onStep: ({ profile, level }, texturesDone, texturesTotal) =>
      say({ kind: "textures", profile, level, texturesDone, texturesTotal }),
    onSkipped: (skipped) => say({ kind: "skipped", ...skipped }),
  };
  await (kind === "avatar"
    ? optimiseAvatar(bytes, model, options)
    : optimiseModel(bytes, model, kind, options));
}

function openAgain(bytes: Uint8Array, kind: ModelKind | "avatar", limits: AvatarLimits): AvatarModel {
  if (kind === "avatar") return passed(openAvatar(bytes, limits).model);
  return drawable(passed(checkModel(bytes, kind).model));
}

function passed<M>(model: M | null): M {
  if (model === null) throw new Error("this model passed before, and does not now");
  return model;
}

if (import.meta.main) await runRefineChild(process.argv.slice(2));
