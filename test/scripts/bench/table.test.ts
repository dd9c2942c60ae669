import { describe, expect, test } from "bun:test";
import { percent, renderTable, short } from "../../../scripts/bench/table.ts";

describe("a table for a terminal", () => {
  test("names are on the left, figures on the right, and a missing cell is empty", () => {
    const columns = [
      { title: "server", align: "left" },
      { title: "p99", align: "right" },
    ] as const;
    expect(renderTable(columns, [["a", "12.5"], ["mosquitto"]])).toBe(
      ["server      p99", "─────────  ────", "a          12.5", "mosquitto"].join("\n"),
    );
  });

  test("figures have three digits and a letter for the thousands", () => {
    expect([0, 0.0213, 1.234, 45.67, 789.4, 1234, 33_800_000, 2e9].map(short)).toEqual([
      "0.00",
      "0.021",
      "1.23",
      "45.7",
      "789",
      "1.23k",
      "33.8M",
      "2.00G",
    ]);
  });

  test("what there is no figure of is a dash", () => {
    expect([short(Number.NaN), short(1 / 0), percent(0 / 0)]).toEqual(["–", "–", "–"]);
  });

  test("small shares show a tenth of a percent", () => {
    expect([0, 0.004, 0.5, 1.01].map(percent)).toEqual(["0%", "0.4%", "50%", "101%"]);
  });
});
