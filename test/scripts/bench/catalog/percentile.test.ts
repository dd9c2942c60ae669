import { expect, test } from "bun:test";
import { percentile } from "../../../../scripts/bench/catalog/percentile.ts";

test("a percentile is the sample that so many are not above", () => {
  const samples = Array.from({ length: 100 }, (_, n) => 100 - n);
  expect([0.01, 0.5, 0.99, 1].map((share) => percentile(samples, share))).toEqual([1, 50, 99, 100]);
  expect(percentile([7], 0.5)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});
