// How tall the avatar is at rest. Models in centimetres are the commonest mistake, and fill everyone's view.

import type { AvatarLimits } from "../schema/avatar-limits.ts";
import type { Findings } from "./findings.ts";
import type { Point } from "./matrix.ts";

export class Bounds {
  readonly min: [number, number, number] = [Infinity, Infinity, Infinity];
  readonly max: [number, number, number] = [-Infinity, -Infinity, -Infinity];

  /** Takes in xyz triples. */
  add(positions: Float32Array): void {
    for (let i = 0; i < positions.length; i++) {
      const axis = (i % 3) as 0 | 1 | 2;
      const value = positions[i] ?? 0;
      if (value < this.min[axis]) this.min[axis] = value;
      if (value > this.max[axis]) this.max[axis] = value;
    }
  }

  get size(): Point {
    const along = (axis: 0 | 1 | 2) => Math.max(0, this.max[axis] - this.min[axis]);
    return [along(0), along(1), along(2)];
  }
}

/** Reports BOUNDS_HEIGHT and BOUNDS_HEIGHT_UNUSUAL. Returns the height in metres, to the millimetre. */
export function checkHeight(bounds: Bounds, limits: AvatarLimits, findings: Findings): number {
  const heightM = millimetres(bounds.size[1]);
  // A thin long thing is as much in the way as a tall one.
  const largestM = millimetres(Math.max(...bounds.size));
  const isTooSmall = heightM < limits.heightMinM;
  // Written so that NaN, which overflowing transforms give, is refused too.
  if (isTooSmall || !(largestM <= limits.heightMaxM)) {
    const actual = isTooSmall ? heightM : largestM;
    findings.report("BOUNDS_HEIGHT", {
      actual: Number.isFinite(actual) ? actual : "∞",
      limit: `${limits.heightMinM}–${limits.heightMaxM}`,
    });
    return 0;
  }
  if (heightM < limits.heightWarnBelowM || heightM > limits.heightWarnAboveM)
    findings.report("BOUNDS_HEIGHT_UNUSUAL", {
      actual: heightM,
      limit: `${limits.heightWarnBelowM}–${limits.heightWarnAboveM}`,
    });
  return heightM;
}

/** Rounds metres to the millimetre. */
export function millimetres(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}
