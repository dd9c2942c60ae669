import { describe, expect, test } from "bun:test";
import { nextAvatars, type Probe, type SearchBounds } from "../../../scripts/bench/cap-search.ts";

/** Searches a server that holds `capacity` and no more. */
function search(capacity: number, bounds: SearchBounds): { held: number; probes: number } {
  const probes: Probe[] = [];
  for (let avatars = nextAvatars(probes, bounds); avatars !== null; avatars = nextAvatars(probes, bounds)) {
    probes.push({ avatars, held: avatars <= capacity });
    if (probes.length > 100) throw new Error("it does not end");
  }
  return { held: Math.max(0, ...probes.filter((p) => p.held).map((p) => p.avatars)), probes: probes.length };
}

const BOUNDS: SearchBounds = { startAt: 100, avatarsMax: 2_000, precision: 0.03 };

describe("the search for the largest room", () => {
  test.each([1, 7, 78, 100, 131, 999, 1_500, 1_999])("finds %p within 3 %%", (capacity) => {
    const { held, probes } = search(capacity, BOUNDS);
    expect(held).toBeLessThanOrEqual(capacity);
    expect(held).toBeGreaterThanOrEqual(Math.min(capacity - 1, capacity * 0.97));
    expect(probes).toBeLessThan(20);
  });

  test("ends at the largest number that is asked about", () => {
    expect(search(5_000, BOUNDS).held).toBe(2_000);
  });

  test("ends when not even one is held", () => {
    expect(search(0, BOUNDS).held).toBe(0);
  });

  test("a number that was held above one that was missed was luck", () => {
    const probes = [
      { avatars: 100, held: true },
      { avatars: 150, held: false },
      { avatars: 225, held: true },
    ];
    expect(nextAvatars(probes, BOUNDS)).toBe(125);
  });
});
