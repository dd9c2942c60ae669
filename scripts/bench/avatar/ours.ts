// Our optimiser in a process of its own, as the worker runs it: reads one avatar, writes each variant as soon as it is made, and
// says its name on a line of its own.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createLikeness } from "../../../origin/ugc/likeness/likeness.ts";
import { optimiseAvatar } from "../../../origin/ugc/optimise/optimise-avatar.ts";
import { openAvatar } from "../../../shared/avatar/check-avatar.ts";

const [input = "", folder = ""] = process.argv.slice(2);
const bytes = await Bun.file(input).bytes();
const { model, check } = openAvatar(bytes);
if (model === null) throw new Error(check.findings.map(({ code }) => code).join(", "));
await optimiseAvatar(bytes, model, {
  likeness: await createLikeness(model),
  onVariant: async ({ profile, level, bytes: variant }) => {
    const name = `${profile}-${level}.glb`;
    await writeFile(join(folder, name), variant);
    process.stdout.write(`${name}\n`);
  },
});
