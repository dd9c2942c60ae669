// Tubes and balls: limbs, sleeves, skirts and locks of hair are all tubes along a line, wider here and thinner there.

import type { Point } from "../matrix.ts";
import { bendGrid, type Detail, divide, type Surface, type Weights } from "./surface.ts";
import { add, clamp, cross, scale, subtract, through, unit } from "./vector.ts";

export type Ring = {
  readonly at: Point;
  /** Half the width across, and half the thickness towards `front`, metres. */
  readonly wide: number;
  readonly thick: number;
};

export type TubeShape = {
  /** At least two. The tube goes smoothly through them. */
  readonly rings: readonly Ring[];
  /** Which way the thickness goes, at a point of the line. Must not lie along it. */
  readonly front: (centre: Point) => Point;
  readonly columns: number;
  readonly rows: number;
  readonly weigh: (point: Point, u: number, v: number) => Weights;
  /** Share of the length that rounds off at either end; 0 leaves it open. */
  readonly roundStart?: number;
  readonly roundEnd?: number;
};

export function tube(shape: TubeShape, detail: Detail): Surface {
  const { rings, roundStart = 0, roundEnd = 0 } = shape;
  const along = (pick: (ring: Ring) => number) => {
    const values = rings.map(pick);
    return (t: number) => through(values, t);
  };
  const [x, y, z] = [along((r) => r.at[0]), along((r) => r.at[1]), along((r) => r.at[2])];
  const [wide, thick] = [along((r) => r.wide), along((r) => r.thick)];
  const centre = (t: number): Point => [x(t), y(t), z(t)];
  const rounding = (t: number) => Math.sqrt(Math.min(endShare(t, roundStart), endShare(1 - t, roundEnd)));
  // Rows stand closer where the ends round off.
  const spread = (v: number) => {
    const eased = 0.5 - 0.5 * Math.cos(Math.PI * v);
    if (roundStart > 0 && roundEnd > 0) return eased;
    if (roundEnd > 0) return Math.sin((Math.PI / 2) * v);
    return roundStart > 0 ? 1 - Math.cos((Math.PI / 2) * v) : v;
  };
  return bendGrid({
    columns: divide(shape.columns, detail),
    rows: divide(shape.rows, detail),
    isClosed: true,
    uv: (u, v) => [u, spread(v)],
    at(u, v) {
      const t = spread(v);
      const middle = centre(t);
      const forward = unit(subtract(centre(Math.min(1, t + 0.01)), centre(Math.max(0, t - 0.01))));
      const side = unit(cross(forward, shape.front(middle)));
      const front = unit(cross(side, forward));
      const angle = u * Math.PI * 2;
      const width = Math.max(0, wide(t)) * rounding(t);
      const depth = Math.max(0, thick(t)) * rounding(t);
      return add(middle, add(scale(side, Math.sin(angle) * width), scale(front, Math.cos(angle) * depth)));
    },
    weigh: (point, u, v) => shape.weigh(point, u, spread(v)),
    outward: (point, _u, v) => subtract(point, centre(spread(v))),
  });
}

/** A quarter circle over the share of the length that rounds off, squared. */
function endShare(fromEnd: number, share: number): number {
  if (share <= 0 || fromEnd >= share) return 1;
  return Math.max(0.0004, 1 - (1 - clamp(fromEnd / share, 0, 1)) ** 2);
}

/** A ball of three radii. */
export function ball(
  centre: Point,
  radii: Point,
  bone: string,
  size: { readonly columns: number; readonly rows: number },
  detail: Detail,
): Surface {
  return bendGrid({
    columns: divide(size.columns, detail),
    rows: divide(size.rows, detail),
    isClosed: true,
    at(u, v) {
      const [around, down] = [u * Math.PI * 2, v * Math.PI];
      const ring = Math.max(0.002, Math.sin(down));
      return [
        centre[0] + radii[0] * ring * Math.sin(around),
        centre[1] + radii[1] * Math.cos(down),
        centre[2] + radii[2] * ring * Math.cos(around),
      ];
    },
    weigh: () => [[bone, 1]],
    outward: (point) => subtract(point, centre),
  });
}
