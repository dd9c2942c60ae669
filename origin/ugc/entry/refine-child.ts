// The subprocess of a refinement: a model on standard input; a folder for its variants, what it was uploaded as, which of them to make,
// and what avatars are held to, in the arguments; lines of refine-message.ts on standard output. It is handed no keys and no addresses, and may be killed at
// any time.

import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { openAvatar } from "../../../shared/avatar/check-avatar.ts";
import { checkModel } from "../../../shared/avatar/check-model.ts";
import { avatarLimitsSchema } from "../../../shared/schema/avatar-limits.ts";
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

/** Makes the variants of what comes on standard input. Throws where there is no folder for them, or it is no model. */
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
  // Nobody waits for these, and everybody for what else this machine does.
  if (isTextures) setPriority(constants.priority.PRIORITY_LOW);
  const bytes = await Bun.stdin.bytes();
  const limits = avatarLimitsSchema.parse(JSON.parse(limitsText));
  const plan = isTextures ? TEXTURE_PLAN : kind === "avatar" ? DEFAULT_PLAN : planOf(kind);
  say({ kind: "plan", variants: [...plan] });
  const options = (likeness: OptimiseOptions["likeness"]): OptimiseOptions => ({
    plan,
    limits,
    likeness,
    onVariant: async ({ bytes: made, ...variant }) => {
      const file = `${variant.profile}-${variant.level}.${kind === "avatar" ? "vrm" : "glb"}`;
      await Bun.write(join(folder, file), made);
      say({ kind: "variant", file, ...variant });
    },
    onStep: ({ profile, level }, texturesDone, texturesTotal) =>
      say({ kind: "textures", profile, level, texturesDone, texturesTotal }),
    onSkipped: (skipped) => say({ kind: "skipped", ...skipped }),
  });
  if (kind === "avatar") {
    const { model } = openAvatar(bytes, limits);
    if (model === null) throw new Error("this avatar passed before, and does not now");
    return await optimiseAvatar(bytes, model, options(await createLikeness(model)));
  }
  const { model } = checkModel(bytes, kind);
  if (model === null) throw new Error("this model passed before, and does not now");
  const shown = drawable(model);
  await optimiseModel(bytes, shown, kind, options(await createLikeness(shown, kind === "world")));
}

if (import.meta.main) await runRefineChild(process.argv.slice(2));
