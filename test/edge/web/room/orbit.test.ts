import { expect, test } from "bun:test";
import { type Orbit, orbitPosition, turnOrbit } from "../../../../edge/web/room/orbit.ts";

const ORBIT: Orbit = { yaw: 0, pitch: 0.3, distanceM: 4 };
const NO_CHANGE = { yaw: 0, pitch: 0, zoom: 1 };

test("the camera stands behind what it looks at, above it, at its distance", () => {
  const [x, y, z] = orbitPosition(ORBIT, [1, 1.5, 2], 0);
  expect(x).toBeCloseTo(1, 9);
  expect(y).toBeGreaterThan(1.5);
  expect(z).toBeLessThan(2);
  expect(Math.hypot(x - 1, y - 1.5, z - 2)).toBeCloseTo(4, 9);
});

test("however it is turned and drawn, it stays within its bounds and above the ground", () => {
  let orbit = ORBIT;
  for (const pitch of [5, -9, 3]) {
    orbit = turnOrbit(orbit, { ...NO_CHANGE, pitch, zoom: 100 });
    expect(orbitPosition(orbit, [0, 1.2, 0], 0)[1]).toBeGreaterThan(0.2);
    expect(orbit.distanceM).toBeLessThanOrEqual(14);
    orbit = turnOrbit(orbit, { ...NO_CHANGE, zoom: 0.0001 });
    expect(orbit.distanceM).toBeGreaterThanOrEqual(1);
  }
});
