// Hair: a cap that grows out of the head, and locks. A style is a list of locks; long ones swing.

import type { Point } from "../matrix.ts";
import { direction, HEAD_CENTRE, hairline, headPoint } from "./head.ts";
import type { HairStyle } from "./look.ts";
import type { Chain, Part, Pieces } from "./part.ts";
import { bendGrid, type Detail, divide, type Surface, type Weights } from "./surface.ts";
import { ball, tube } from "./tube.ts";
import { add, lerp, scale, smoothstep, subtract, through, unit } from "./vector.ts";

type Lock = {
  readonly line: readonly Point[];
  /** Half its greatest width and thickness, metres. */
  readonly wide: number;
  readonly thick: number;
  /** Where along it, 0 to 1, it is widest. */
  readonly belly?: number;
  /** Set where it swings from a share of its length on. */
  readonly swings?: { readonly name: string; readonly from: number; readonly joints: number };
};

type Style = {
  readonly locks: readonly Lock[];
  readonly balls?: readonly { readonly at: Point; readonly radii: Point; readonly isTie: boolean }[];
};

/** A point above the head by degrees (see direction) and lift, metres. */
const over = (aroundDeg: number, upDeg: number, lift: number): Point =>
  headPoint(direction(aroundDeg, upDeg), lift);

/** A lock of the fringe: from the crown down to a point before the forehead. */
function fringe(rootDeg: number, tipDeg: number, tipUpDeg: number, wide: number): Lock {
  const line = [0, 0.35, 0.7, 1].map((t) =>
    over(
      lerp(rootDeg, tipDeg, t),
      lerp(62, tipUpDeg, t),
      0.013 + 0.02 * Math.sin(Math.PI * Math.min(1, t * 0.8)) - 0.008 * t,
    ),
  );
  return { line, wide, thick: 0.011, belly: 0.5 };
}

const BLUNT: readonly Lock[] = [-50, -31, -14, 3, 19, 36, 52].map((deg, i) =>
  fringe(deg * 0.7, deg, 16 - Math.abs(deg) * 0.24 - (i % 2) * 5, 0.027),
);
const SWEPT: readonly Lock[] = [
  fringe(28, -44, 2, 0.034),
  fringe(30, -22, 10, 0.032),
  fringe(32, 2, 15, 0.029),
  fringe(36, 44, 4, 0.032),
  fringe(38, 60, -6, 0.026),
];

/** Before the ears, hanging to a height. */
function sideLocks(toY: number, wide: number, swings: boolean): Lock[] {
  return [1, -1].map((sign) => ({
    line: [
      over(58 * sign, 48, 0.014),
      over(72 * sign, 18, 0.018),
      over(74 * sign, -14, 0.014),
      [0.112 * sign, lerp(1.18, toY, 0.45), 0.05],
      [0.104 * sign, toY, 0.06],
    ],
    wide,
    thick: 0.012,
    belly: 0.45,
    ...(swings
      ? { swings: { name: sign > 0 ? "hairSideLeft" : "hairSideRight", from: 0.5, joints: 3 } }
      : {}),
  }));
}

/** Round the back, hanging to a height; `curl` brings the tips in (above 0) or out. */
function backLocks(count: number, toY: number, curl: number, swings: boolean): Lock[] {
  return Array.from({ length: count }, (_, i) => {
    const around = lerp(82, 278, i / (count - 1));
    const sway = ((i * 37) % 11) / 11 - 0.5;
    const skin = over(around, -8, 0.016);
    const behind = smoothstep(60, 130, 180 - Math.abs(180 - around));
    // Long hair lies on the back rather than in it.
    const depth = toY < 1 ? -0.105 : skin[2];
    const end: Point = [
      skin[0] * (toY < 1 ? 0.92 : 1) * (1 - curl),
      toY + sway * 0.035,
      lerp(skin[2], depth, behind) * (1 - curl * 0.8),
    ];
    return {
      line: [
        over(around, 58, 0.013),
        over(around, 26, 0.02),
        skin,
        [lerp(skin[0], end[0], 0.4), lerp(skin[1], end[1], 0.5), lerp(skin[2], end[2], 0.3) - 0.004],
        end,
      ],
      wide: toY < 1 ? 0.036 : 0.031,
      thick: 0.015,
      belly: 0.55,
      ...(swings ? { swings: { name: `hairBack${i + 1}`, from: 0.45, joints: 3 } } : {}),
    };
  });
}

