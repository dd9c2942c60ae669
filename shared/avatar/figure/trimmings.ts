// What a garment carries: hoods, collars, bows, belts, patches laid on its front, and ribbons that swing.

import type { Point } from "../matrix.ts";
import { FRONT, trunkWeights } from "./body.ts";
import type { Extra, Garments } from "./outfits.ts";
import type { Chain, MaterialName, Part } from "./part.ts";
import { mirror } from "./rig.ts";
import { bendGrid, type Detail, divide, type Surface } from "./surface.ts";
import { snug, trunkAt } from "./trunk.ts";
import { ball, type Ring, tube } from "./tube.ts";
import { add, clamp, lerp, scale, smoothstep, subtract } from "./vector.ts";

type Piece = { readonly material: MaterialName; readonly surface: Surface };

/** A patch on the front of the trunk, `out` metres above the cloth. */
function frontPatch(
  corner: (u: number, v: number) => readonly [x: number, y: number],
  out: number,
  detail: Detail,
): Surface {
  return bendGrid({
    columns: divide(8, detail),
    rows: divide(8, detail),
    isClosed: false,
    at(u, v) {
      const [x, y] = corner(u, v);
      const { wide, deep } = trunkAt(y);
      const low = 0.006 * (1 - smoothstep(0.66, 0.74, y));
      const [w, d] = [wide + out * snug(y) + low, deep + out * snug(y) + low + 0.002 * (1 - snug(y)) * 2];
      return [x, y, Math.sqrt(Math.max(0, 1 - (x / w) ** 2)) * d - 0.002];
    },
    weigh: trunkWeights,
    outward: () => [0, 0, 1],
  });
}

/** A band around the neck. */
function neckband(y: number, wide: number, thick: number, detail: Detail): Surface {
  return bendGrid({
    columns: divide(24, detail),
    rows: divide(8, detail),
    isClosed: true,
    at(u, v) {
      const [around, along] = [u * Math.PI * 2, v * Math.PI * 2];
      const radius = wide + Math.cos(along) * thick;
      return [
        Math.sin(around) * radius * 1.12,
        y + Math.sin(along) * thick + 0.009 * -Math.cos(around),
        Math.cos(around) * radius - 0.004,
      ];
    },
    weigh: trunkWeights,
    outward: (point, u) =>
      subtract(point, [Math.sin(u * Math.PI * 2) * wide * 1.12, y, Math.cos(u * Math.PI * 2) * wide]),
  });
}

function belt(y: number, ease: number, half: number, detail: Detail): Surface {
  const { wide, deep } = trunkAt(y);
  const rings: Ring[] = [-1, -0.9, 0, 0.9, 1].map((t) => {
    const out = ease + (Math.abs(t) < 1 ? 0.006 : -0.006);
    return { at: [0, y + t * half, -0.002], wide: wide + out, thick: deep + out };
  });
  return tube({ rings, front: FRONT, columns: 28, rows: 8, weigh: trunkWeights }, detail);
}

function bow(at: Point, size: number, detail: Detail): Piece[] {
  const bone = "upperChest";
  const loops = [1, -1].map((sign) =>
    tube(
      {
        rings: [
          { at, wide: size * 0.18, thick: size * 0.14 },
          { at: add(at, [size * 0.55 * sign, size * 0.12, 0.004]), wide: size * 0.36, thick: size * 0.2 },
          { at: add(at, [size * 1.05 * sign, size * 0.1, -0.002]), wide: size * 0.46, thick: size * 0.16 },
        ],
        front: FRONT,
        columns: 10,
        rows: 8,
        weigh: () => [[bone, 1]],
        roundStart: 0.1,
        roundEnd: 0.25,
      },
      detail,
    ),
  );
  const knot = ball(at, [size * 0.24, size * 0.24, size * 0.22], bone, { columns: 10, rows: 8 }, detail);
  return [...loops, knot].map((surface) => ({ material: "tie", surface }));
}

