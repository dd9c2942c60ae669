// The README's list of the public API is the contract's, and so is its Japanese twin's, in Japanese.

import { expect, test } from "bun:test";
import { join } from "node:path";
import { apiTable, japaneseApiTable, withApiTable } from "../../../scripts/readme/api.ts";
import { contract } from "../../../shared/contract/registry.ts";

const ROOT = join(import.meta.dir, "../../..");
const read = (path: string) => Bun.file(join(ROOT, path)).text();

test("README.md lists what the contract has (bun run generate)", async () => {
  const markdown = await read("README.md");
  expect(withApiTable(markdown, apiTable())).toBe(markdown);
});

test("README.ja.md lists it too, each with a sentence in Japanese", async () => {
  const markdown = await read("README.ja.md");
  const table = japaneseApiTable(markdown);
  expect(withApiTable(markdown, table)).toBe(markdown);
  const untold = table
    .split("\n")
    .slice(2)
    .filter((line) => !/[ぁ-ん]/.test(line));
  expect(untold).toEqual([]);
});

test("a sentence of the twin stays with its endpoint when rows come and go", () => {
  const id = Object.keys(contract).at(-1) ?? "";
  const table = japaneseApiTable(`| \`${id}\`   | \`GET /old\` | token | 古いけれど使う文。    |`);
  expect(table).toContain("古いけれど使う文。");
});