/** A bunch that hangs from a point. */
function bunch(name: string, root: Point, out: Point, tipY: number, full: number): Lock[] {
  return [-1, 0, 1].map((turn) => {
    const side: Point = [-out[2], 0, out[0]];
    const spread = scale(side, turn * 0.024 * full);
    const at = (away: number, down: number): Point =>
      add(add(root, scale(out, away)), add(spread, [0, -down, 0]));
    const drop = root[1] - tipY + turn * turn * 0.05;
    return {
      line: [root, at(0.045, -0.014), at(0.085, drop * 0.3), at(0.085, drop * 0.65), at(0.05, drop)],
      wide: 0.036 * full,
      thick: 0.03 * full,
      belly: 0.4,
      swings: { name: `${name}${turn + 2}`, from: 0.2, joints: 4 },
    };
  });
}

function spikes(): Lock[] {
  const locks: Lock[] = [];
  for (const [up, count, reach] of [
    [70, 5, 0.05],
    [38, 9, 0.05],
    [8, 9, 0.036],
    [-22, 7, 0.026],
  ] as const)
    for (let i = 0; i < count; i++) {
      const around = lerp(up > 60 ? 0 : 74, up > 60 ? 288 : 286, i / (count - 1)) + (up === 38 ? 6 : 0);
      const kick = ((i * 29 + up) % 7) - 3;
      locks.push({
        line: [
          over(around, up + 14, 0.006),
          over(around + kick, up - 2, 0.02),
          over(around + kick * 2, up - 18, 0.014 + reach),
        ],
        wide: 0.034,
        thick: 0.016,
        belly: 0.35,
      });
    }
  return locks;
}

const CURLS = Array.from({ length: 74 }, (_, i) => {
  // Evenly over the ball, by the golden angle.
  const up = 90 - (i / 74) * 128;
  const around = (i * 137.508) % 360;
  const away = Math.abs(((around + 540) % 360) - 180);
  const radius = 0.03 + ((i * 7) % 5) * 0.0022;
  const isFace = away < 62 && up < 40;
  return isFace
    ? null
    : { at: over(around, up, 0.024), radii: [radius, radius, radius] as const, isTie: false };
}).filter((curl) => curl !== null);
const FRONT_CURLS = [-52, -31, -10, 11, 32, 53].map((around, i) => ({
  at: over(around, 36 + (i % 2) * 5, 0.014),
  radii: [0.026, 0.025, 0.024] as const,
  isTie: false,
}));

const styles: Readonly<Record<HairStyle, () => Style>> = {
  bob: () => ({ locks: [...BLUNT, ...sideLocks(1.12, 0.024, false), ...backLocks(11, 1.1, 0.16, false)] }),
  long: () => ({ locks: [...SWEPT, ...sideLocks(0.98, 0.022, true), ...backLocks(11, 0.78, 0.02, true)] }),
  "twin-tails": () => ({
    locks: [
      ...BLUNT,
      ...sideLocks(1.1, 0.018, false),
      ...bunch("tailLeft", [0.118, 1.325, -0.04], [0.93, 0, -0.36], 0.86, 1),
      ...bunch("tailRight", [-0.118, 1.325, -0.04], [-0.93, 0, -0.36], 0.86, 1),
    ],
    balls: [1, -1].map((sign) => ({
      at: [0.124 * sign, 1.332, -0.043] as Point,
      radii: [0.024, 0.026, 0.026] as const,
      isTie: true,
    })),
  }),
  ponytail: () => ({
    locks: [
      ...SWEPT,
      ...sideLocks(1.14, 0.017, false),
      ...bunch("tail", [0, 1.37, -0.1], [0, 0, -1], 0.92, 1.25),
    ],
    balls: [{ at: [0, 1.372, -0.108], radii: [0.03, 0.03, 0.022], isTie: true }],
  }),
  short: () => ({ locks: [...SWEPT, ...spikes()] }),
  buns: () => ({
    locks: [...BLUNT, ...sideLocks(1.08, 0.018, true), ...backLocks(9, 1.16, 0.2, false)],
    balls: [1, -1].flatMap((sign) => [
      { at: [0.092 * sign, 1.405, -0.035] as Point, radii: [0.052, 0.052, 0.05] as const, isTie: false },
      { at: [0.078 * sign, 1.375, -0.033] as Point, radii: [0.036, 0.022, 0.036] as const, isTie: true },
    ]),
  }),
  curls: () => ({ locks: [], balls: [...CURLS, ...FRONT_CURLS] }),
};

