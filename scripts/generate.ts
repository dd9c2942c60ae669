// bun run generate: writes what in the checkout is made from code, so that it can be read and diffed. A new row of the Japanese
// tables has an English sentence until somebody translates it there; a test says which.

import { join } from "node:path";
import { CONFORMANCE_PATH, conformancePage } from "./conformance/page.ts";
import { CSHARP_FOLDER, csharpFiles } from "./contract/csharp.ts";
import { API_MAKER, apiRows, apiTable } from "./readme/api.ts";
import { CONFIGURATION_MAKER, configurationCells, configurationTable } from "./readme/configuration.ts";
import { twinTable, withMadeTable } from "./readme/made-table.ts";

const ROOT = join(import.meta.dir, "..");

async function write(path: string, text: string): Promise<void> {
  await Bun.write(join(ROOT, path), text);
  console.log(path);
}

for (const [name, text] of Object.entries(csharpFiles())) await write(`${CSHARP_FOLDER}/${name}`, text);
await write(CONFORMANCE_PATH, conformancePage());
const readme = await Bun.file(join(ROOT, "README.md")).text();
await write(
  "README.md",
  withMadeTable(withMadeTable(readme, API_MAKER, apiTable()), CONFIGURATION_MAKER, configurationTable()),
);
let twin = await Bun.file(join(ROOT, "README.ja.md")).text();
for (const [maker, rows] of [
  [API_MAKER, apiRows()],
  [CONFIGURATION_MAKER, configurationCells()],
] as const)
  twin = withMadeTable(twin, maker, twinTable(twin, maker, rows));
await write("README.ja.md", twin);
