// bun run generate: writes everything in the checkout that is made from the contract, so that it can be read and diffed.

import { join } from "node:path";
import { CSHARP_FOLDER, csharpFiles } from "./contract/csharp.ts";

const ROOT = join(import.meta.dir, "..");

for (const [name, text] of Object.entries(csharpFiles())) {
  await Bun.write(join(ROOT, CSHARP_FOLDER, name), text);
  console.log(`${CSHARP_FOLDER}/${name}`);
}