export function hairPieces(name: HairStyle, detail: Detail): Pieces {
  const style = styles[name]();
  const chains = style.locks.flatMap((lock) => chainOf(lock) ?? []);
  const hair = (surface: Surface): Part => ({ mesh: "Hair", material: "hair", surface });
  const parts = [hair(capSurface(detail)), ...style.locks.map((lock) => hair(lockSurface(lock, detail)))];
  for (const { at, radii, isTie } of style.balls ?? [])
    parts.push({
      mesh: "Hair",
      material: isTie ? "tie" : "hair",
      surface: ball(
        at,
        radii,
        "head",
        radii[0] > 0.04 ? { columns: 18, rows: 14 } : { columns: 12, rows: 8 },
        detail,
      ),
    });
  return { parts, chains };
}

/** Covers the skull from the crown to the hairline, whose edge tucks in. */
function capSurface(detail: Detail): Surface {
  return bendGrid({
    columns: divide(40, detail),
    rows: divide(14, detail),
    isClosed: true,
    at(u, v) {
      const around = u * 360 + 180;
      const lowest = (Math.asin(hairline(around)) * 180) / Math.PI;
      const lift = 0.017 * Math.sqrt(Math.max(0, 1 - v ** 4)) - 0.003 * v;
      return headPoint(direction(around, lerp(89.5, lowest, v)), lift);
    },
    uv: (u, v) => [u, v * 0.6],
    weigh: () => [["head", 1]],
    outward: (point) => subtract(point, HEAD_CENTRE),
  });
}

function lockSurface(lock: Lock, detail: Detail): Surface {
  const { line, wide, thick, belly = 0.4, swings } = lock;
  const steps = 8;
  const rings = Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    // Slender at the root, widest at the belly, a point at the tip.
    const width = t < belly ? lerp(0.72, 1, smoothstep(0, belly, t)) : 1 - ((t - belly) / (1 - belly)) ** 2.1;
    const shape = Math.max(0.03, width);
    return { at: pointOn(line, t), wide: wide * shape, thick: thick * Math.max(0.06, Math.sqrt(shape)) };
  });
  const joints = chainOf(lock)?.joints ?? [];
  return tube(
    {
      rings,
      front: (centre) =>
        unit(subtract(centre, centre[1] < HEAD_CENTRE[1] ? [0, centre[1], -0.01] : HEAD_CENTRE)),
      columns: 10,
      rows: swings === undefined ? 10 : 18,
      weigh: (_point, _u, v) => (swings === undefined ? [["head", 1]] : swing(v, swings.from, joints)),
      roundStart: 0.1,
      roundEnd: 0.12,
    },
    detail,
  );
}

function pointOn(line: readonly Point[], t: number): Point {
  const along = (axis: 0 | 1 | 2) =>
    through(
      line.map((point) => point[axis]),
      t,
    );
  return [along(0), along(1), along(2)];
}

function chainOf({ line, swings, thick }: Lock): Chain | null {
  if (swings === undefined) return null;
  const joints = Array.from({ length: swings.joints + 1 }, (_, i) => ({
    name: `${swings.name}_${i + 1}`,
    at: pointOn(line, lerp(swings.from, 1, i / swings.joints)),
  }));
  return { name: swings.name, hangsOn: "head", joints, stiffness: 0.9, radiusM: thick };
}

/** Shares of the joints around a place along the lock; the tip holds nothing. */
export function swing(v: number, from: number, joints: readonly { readonly name: string }[]): Weights {
  const x = ((v - from) / (1 - from)) * (joints.length - 1) - 0.5;
  if (x <= -1) return [["head", 1]];
  const i = Math.min(joints.length - 2, Math.floor(x));
  const share = i === joints.length - 2 ? 0 : x - i;
  const bone = (index: number) => (index < 0 ? "head" : (joints[index]?.name ?? "head"));
  return share === 0
    ? [[bone(i), 1]]
    : [
        [bone(i), 1 - share],
        [bone(i + 1), share],
      ];
}
