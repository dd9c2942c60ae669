// bun run generate: writes everything in the checkout that is made from the contract, so that it can be read and diffed.

import { join } from "node:path";
import { CSHARP_FOLDER, csharpFiles } from "./contract/csharp.ts";
import { apiTable, japaneseApiTable, withApiTable } from "./readme/api.ts";

const ROOT = join(import.meta.dir, "..");

async function write(path: string, text: string): Promise<void> {
  await Bun.write(join(ROOT, path), text);
  console.log(path);
}

for (const [name, text] of Object.entries(csharpFiles())) await write(`${CSHARP_FOLDER}/${name}`, text);
for (const [path, tableOf] of [
  ["README.md", apiTable],
  ["README.ja.md", japaneseApiTable],
] as const) {
  const markdown = await Bun.file(join(ROOT, path)).text();
  await write(path, withApiTable(markdown, tableOf(markdown)));
}
