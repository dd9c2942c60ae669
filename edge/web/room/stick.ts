// A thumb on a round pad, as what it wants. Pure.

const DEAD_ZONE = 0.14;

/** From pixels right of and below the middle to −1…1 each, their length at most 1; near the middle nothing is meant. */
export function stickOf(
  rightPx: number,
  downPx: number,
  radiusPx: number,
): { forward: number; right: number } {
  const length = Math.hypot(rightPx, downPx) / radiusPx;
  if (!(length > DEAD_ZONE)) return { forward: 0, right: 0 };
  const scale = 1 / (radiusPx * Math.max(1, length));
  return { forward: -downPx * scale, right: rightPx * scale };
}
