// Makes every variant of the avatar whose path it is given, and prints a line of each: profile, level, SHA-256.

import { createLikeness } from "../../../../origin/ugc/likeness/likeness.ts";
import { optimiseAvatar } from "../../../../origin/ugc/optimise/optimise-avatar.ts";
import { openAvatar } from "../../../../shared/avatar/check-avatar.ts";

const upload = await Bun.file(process.argv[2] ?? "").bytes();
const { model } = openAvatar(upload);
if (model === null) throw new Error("an avatar that passes was expected");
await optimiseAvatar(upload, model, {
  likeness: await createLikeness(model),
  onVariant: ({ profile, level, bytes }) => console.log(profile, level, Bun.SHA256.hash(bytes, "hex")),
});
