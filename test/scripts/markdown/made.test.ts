import { expect, test } from "bun:test";
import { twinTable, withMade } from "../../../scripts/markdown/made.ts";
import { markdownTable } from "../../../scripts/markdown/table.ts";

const MAKER = "somebody";
const page = (table: string) => `before\n<!-- made by: somebody -->\n\n${table}\n\n<!-- /made -->\nafter\n`;

test("a table is as wide as its widest cell, and Japanese takes two columns", () => {
  expect(
    markdownTable([
      ["a", "b"],
      ["広場", "x"],
      ["c", "long"],
    ]),
  ).toBe(["| a    | b    |", "| ---- | ---- |", "| 広場 | x    |", "| c    | long |"].join("\n"));
});

test("a table takes the place of the one its maker made before, and nothing else changes", () => {
  expect(withMade(page("old"), MAKER, "new")).toBe(page("new"));
  expect(() => withMade("no place", MAKER, "new")).toThrow("there is no <!-- made by: somebody -->");
});

test("a sentence of the twin stays with its row when rows come, go and change", () => {
  const old = markdownTable([
    ["名前", "既定", "意味"],
    ["`gone`", "1", "消えた。"],
    ["`kept`", "2", "残る。"],
  ]);
  const made = twinTable(page(old), MAKER, [
    ["`new`", "0", "New."],
    ["`kept`", "3", "Kept."],
  ]);
  expect(made).toBe(
    markdownTable([
      ["名前", "既定", "意味"],
      ["`new`", "0", "New."],
      ["`kept`", "3", "残る。"],
    ]),
  );
});
