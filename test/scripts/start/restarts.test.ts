import { expect, test } from "bun:test";
import { nextRestart } from "../../../scripts/start/restarts.ts";

test("the first end is followed by a start after a quarter of a second, each further one after twice as long", () => {
  expect(nextRestart([0], 1, 10_000)).toEqual({ waitMs: 250 });
  expect(nextRestart([0, 10_000], null, 11_000)).toEqual({ waitMs: 500 });
  expect(nextRestart([0, 10_000, 11_000], 1, 12_000)).toEqual({ waitMs: 1_000 });
});

test("ends long ago do not count", () => {
  expect(nextRestart([0, 1, 2, 3, 4, 5, 100_000], 1, 100_001)).toEqual({ waitMs: 250 });
  expect(nextRestart([0], 1, 3_600_000)).toEqual({ waitMs: 250 });
});

test("a process that ends again and again is given up, and one whose configuration is wrong at once", () => {
  expect(nextRestart([0, 1, 2, 3, 4], 1, 10)).toEqual({ waitMs: 4_000 });
  expect(nextRestart([0, 1, 2, 3, 4, 5], 1, 10)).toBe("give-up");
  expect(nextRestart([0], 78, 10)).toBe("give-up");
});
