// Where a third-person camera stands: turned by dragging, drawn near by wheel or pinch. Pure; yaw is where it looks.

const PITCH_MIN = -0.35;
const PITCH_MAX = 1.25;
const DISTANCE_MIN_M = 1.4;
const DISTANCE_MAX_M = 14;
const ABOVE_GROUND_M = 0.25;

/** `pitch` is how far above the avatar's eye line the camera stands, radians; it looks down by as much. */
export type Orbit = { readonly yaw: number; readonly pitch: number; readonly distanceM: number };

/** `zoom` multiplies the distance. */
export type OrbitChange = { readonly yaw: number; readonly pitch: number; readonly zoom: number };

export function turnOrbit(orbit: Orbit, change: OrbitChange): Orbit {
  const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  return {
    yaw: orbit.yaw + change.yaw,
    pitch: clamp(orbit.pitch + change.pitch, PITCH_MIN, PITCH_MAX),
    distanceM: clamp(orbit.distanceM * change.zoom, DISTANCE_MIN_M, DISTANCE_MAX_M),
  };
}

type Point = readonly [x: number, y: number, z: number];

/** The camera's place for what it looks at, never under the ground. */
export function orbitPosition(orbit: Orbit, target: Point, groundY: number): Point {
  const away = Math.cos(orbit.pitch) * orbit.distanceM;
  return [
    target[0] - Math.sin(orbit.yaw) * away,
    Math.max(groundY + ABOVE_GROUND_M, target[1] + Math.sin(orbit.pitch) * orbit.distanceM),
    target[2] - Math.cos(orbit.yaw) * away,
  ];
}
