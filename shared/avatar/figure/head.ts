// The head's surface as a formula, and its way back: a face is laid on it and hair grows out of it.

import type { Point } from "../matrix.ts";
import { bendGrid, type Detail, divide, type Surface, type Weights } from "./surface.ts";
import { tube } from "./tube.ts";
import { smoothstep, subtract, unit } from "./vector.ts";

export const HEAD_CENTRE: Point = [0, 1.25, 0.004];
/** Half of what it measures: across, up, down, to the front and to the back. */
const HALF_WIDTH_M = 0.126;
const HALF_UP_M = 0.146;
const HALF_DOWN_M = 0.142;
const HALF_FRONT_M = 0.118;
const HALF_BACK_M = 0.132;

const onHead: Weights = [["head", 1]];

/** How much the head narrows at a height, and how far the chin stands forward of its middle. */
function jaw(sy: number): { readonly across: number; readonly deep: number; readonly forward: number } {
  if (sy >= 0) return { across: 1 - 0.03 * sy, deep: 1, forward: 0 };
  const down = -sy;
  return {
    across: 1 - 0.4 * down ** 2.2,
    deep: 1 - 0.3 * down ** 2,
    forward: 0.05 * Math.max(0, down - 0.15) ** 1.6,
  };
}

/** A little nose. */
function nose(x: number, y: number): number {
  return 0.0085 * Math.exp(-((x / 0.011) ** 2) - ((y + 0.052) / (y > -0.052 ? 0.017 : 0.009)) ** 2);
}

/** The point of the head in a direction of the unit sphere. */
export function headPoint([sx, sy, sz]: Point, lift = 0): Point {
  const { across, deep, forward } = jaw(sy);
  const y = sy * (sy > 0 ? HALF_UP_M : HALF_DOWN_M);
  const x = sx * HALF_WIDTH_M * across;
  const bump = sz > 0 ? nose(x, y) : 0;
  const z = sz * (sz > 0 ? HALF_FRONT_M : HALF_BACK_M) * deep + forward + bump;
  return [HEAD_CENTRE[0] + x + sx * lift, HEAD_CENTRE[1] + y + sy * lift, HEAD_CENTRE[2] + z + sz * lift];
}

/** The point of the face before (x, y) of the head's middle, `lift` metres above the skin. */
export function facePoint(x: number, y: number, lift: number): Point {
  const sy = Math.max(-0.98, Math.min(0.98, y / (y > 0 ? HALF_UP_M : HALF_DOWN_M)));
  const { across, deep, forward } = jaw(sy);
  const sx = x / (HALF_WIDTH_M * across);
  const sz = Math.sqrt(Math.max(0, 1 - sx * sx - sy * sy));
  const z = sz * HALF_FRONT_M * deep + forward + nose(x, y);
  const out = unit([sx * 0.7, sy * 0.5, Math.max(0.2, sz)]);
  return [
    HEAD_CENTRE[0] + x + out[0] * lift,
    HEAD_CENTRE[1] + y + out[1] * lift,
    HEAD_CENTRE[2] + z + out[2] * lift,
  ];
}

/** A direction by degrees: around from the front towards the avatar's left, and up from the middle. */
export function direction(aroundDeg: number, upDeg: number): Point {
  const [around, up] = [(aroundDeg * Math.PI) / 180, (upDeg * Math.PI) / 180];
  return [Math.cos(up) * Math.sin(around), Math.sin(up), Math.cos(up) * Math.cos(around)];
}

export function headSurface(detail: Detail): Surface {
  return bendGrid({
    columns: divide(36, detail),
    rows: divide(28, detail),
    isClosed: true,
    // The seam is at the back, under the hair.
    at: (u, v) => headPoint(direction(u * 360 + 180, 89.5 - v * 179)),
    weigh: () => onHead,
    outward: (point) => subtract(point, HEAD_CENTRE),
  });
}

/** The ears, left and right. */
export function earSurfaces(detail: Detail): Surface[] {
  return [1, -1].map((sign) =>
    tube(
      {
        rings: [
          { at: [0.108 * sign, 1.196, 0.004], wide: 0.01, thick: 0.008 },
          { at: [0.121 * sign, 1.214, -0.002], wide: 0.018, thick: 0.013 },
          { at: [0.127 * sign, 1.234, -0.008], wide: 0.023, thick: 0.013 },
          { at: [0.122 * sign, 1.256, -0.012], wide: 0.018, thick: 0.009 },
        ],
        front: () => [sign, 0, 0.25],
        columns: 10,
        rows: 8,
        weigh: () => onHead,
        roundStart: 0.35,
        roundEnd: 0.35,
      },
      detail,
    ),
  );
}

/** How far the hair reaches down, as the height of the unit sphere, at an angle from the front. */
export function hairline(aroundDeg: number): number {
  const away = Math.abs(((aroundDeg + 540) % 360) - 180);
  return 0.5 - 0.75 * smoothstep(35, 85, away) - 0.45 * smoothstep(90, 150, away);
}