/** How each is made for an outfit. */
export const extras: Readonly<Record<Extra, (outfit: Garments, detail: Detail) => readonly Piece[]>> = {
  neckband: ({ top: { material } }, detail) => [
    { material: material === "cloth" ? "trim" : material, surface: neckband(1.05, 0.044, 0.009, detail) },
  ],
  hood: (_outfit, detail) => [
    {
      material: "cloth",
      surface: bendGrid({
        columns: divide(28, detail),
        rows: divide(10, detail),
        isClosed: true,
        at(u, v) {
          const [around, along] = [u * Math.PI * 2, v * Math.PI * 2];
          const behind = 0.5 - 0.5 * Math.cos(around);
          const thick = lerp(0.017, 0.038, behind);
          const radius = lerp(0.05, 0.072, behind) + Math.cos(along) * thick;
          return [
            Math.sin(around) * radius * 1.1,
            lerp(1.045, 1.062, behind) + Math.sin(along) * thick,
            Math.cos(around) * radius - 0.006,
          ];
        },
        weigh: () => [["upperChest", 1]],
        outward: (point, u) => {
          const around = u * Math.PI * 2;
          const radius = lerp(0.05, 0.072, 0.5 - 0.5 * Math.cos(around));
          return subtract(point, [Math.sin(around) * radius * 1.1, 1.052, Math.cos(around) * radius]);
        },
      }),
    },
    ...[1, -1].map((sign) => ({
      material: "trim" as const,
      surface: tube(
        {
          rings: [
            { at: [0.022 * sign, 1.035, 0.07], wide: 0.003, thick: 0.003 },
            { at: [0.026 * sign, 0.99, 0.093], wide: 0.003, thick: 0.003 },
            { at: [0.027 * sign, 0.95, 0.099], wide: 0.0042, thick: 0.0042 },
          ],
          front: FRONT,
          columns: 6,
          rows: 8,
          weigh: () => [["upperChest", 1]],
          roundEnd: 0.15,
        },
        detail,
      ),
    })),
  ],
  pocket: ({ top: { ease } }, detail) => [
    {
      material: "cloth",
      surface: frontPatch(
        (u, v) => [(u * 2 - 1) * lerp(0.068, 0.046, v), lerp(0.715, 0.795, v)],
        ease + 0.007,
        detail,
      ),
    },
  ],
  hem: ({ top: { hemY, ease } }, detail) => [
    { material: "cloth", surface: belt(hemY + 0.012, ease + 0.004, 0.02, detail) },
  ],
  belt: ({ top: { ease } }, detail) => [
    { material: "tie", surface: belt(0.79, ease + 0.002, 0.017, detail) },
  ],
  collar: (_outfit, detail) => [
    { material: "trim", surface: neckband(1.052, 0.043, 0.012, detail) },
    ...[1, -1].map((sign) => ({
      material: "trim" as const,
      surface: frontPatch(
        (u, v) => [sign * lerp(0.004 + 0.012 * v, 0.052 - 0.004 * v, u), lerp(1.052, 1.012 + 0.012 * u, v)],
        0.022,
        detail,
      ),
    })),
  ],
  ribbon: ({ top: { ease } }, detail) => bow([0, 1.008, 0.072 + ease], 0.036, detail),
  lapels: ({ top: { hemY, ease, material } }, detail) => {
    const isJacket = material === "cloth" && hemY > 0.65;
    const low = isJacket ? 0.88 : hemY + 0.005;
    return [
      {
        material: "trim",
        surface: frontPatch(
          (u, v) => [(u * 2 - 1) * lerp(0.002, 0.036, v), lerp(low, 1.05, v)],
          ease + 0.003,
          detail,
        ),
      },
      ...[1, -1].map((sign) => ({
        material: isJacket ? ("cloth" as const) : ("second" as const),
        surface: frontPatch(
          (u, v) => [
            sign *
              (lerp(0.002, 0.032, v) +
                u * (isJacket ? 0.026 * Math.sin(Math.PI * Math.min(1, v * 1.05)) + 0.004 : 0.02)),
            lerp(low, 1.05, v),
          ],
          ease + 0.007,
          detail,
        ),
      })),
    ];
  },
  buttons: ({ top: { ease } }, detail) =>
    [0.84, 0.79].map((y) => ({
      material: "tie" as const,
      surface: ball(
        [0.0, y, trunkAt(y).deep + ease + 0.002],
        [0.008, 0.008, 0.005],
        "chest",
        { columns: 8, rows: 6 },
        detail,
      ),
    })),
  bib: ({ top: { ease } }, detail) => [
    {
      material: "cloth",
      surface: frontPatch(
        (u, v) => [(u * 2 - 1) * lerp(0.085, 0.06, v), lerp(0.77, 0.965, v)],
        ease + 0.008,
        detail,
      ),
    },
    {
      material: "cloth",
      surface: frontPatch((u, v) => [(u * 2 - 1) * 0.034, lerp(0.865, 0.925, v)], ease + 0.012, detail),
    },
    { material: "cloth", surface: belt(0.76, 0.016, 0.03, detail) },
    ...[1, -1].flatMap((sign) => [
      { material: "cloth" as const, surface: strap(sign, detail) },
      {
        material: "tie" as const,
        surface: ball(
          [0.05 * sign, 0.948, 0.089],
          [0.011, 0.011, 0.006],
          "upperChest",
          { columns: 10, rows: 8 },
          detail,
        ),
      },
    ]),
  ],
};

