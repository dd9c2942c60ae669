import { describe, expect, test } from "bun:test";
import { type Column, clip, plain, renderTable } from "../../../scripts/room/columns.ts";

type Row = { readonly name: string; readonly count: number };
const TABLE: readonly Column<Row>[] = [
  { title: "name", align: "left", width: "flexible", cell: ({ name }) => name },
  { title: "count", align: "right", width: "whole", cell: ({ count }) => String(count) },
];

describe("a table on a terminal", () => {
  test("lines up names of any script by the columns they take", () => {
    const names = ["Ana", "田中太郎", "さくら広場", "👩‍👩‍👧 fam", "é"];
    const lines = renderTable(
      TABLE,
      names.map((name, at) => ({ name, count: 10 ** at })),
      80,
    );
    expect(new Set(lines.map((line) => Bun.stringWidth(line)))).toEqual(new Set([10 + 2 + 5]));
    expect(lines[0]).toBe("name        count");
    expect(lines[3]).toBe("さくら広場    100");
  });

  test("never is wider than the terminal: names are cut by whole characters, then columns go from the right", () => {
    const rows = [{ name: "あいうえおかきくけこさしすせそたちつてとなにぬねの", count: 5 }];
    for (let columns = 1; columns <= 60; columns++)
      for (const line of renderTable(TABLE, rows, columns))
        expect(Bun.stringWidth(line)).toBeLessThanOrEqual(columns);
    expect(renderTable(TABLE, rows, 18)).toEqual(["name         count", "あいうえお…      5"]);
    expect(renderTable(TABLE, rows, 16)).toEqual(["name", "あいうえおかき…"]);
  });

  test("lets nobody's name move the cursor or turn the text round", () => {
    const name = "a\u001b[2J\u009b1m\r\n\t\u0007\u202eb\u2028c";
    const [, line = ""] = renderTable(TABLE, [{ name, count: 1 }], 80);
    expect(line).toBe("a�[2J�1m�����b�c      1");
    expect(line).not.toMatch(/\p{Cc}|\u202e|\u2028/u);
  });
});

test("clipping keeps joined characters whole and says that there was more", () => {
  expect(clip("abc", 3)).toBe("abc");
  expect(clip("abcd", 3)).toBe("ab…");
  expect(clip("👩‍👩‍👧👩‍👩‍👧", 3)).toBe("👩‍👩‍👧…");
  expect(plain("👩‍👩‍👧")).toBe("👩‍👩‍👧");
});
