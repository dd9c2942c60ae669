// bun run generate: writes what in the checkout is made from code, so that it can be read and diffed. A new row of the Japanese
// tables has an English sentence until somebody translates it there; a test says which.

import { join } from "node:path";
import { CONFORMANCE_PATH, conformancePage } from "./conformance/page.ts";
import { CSHARP_FOLDER, csharpFiles } from "./contract/csharp.ts";
import { twinTable, withMade } from "./markdown/made.ts";
import { API_MAKER, API_PAGE, apiRows, apiTable } from "./readme/api.ts";
import {
  CONFIGURATION_MAKER,
  CONFIGURATION_PAGE,
  configurationCells,
  configurationTable,
} from "./readme/configuration.ts";

const ROOT = join(import.meta.dir, "..");

const read = (path: string): Promise<string> => Bun.file(join(ROOT, path)).text();

async function write(path: string, text: string): Promise<void> {
  await Bun.write(join(ROOT, path), text);
  console.log(path);
}

for (const [name, text] of Object.entries(csharpFiles())) await write(`${CSHARP_FOLDER}/${name}`, text);
await write(CONFORMANCE_PATH, conformancePage());
for (const { page, maker, table, rows } of [
  { page: API_PAGE, maker: API_MAKER, table: apiTable(), rows: apiRows() },
  {
    page: CONFIGURATION_PAGE,
    maker: CONFIGURATION_MAKER,
    table: configurationTable(),
    rows: configurationCells(),
  },
]) {
  await write(page.english, withMade(await read(page.english), maker, table));
  const twin = await read(page.japanese);
  await write(page.japanese, withMade(twin, maker, twinTable(twin, maker, rows)));
}
