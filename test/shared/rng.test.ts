import { expect, test } from "bun:test";
import { seededRng } from "../../shared/rng.ts";

const MASK_64 = (1n << 64n) - 1n;

/** SplitMix64 as it is written down, plain and slow. */
function* splitMix64(seed: bigint): Generator<bigint, never> {
  for (let state = seed; ; ) {
    state = (state + 0x9e3779b97f4a7c15n) & MASK_64;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
    yield z ^ (z >> 31n);
  }
}
const asFraction = (word: bigint): number => Number(word >> 11n) / 2 ** 53;

test("the numbers are those that others have of SplitMix64", () => {
  const published = [
    6457827717110365317n,
    3203168211198807973n,
    9817491932198370423n,
    4593380528125082431n,
    16408922859458223821n,
  ];
  expect(Array.from({ length: 5 }, seededRng(1234567n))).toEqual(published.map(asFraction));
});

test("reckoned in halves they are the same as in one piece, from whatever seed", () => {
  const seeds = splitMix64(3n);
  const edges = [0n, 1n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 63n, MASK_64, -1n, 2n ** 64n + 7n];
  for (const seed of [...edges, ...Array.from({ length: 2_000 }, () => seeds.next().value)]) {
    const rng = seededRng(seed);
    const whole = splitMix64(seed & MASK_64);
    for (let step = 0; step < 5; step++) expect(rng()).toBe(asFraction(whole.next().value));
  }
});

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
