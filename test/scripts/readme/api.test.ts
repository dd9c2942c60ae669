// The README's list of the public API is the contract's, and so is its Japanese twin's, in Japanese.

import { expect, test } from "bun:test";
import { join } from "node:path";
import { API_MAKER, apiRows, apiTable } from "../../../scripts/readme/api.ts";
import { twinTable, withMadeTable } from "../../../scripts/readme/made-table.ts";

const ROOT = join(import.meta.dir, "../../..");
const read = (path: string) => Bun.file(join(ROOT, path)).text();

test("README.md lists what the contract has (bun run generate)", async () => {
  const markdown = await read("README.md");
  expect(withMadeTable(markdown, API_MAKER, apiTable())).toBe(markdown);
});

test("README.ja.md lists it too, each with a sentence in Japanese", async () => {
  const markdown = await read("README.ja.md");
  const table = twinTable(markdown, API_MAKER, apiRows());
  expect(withMadeTable(markdown, API_MAKER, table)).toBe(markdown);
  expect(
    table
      .split("\n")
      .slice(2)
      .filter((line) => !/[ぁ-ん]/.test(line)),
  ).toEqual([]);
});
