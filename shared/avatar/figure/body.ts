// What of the body is skin: head, ears, neck, arms, hands and legs. The trunk is always under cloth, so there is none.

import type { Point } from "../matrix.ts";
import { earSurfaces, headSurface } from "./head.ts";
import type { Part } from "./part.ts";
import { FINGERS, fingerBones, fingerLine, mirror, SIDES } from "./rig.ts";
import type { Detail, Surface, Weights } from "./surface.ts";
import { type Ring, tube } from "./tube.ts";
import { lerp, smoothstep } from "./vector.ts";

export const FRONT = (): Point => [0, 0, 1];

/** One bone after another along an axis, each from where it begins, blended over `blend` metres around that. */
export function alongChain(
  chain: readonly { readonly bone: string; readonly from: number }[],
  value: number,
  blend: number,
): Weights {
  for (let i = chain.length - 1; i > 0; i--) {
    const [bone, before] = [chain[i], chain[i - 1]];
    if (bone === undefined || before === undefined) continue;
    const share = smoothstep(bone.from - blend, bone.from + blend, value);
    if (share >= 1) return [[bone.bone, 1]];
    if (share > 0)
      return [
        [before.bone, 1 - share],
        [bone.bone, share],
      ];
  }
  return [[chain[0]?.bone ?? "hips", 1]];
}

/** The trunk by height. */
export function trunkWeights([, y]: Point): Weights {
  return alongChain(
    [
      { bone: "hips", from: 0 },
      { bone: "spine", from: 0.77 },
      { bone: "chest", from: 0.86 },
      { bone: "upperChest", from: 0.95 },
      { bone: "neck", from: 1.065 },
      { bone: "head", from: 1.13 },
    ],
    y,
    0.035,
  );
}

export function armWeights(side: string, point: Point): Weights {
  const chain = [
    { bone: `${side}Shoulder`, from: 0 },
    { bone: `${side}UpperArm`, from: 0.095 },
    { bone: `${side}LowerArm`, from: 0.255 },
    { bone: `${side}Hand`, from: 0.395 },
  ];
  return alongChain(chain, Math.abs(point[0]), 0.03);
}

export function legWeights(side: string, [, y]: Point): Weights {
  const chain = [
    { bone: "hips", from: -1 },
    { bone: `${side}UpperLeg`, from: -0.69 },
    { bone: `${side}LowerLeg`, from: -0.38 },
    { bone: `${side}Foot`, from: -0.075 },
  ];
  return alongChain(chain, -y, 0.035);
}

/** Half the thickness of arm and leg, by their length: clothes lie over them. */
export const ARM: readonly (readonly [x: number, radius: number])[] = [
  [0.07, 0.034],
  [0.12, 0.034],
  [0.19, 0.031],
  [0.255, 0.028],
  [0.32, 0.027],
  [0.38, 0.022],
  [0.405, 0.021],
];
export const LEG: readonly (readonly [y: number, radius: number])[] = [
  [0.7, 0.062],
  [0.6, 0.06],
  [0.5, 0.053],
  [0.39, 0.043],
  [0.3, 0.044],
  [0.2, 0.038],
  [0.1, 0.03],
  [0.05, 0.031],
];

/** Reads a table of (place, radius) between its rows; places run one way. */
export function radiusAt(
  table: readonly (readonly [place: number, radius: number])[],
  place: number,
): number {
  const turn = (table[1]?.[0] ?? 0) > (table[0]?.[0] ?? 0) ? 1 : -1;
  const after = table.findIndex(([at]) => (at - place) * turn >= 0);
  const b = table[after === -1 ? table.length - 1 : Math.max(1, after)];
  const a = table[after === -1 ? table.length - 2 : Math.max(1, after) - 1];
  if (a === undefined || b === undefined) return 0;
  return lerp(a[1], b[1], Math.min(1, Math.max(0, (place - a[0]) / (b[0] - a[0]))));
}

