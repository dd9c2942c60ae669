import { expect, test } from "bun:test";
import { flatness } from "../../../scripts/bench/flatness.ts";

const samples = (rssKb: (minute: number) => number) =>
  Array.from({ length: 30 }, (_, minute) => ({ atMs: minute * 60_000, rssKb: rssKb(minute) }));

test("memory that only grew while it warmed up is flat", () => {
  expect(flatness(samples((minute) => (minute < 10 ? minute * 1_000 : 10_000))).growthShare).toBe(0);
});

test("memory that grows to the end is not, and one peak changes nothing", () => {
  expect(flatness(samples((minute) => 10_000 + minute * 100)).growthShare).toBeCloseTo(0.087, 2);
  expect(flatness(samples((minute) => (minute === 25 ? 99_999 : 10_000))).growthShare).toBe(0);
});

test("without samples nothing is said", () => {
  expect(flatness([]).growthShare).toBeNaN();
});
