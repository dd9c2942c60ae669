import { describe, expect, test } from "bun:test";
import { median, pairedRatio, roundOrder } from "../../../scripts/bench/paired-ratio.ts";

describe("how servers are compared", () => {
  test("targets take turns forwards, then backwards", () => {
    expect([0, 1, 2].map((round) => roundOrder(3, round))).toEqual([
      [0, 1, 2],
      [2, 1, 0],
      [0, 1, 2],
    ]);
  });

  test("a median is the middle one, or between the middle two", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  test("a machine that slows down for a while moves both sides of a pair, and not the ratio", () => {
    const ours = new Map([1, 1, 3, 3, 1].map((cost, round) => [round, cost]));
    const theirs = new Map([10, 10, 30, 30, 10].map((cost, round) => [round, cost]));
    expect(pairedRatio(theirs, ours)).toEqual({ ratio: 10, spread: 0, pairs: 5 });
  });

  test("the spread is from quartile to quartile, as a share of the median", () => {
    const ones = new Map([0, 1, 2, 3, 4].map((round) => [round, 1]));
    const theirs = new Map([8, 9, 10, 11, 20].map((cost, round) => [round, cost]));
    expect(pairedRatio(theirs, ones)).toEqual({ ratio: 10, spread: 0.2, pairs: 5 });
  });

  test("a round in which one side did nothing makes no pair", () => {
    const some = new Map([
      [0, 4],
      [1, Number.NaN],
    ]);
    const others = new Map([
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
    expect(pairedRatio(some, others)?.pairs).toBe(1);
    expect(pairedRatio(new Map(), others)).toBeNull();
  });
});