/** Over the shoulder from the bib to the back. */
function strap(sign: number, detail: Detail): Surface {
  const line: readonly Point[] = [
    [0.05, 0.94, 0.086],
    [0.055, 1.0, 0.083],
    [0.056, 1.046, 0.04],
    [0.056, 1.05, -0.01],
    [0.052, 1.01, -0.08],
    [0.04, 0.9, -0.087],
    [0.03, 0.8, -0.082],
  ];
  const rings = line.map((at) => ({ at: mirror(sign, at), wide: 0.013, thick: 0.005 }));
  return tube(
    { rings, front: ([, y, z]) => [0, y > 1 ? 1 : 0.1, z], columns: 8, rows: 20, weigh: trunkWeights },
    detail,
  );
}

/** A ribbon from the belt that swings, the `index`th of `count` around the waist. */
export function hangingRibbon(index: number, count: number, detail: Detail): { part: Part; chain: Chain } {
  const angle = ((index + 0.5) / count) * Math.PI * 2;
  const out: Point = [Math.sin(angle), 0, Math.cos(angle)];
  const at = (t: number): Point => add(scale(out, 0.15 + 0.05 * t), [0, 0.74 - 0.26 * t, 0]);
  const joints = [0, 1, 2, 3, 4].map((i) => ({ name: `ribbon${index + 1}_${i + 1}`, at: at(i / 4) }));
  const surface = tube(
    {
      rings: [0, 0.5, 1].map((t) => ({ at: at(t), wide: 0.009, thick: 0.003 })),
      front: () => out,
      columns: 6,
      rows: 12,
      weigh: (_point, _u, v) => {
        const x = v * 4 - 0.5;
        const i = clamp(Math.floor(x), 0, 3);
        const share = clamp(x - i, 0, 1);
        const [near, far] = [joints[i]?.name ?? "hips", joints[Math.min(3, i + 1)]?.name ?? "hips"];
        return share === 0 || near === far
          ? [[near, 1]]
          : [
              [near, 1 - share],
              [far, share],
            ];
      },
      roundEnd: 0.1,
    },
    detail,
  );
  const chain = { name: `ribbon${index + 1}`, hangsOn: "hips", joints, stiffness: 0.5, radiusM: 0.01 };
  return { part: { mesh: "Body", material: "tie", surface }, chain };
}
