import { describe, expect, test } from "bun:test";
import { BUCKET_MS, LatencyHistogram } from "../../../scripts/bench/latency-histogram.ts";

function histogramOf(...latenciesMs: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const latencyMs of latenciesMs) histogram.record(latencyMs);
  return histogram;
}

describe("a histogram of latencies", () => {
  test("quantiles are right to a bucket", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    const histogram = histogramOf(...hundred);
    for (const [share, exact] of [
      [0.5, 50],
      [0.99, 99],
      [1, 100],
    ] as const)
      expect(Math.abs(histogram.quantileMs(share) - exact)).toBeLessThanOrEqual(BUCKET_MS + 1e-9);
  });

  test("one sample is every quantile", () => {
    const histogram = histogramOf(7);
    expect(histogram.quantileMs(0.001)).toBe(histogram.quantileMs(1));
    expect(histogram.figures().max).toBe(7);
  });

  test("without samples there is no quantile", () => {
    expect(new LatencyHistogram().quantileMs(0.5)).toBeNaN();
  });

  test("what is longer than ten seconds counts as ten, and a clock that ran backwards as nothing", () => {
    expect(histogramOf(1e6).quantileMs(0.5)).toBeCloseTo(10_000);
    expect(histogramOf(-1).quantileMs(0.5)).toBeCloseTo(BUCKET_MS);
  });

  test("two added together are as if all had been recorded in one", () => {
    const both = histogramOf(1, 2, 3);
    both.add(histogramOf(40, 50));
    expect(both.figures()).toEqual(histogramOf(1, 2, 3, 40, 50).figures());
  });

  test("a cleared one is empty", () => {
    const histogram = histogramOf(3, 4);
    histogram.clear();
    expect(histogram.figures()).toEqual(new LatencyHistogram().figures());
  });
});
