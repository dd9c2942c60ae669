import { expect, test } from "bun:test";
import { seededRng } from "../../shared/rng.ts";

test("the same seed gives the same numbers, neighbouring and huge seeds different ones", () => {
  const first = (seed: bigint) => Array.from({ length: 4 }, seededRng(seed));
  expect(first(7n)).toEqual(first(7n));
  const seen = new Set([0n, 1n, 2n, 2n ** 63n, 2n ** 63n + 1n].map((seed) => first(seed).join()));
  expect(seen.size).toBe(5);
});

test("numbers are spread evenly over [0, 1)", () => {
  const rng = seededRng(42n);
  const buckets = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) {
    const bucket = Math.floor(rng() * 10);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
