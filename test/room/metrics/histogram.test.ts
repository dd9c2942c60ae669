import { describe, expect, test } from "bun:test";
import { Histogram, WindowedHistogram } from "../../../room/metrics/histogram.ts";
import { seededRng } from "../../../shared/rng.ts";

const of = (...values: readonly number[]): Histogram => {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
};

describe("a histogram of durations", () => {
  test("answers quantiles at most 1/16 too high and never too low, whatever it was given", () => {
    const rng = seededRng(7n);
    const values = Array.from({ length: 5_000 }, () => Math.floor(2 ** (rng() * 26)));
    const histogram = of(...values);
    const sorted = values.toSorted((a, b) => a - b);
    for (const share of [0, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1]) {
      const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
      const answer = histogram.quantileUs(share);
      expect(answer).toBeGreaterThanOrEqual(exact);
      expect(answer).toBeLessThanOrEqual(exact + Math.max(1, exact / 16));
    }
    expect(histogram.quantileUs(1)).toBe(sorted.at(-1) ?? 0);
  });

  test("knows exactly how many were below a power of two", () => {
    const histogram = of(0, 63, 63.9, 64, 127, 128, 4_095, 4_096, 70e6);
    const below = [1, 64, 128, 4_096, 8_192, 2 ** 26].map((bound) => histogram.countBelow(bound));
    expect(below).toEqual([1, 3, 5, 7, 8, 8]);
  });

  test("keeps count, sum and maximum, and is 0 where nothing was recorded", () => {
    const histogram = of(10, 20, 70e6);
    expect([histogram.count, histogram.sumUs, histogram.maxUs]).toEqual([3, 70_000_030, 70e6]);
    expect(new Histogram().quantileUs(0.99)).toBe(0);
    histogram.clear();
    expect([histogram.count, histogram.sumUs, histogram.quantileUs(1)]).toEqual([0, 0, 0]);
  });

  test("takes a time that ran backwards as none", () => {
    expect(of(-5).countBelow(1)).toBe(1);
  });

  test("adds up to what one histogram of both would be", () => {
    const sum = of(1, 500, 9_000);
    sum.add(of(3, 700_000));
    const both = of(1, 500, 9_000, 3, 700_000);
    for (const share of [0.2, 0.5, 1]) expect(sum.quantileUs(share)).toBe(both.quantileUs(share));
    expect([sum.count, sum.sumUs, sum.maxUs]).toEqual([both.count, both.sumUs, both.maxUs]);
  });
});

test("a windowed histogram remembers the window before the running one, and its total for ever", () => {
  const windowed = new WindowedHistogram();
  const seen = () => [windowed.recent().count, windowed.total.count];
  windowed.record(100);
  windowed.turn();
  windowed.record(200);
  expect(seen()).toEqual([2, 2]);
  windowed.turn();
  expect(seen()).toEqual([1, 2]);
  windowed.turn();
  expect(seen()).toEqual([0, 2]);
});
