import { describe, expect, test } from "bun:test";
import { isSampled } from "../../../../scripts/bench/generator/sampled.ts";
import { Stroll } from "../../../../scripts/bench/generator/stroll.ts";
import { seededRng } from "../../../../shared/rng.ts";

const stroll = (count = 50) => new Stroll({ count, limitM: 20, rng: seededRng(1n) });

describe("a crowd that strolls", () => {
  test("stays inside its square and walks no faster than people do", () => {
    const crowd = stroll(1);
    for (let step = 0; step < 20_000; step++) {
      const [x = 0, z = 0] = [crowd.x[0], crowd.z[0]];
      crowd.step(0, 0.05);
      const movedM = Math.hypot((crowd.x[0] ?? 0) - x, (crowd.z[0] ?? 0) - z);
      expect(movedM).toBeLessThan(1.5 * 0.05);
      expect(Math.max(Math.abs(crowd.x[0] ?? 99), Math.abs(crowd.z[0] ?? 99))).toBeLessThanOrEqual(20);
    }
  });

  test("faces where it goes", () => {
    const crowd = stroll(1);
    const [x = 0, z = 0] = [crowd.x[0], crowd.z[0]];
    crowd.step(0, 0.05);
    const yaw = crowd.yaw[0] ?? 0;
    expect((crowd.x[0] ?? 0) - x).toBeCloseTo(Math.sin(yaw) * 0.07, 4);
    expect((crowd.z[0] ?? 0) - z).toBeCloseTo(Math.cos(yaw) * 0.07, 4);
  });

  test("walks the same ways for the same seed", () => {
    expect(stroll().x).toEqual(stroll().x);
  });

  test("knows who is nearest, oneself left out", () => {
    const crowd = stroll(4);
    crowd.x.set([0, 1, 5, -2]);
    crowd.z.set([0, 0, 0, 0]);
    expect(crowd.nearest(0, 2)).toEqual([1, 3]);
  });
});

describe("receivers that are looked at", () => {
  test.each([
    [100, 8],
    [1_000, 8],
    [7, 8],
    [5, 0],
    [1_501, 8],
  ])("of %p clients, %p are spread evenly", (size, sampled) => {
    const chosen = Array.from({ length: size }, (_, index) => index).filter((i) =>
      isSampled(i, size, sampled),
    );
    expect(chosen.length).toBe(Math.min(size, sampled));
    const gaps = chosen.slice(1).map((index, at) => index - (chosen[at] ?? 0));
    if (gaps.length > 0) expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
  });
});
