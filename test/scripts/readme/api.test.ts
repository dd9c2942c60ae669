// The list of the public API is the contract's, and so is its Japanese twin's, in Japanese.

import { expect, test } from "bun:test";
import { join } from "node:path";
import { twinTable, withMade } from "../../../scripts/markdown/made.ts";
import { API_MAKER, API_PAGE, apiRows, apiTable } from "../../../scripts/readme/api.ts";

const ROOT = join(import.meta.dir, "../../..");
const read = (path: string) => Bun.file(join(ROOT, path)).text();

test("the page lists what the contract has (bun run generate)", async () => {
  const markdown = await read(API_PAGE.english);
  expect(withMade(markdown, API_MAKER, apiTable())).toBe(markdown);
});

test("its Japanese twin lists it too, each with a sentence in Japanese", async () => {
  const markdown = await read(API_PAGE.japanese);
  const table = twinTable(markdown, API_MAKER, apiRows());
  expect(withMade(markdown, API_MAKER, table)).toBe(markdown);
  expect(
    table
      .split("\n")
      .slice(2)
      .filter((line) => !/[ぁ-ん]/.test(line)),
  ).toEqual([]);
});