export function bodyParts(detail: Detail, withFingers: boolean): Part[] {
  const surfaces: Surface[] = [headSurface(detail), ...earSurfaces(detail), neck(detail)];
  for (const [side, sign] of SIDES)
    surfaces.push(
      arm(side, sign, detail),
      leg(side, sign, detail),
      palm(side, sign, detail),
      ...fingers(side, sign, withFingers, detail),
    );
  return surfaces.map((surface) => ({ mesh: "Body", material: "skin", surface }));
}

/** So many numbers from one to another, equally far apart: what a smooth curve goes through. */
function steps(from: number, to: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, i) => lerp(from, to, i / count));
}

function neck(detail: Detail): Surface {
  const rings: Ring[] = [
    { at: [0, 1.0, -0.002], wide: 0.075, thick: 0.045 },
    { at: [0, 1.045, -0.004], wide: 0.046, thick: 0.038 },
    { at: [0, 1.08, -0.004], wide: 0.036, thick: 0.034 },
    { at: [0, 1.15, -0.004], wide: 0.036, thick: 0.036 },
  ];
  return tube({ rings, front: FRONT, columns: 20, rows: 10, weigh: trunkWeights }, detail);
}

function arm(side: string, sign: number, detail: Detail): Surface {
  const rings = steps(0.115, 0.405, 9).map((x) => {
    const radius = radiusAt(ARM, x);
    return { at: mirror(sign, [x, 1.025, 0]), wide: radius, thick: radius };
  });
  const weigh = (point: Point) => armWeights(side, point);
  return tube({ rings, front: FRONT, columns: 16, rows: 20, weigh, roundEnd: 0.04 }, detail);
}

/** Where the middle line of a leg runs. */
export function legCentre(sign: number, y: number): Point {
  return mirror(sign, [lerp(0.07, 0.064, (y - 0.05) / 0.65), y, y < 0.2 ? -0.006 : 0.002]);
}

function leg(side: string, sign: number, detail: Detail): Surface {
  const rings = steps(0.7, 0.05, 13).map((y) => {
    const radius = radiusAt(LEG, y);
    return { at: legCentre(sign, y), wide: radius, thick: radius * 1.04 };
  });
  return tube(
    { rings, front: FRONT, columns: 18, rows: 22, weigh: (point) => legWeights(side, point) },
    detail,
  );
}

function palm(side: string, sign: number, detail: Detail): Surface {
  const rings: Ring[] = [
    { at: mirror(sign, [0.385, 1.025, 0]), wide: 0.019, thick: 0.021 },
    { at: mirror(sign, [0.42, 1.026, 0]), wide: 0.0175, thick: 0.03 },
    { at: mirror(sign, [0.452, 1.027, 0]), wide: 0.0165, thick: 0.034 },
    { at: mirror(sign, [0.475, 1.027, 0]), wide: 0.013, thick: 0.03 },
  ];
  const weigh = (): Weights => [[`${side}Hand`, 1]];
  return tube({ rings, front: FRONT, columns: 14, rows: 10, weigh, roundStart: 0.2, roundEnd: 0.35 }, detail);
}

function fingers(side: string, sign: number, withBones: boolean, detail: Detail): Surface[] {
  return FINGERS.map((finger) => {
    const [root, tip] = fingerLine(sign, finger);
    const radius = finger === "Thumb" ? 0.0115 : finger === "Little" ? 0.0095 : 0.0108;
    const at = (t: number): Point => [
      lerp(root[0], tip[0], t),
      lerp(root[1], tip[1], t),
      lerp(root[2], tip[2], t),
    ];
    const bones = withBones ? fingerBones(side, finger) : [];
    const chain = bones.map((bone, i) => ({ bone, from: i / 3 }));
    return tube(
      {
        rings: [-0.35, 0.2, 0.7, 1].map((t) => ({ at: at(t), wide: radius, thick: radius })),
        front: () => [0, 1, 0],
        columns: 8,
        rows: 8,
        weigh: (_point, _u, v) =>
          chain.length === 0
            ? [[`${side}Hand`, 1]]
            : alongChain([{ bone: `${side}Hand`, from: -1 }, ...chain], v * 1.35 - 0.35, 0.1),
        roundStart: 0.15,
        roundEnd: 0.28,
      },
      detail,
    );
  });
}
