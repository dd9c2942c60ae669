import { expect, test } from "bun:test";
import { layOut } from "../../../../edge/web/room/layout.ts";

test("everybody in a world walks round the same things, and another world has others", () => {
  expect(layOut("wld_a", 24, [0, 0, 0])).toEqual(layOut("wld_a", 24, [0, 0, 0]));
  expect(layOut("wld_b", 24, [0, 0, 0]).trees).not.toEqual(layOut("wld_a", 24, [0, 0, 0]).trees);
});

test("trees stand outside the walkable square, in worlds of every size", () => {
  for (const halfSizeM of [4, 24, 400])
    for (const { x, z } of layOut("wld_a", halfSizeM, [0, 0, 0]).trees)
      expect(Math.max(Math.abs(x), Math.abs(z))).toBeGreaterThan(halfSizeM);
});

test("nobody appears inside an obstacle, wherever the spawn is", () => {
  for (let x = -12; x <= 12; x += 1.5)
    for (let z = -12; z <= 12; z += 1.5)
      for (const obstacle of layOut("wld_a", 24, [x, 0, z]).obstacles)
        expect(Math.hypot(obstacle.x - x, obstacle.z - z)).toBeGreaterThan(obstacle.radiusM);
});
