import { expect, test } from "bun:test";
import { stickOf } from "../../../../edge/web/room/stick.ts";

test("up is forward, right is right, and a thumb beyond the rim wants no more than all", () => {
  expect(stickOf(0, -60, 60)).toEqual({ forward: 1, right: 0 });
  const far = stickOf(300, 300, 60);
  expect(Math.hypot(far.forward, far.right)).toBeCloseTo(1, 9);
  expect(far.forward).toBeLessThan(0);
});

test("near the middle nothing is meant, nor on a pad without a size", () => {
  expect(stickOf(4, 4, 60)).toEqual({ forward: 0, right: 0 });
  expect(stickOf(0, 0, 0)).toEqual({ forward: 0, right: 0 });
});
