// The subprocess of a refinement: an avatar on standard input, a folder for its variants and what avatars are held to in the arguments,
// lines of refine-message.ts on standard output. It is handed no keys and no addresses, and may be killed at any time.

import { join } from "node:path";
import { openAvatar } from "../../../shared/avatar/check-avatar.ts";
import { avatarLimitsSchema } from "../../../shared/schema/avatar-limits.ts";
import { createLikeness } from "../likeness/likeness.ts";
import { optimiseAvatar } from "../optimise/optimise-avatar.ts";
import { DEFAULT_PLAN } from "../optimise/variant.ts";
import type { RefineMessage } from "../refine-message.ts";

const say = (message: RefineMessage): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

/** Makes the variants of what comes on standard input. Throws where there is no folder for them, or it is no avatar. */
export async function runRefineChild([folder, limits = "{}"]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error("say which folder the variants go into");
  const bytes = await Bun.stdin.bytes();
  const avatarLimits = avatarLimitsSchema.parse(JSON.parse(limits));
  const { model } = openAvatar(bytes, avatarLimits);
  if (model === null) throw new Error("this avatar passed before, and does not now");
  const plan = DEFAULT_PLAN;
  say({ kind: "plan", variants: [...plan] });
  await optimiseAvatar(bytes, model, {
    plan,
    likeness: await createLikeness(model),
    limits: avatarLimits,
    onVariant: async ({ bytes: made, ...variant }) => {
      const file = `${variant.profile}-${variant.level}.vrm`;
      await Bun.write(join(folder, file), made);
      say({ kind: "variant", file, ...variant });
    },
    onStep: ({ profile, level }, texturesDone, texturesTotal) =>
      say({ kind: "textures", profile, level, texturesDone, texturesTotal }),
    onSkipped: (skipped) => say({ kind: "skipped", ...skipped }),
  });
}

if (import.meta.main) await runRefineChild(process.argv.slice(2));
