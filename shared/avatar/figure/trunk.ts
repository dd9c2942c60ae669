// The shape of the trunk that clothes lie on.

import { clamp, lerp, smoothstep } from "./vector.ts";

/** Half width and half depth of the trunk by height, from the crotch up to the neck. */
const TRUNK: readonly (readonly [y: number, wide: number, deep: number])[] = [
  [0.6, 0.118, 0.078],
  [0.68, 0.118, 0.083],
  [0.75, 0.104, 0.078],
  [0.82, 0.092, 0.07],
  [0.89, 0.097, 0.073],
  [0.96, 0.107, 0.076],
  [1.01, 0.105, 0.07],
  [1.04, 0.082, 0.057],
  [1.06, 0.046, 0.045],
];

/** Half its width and depth at a height, metres. */
export function trunkAt(y: number): { readonly wide: number; readonly deep: number } {
  const after = TRUNK.findIndex(([at]) => at >= y);
  const [b, a] = [
    TRUNK[Math.max(1, after === -1 ? TRUNK.length - 1 : after)],
    TRUNK[Math.max(0, (after === -1 ? TRUNK.length - 1 : after) - 1)],
  ];
  if (a === undefined || b === undefined) return { wide: 0.1, deep: 0.07 };
  const share = clamp((y - a[0]) / (b[0] - a[0]), 0, 1);
  return { wide: lerp(a[1], b[1], share), deep: lerp(a[2], b[2], share) };
}

/** Share of its ease a garment keeps at a height: at the neck it lies close. */
export function snug(y: number): number {
  return lerp(1, 0.45, smoothstep(0.98, 1.05, y));
}
