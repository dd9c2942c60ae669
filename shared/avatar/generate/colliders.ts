// What swinging hair and ribbons must not go through, and how each chain swings. Metres of the base rig.

import type { Point } from "../matrix.ts";

export type BodyCollider = {
  readonly bone: string;
  readonly offset: Point;
  readonly radiusM: number;
  /** Set for a capsule: where it ends. */
  readonly tail?: Point;
};

export const BODY_COLLIDERS: readonly BodyCollider[] = [
  { bone: "head", offset: [0, 0.14, 0], radiusM: 0.118 },
  { bone: "upperChest", offset: [-0.07, 0.05, 0], tail: [0.07, 0.05, 0], radiusM: 0.062 },
  { bone: "chest", offset: [0, 0.02, 0], radiusM: 0.088 },
  { bone: "hips", offset: [0, 0, 0], radiusM: 0.105 },
  { bone: "leftUpperLeg", offset: [0, -0.03, 0], tail: [0, -0.26, 0], radiusM: 0.062 },
  { bone: "rightUpperLeg", offset: [0, -0.03, 0], tail: [0, -0.26, 0], radiusM: 0.062 },
];

export const SPRING = { gravityPower: 0.12, dragForce: 0.45 } as const;
