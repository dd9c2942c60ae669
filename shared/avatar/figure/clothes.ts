// Clothes: an outfit is a table row of garments, each a few tubes around trunk, arms and legs.

import type { Point } from "../matrix.ts";
import { ARM, armWeights, FRONT, LEG, legCentre, legWeights, radiusAt, trunkWeights } from "./body.ts";
import type { Outfit } from "./look.ts";
import type { Chain, MaterialName, Part, Pieces } from "./part.ts";
import { mirror, SIDES } from "./rig.ts";
import { bendGrid, type Detail, divide, type Surface, type Weights } from "./surface.ts";
import { ball, type Ring, tube } from "./tube.ts";
import { add, clamp, lerp, scale, smoothstep, subtract } from "./vector.ts";

type Garments = {
  readonly top: {
    readonly material: MaterialName;
    readonly hemY: number;
    readonly ease: number;
    readonly neckY: number;
  };
  /** Arms covered down to this far from the middle; how wide they end. */
  readonly sleeve: {
    readonly material: MaterialName;
    readonly toX: number;
    readonly ease: number;
    readonly cuff: number;
  };
  readonly legs?: {
    readonly material: MaterialName;
    readonly toY: number;
    readonly ease: number;
    readonly flare: number;
  };
  readonly skirt?: {
    readonly material: MaterialName;
    readonly fromY: number;
    readonly toY: number;
    readonly flare: number;
    readonly pleats: number;
  };
  readonly socks: { readonly material: MaterialName; readonly toY: number };
  readonly extras: readonly Extra[];
};
type Extra =
  | "hood"
  | "collar"
  | "belt"
  | "bib"
  | "ribbon"
  | "lapels"
  | "neckband"
  | "pocket"
  | "buttons"
  | "hem";

export const outfits: Readonly<Record<Outfit, Garments>> = {
  hoodie: {
    top: { material: "cloth", hemY: 0.66, ease: 0.022, neckY: 1.062 },
    sleeve: { material: "cloth", toX: 0.385, ease: 0.014, cuff: 0.026 },
    legs: { material: "second", toY: 0.075, ease: 0.011, flare: 0.002 },
    socks: { material: "trim", toY: 0.12 },
    extras: ["hood", "pocket", "hem"],
  },
  tee: {
    top: { material: "cloth", hemY: 0.685, ease: 0.013, neckY: 1.052 },
    sleeve: { material: "cloth", toX: 0.205, ease: 0.012, cuff: 0.047 },
    legs: { material: "second", toY: 0.43, ease: 0.014, flare: 0.012 },
    socks: { material: "trim", toY: 0.17 },
    extras: ["neckband"],
  },
  dress: {
    top: { material: "cloth", hemY: 0.78, ease: 0.008, neckY: 1.046 },
    sleeve: { material: "cloth", toX: 0.165, ease: 0.016, cuff: 0.042 },
    skirt: { material: "cloth", fromY: 0.81, toY: 0.42, flare: 0.115, pleats: 10 },
    socks: { material: "trim", toY: 0.2 },
    extras: ["collar", "belt", "ribbon"],
  },
  blazer: {
    top: { material: "cloth", hemY: 0.7, ease: 0.017, neckY: 1.054 },
    sleeve: { material: "cloth", toX: 0.385, ease: 0.01, cuff: 0.031 },
    skirt: { material: "second", fromY: 0.76, toY: 0.5, flare: 0.075, pleats: 18 },
    socks: { material: "trim", toY: 0.33 },
    extras: ["lapels", "collar", "ribbon", "buttons"],
  },
  dungarees: {
    top: { material: "second", hemY: 0.7, ease: 0.01, neckY: 1.054 },
    sleeve: { material: "second", toX: 0.28, ease: 0.01, cuff: 0.038 },
    legs: { material: "cloth", toY: 0.09, ease: 0.017, flare: 0.008 },
    socks: { material: "trim", toY: 0.13 },
    extras: ["bib", "neckband"],
  },
  happi: {
    top: { material: "cloth", hemY: 0.6, ease: 0.018, neckY: 1.056 },
    sleeve: { material: "cloth", toX: 0.325, ease: 0.02, cuff: 0.068 },
    legs: { material: "second", toY: 0.16, ease: 0.008, flare: 0.006 },
    socks: { material: "trim", toY: 0.18 },
    extras: ["lapels", "belt"],
  },
};

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

function trunkAt(y: number): { readonly wide: number; readonly deep: number } {
  const after = TRUNK.findIndex(([at]) => at >= y);
  const [b, a] = [
    TRUNK[Math.max(1, after === -1 ? TRUNK.length - 1 : after)],
    TRUNK[Math.max(0, (after === -1 ? TRUNK.length - 1 : after) - 1)],
  ];
  if (a === undefined || b === undefined) return { wide: 0.1, deep: 0.07 };
  const share = clamp((y - a[0]) / (b[0] - a[0]), 0, 1);
  return { wide: lerp(a[1], b[1], share), deep: lerp(a[2], b[2], share) };
}

export function clothesPieces(name: Outfit, detail: Detail, ribbons: number): Pieces {
  const outfit = outfits[name];
  const parts: Part[] = [];
  const put = (material: MaterialName, ...surfaces: Surface[]) => {
    for (const surface of surfaces) parts.push({ mesh: "Body", material, surface });
  };
  put(outfit.top.material, top(outfit.top, detail));
  for (const [side, sign] of SIDES) {
    put(outfit.sleeve.material, sleeve(outfit.sleeve, side, sign, detail));
    if (outfit.legs !== undefined) put(outfit.legs.material, trouser(outfit.legs, side, sign, detail));
    put(outfit.socks.material, sock(outfit.socks.toY, side, sign, detail));
    put("shoes", shoe(side, sign, detail));
    put("trim", sole(side, sign, detail));
  }
  if (outfit.legs !== undefined) put(outfit.legs.material, seat(detail));
  else put("trim", seat(detail));
  if (outfit.skirt !== undefined) put(outfit.skirt.material, skirt(outfit.skirt, detail));
  for (const extra of outfit.extras)
    for (const { material, surface } of extras[extra](outfit, detail)) put(material, surface);
  const chains: Chain[] = [];
  for (let i = 0; i < ribbons; i++) {
    const { part, chain } = hangingRibbon(i, ribbons, detail);
    parts.push(part);
    chains.push(chain);
  }
  return { parts, chains };
}

function top({ hemY, ease, neckY }: Garments["top"], detail: Detail): Surface {
  const steps = 12;
  const rings: Ring[] = Array.from({ length: steps + 1 }, (_, i) => {
    const y = lerp(hemY, neckY, i / steps);
    const { wide, deep } = trunkAt(y);
    const loose = ease * (y > 1.03 ? 0.45 : 1) + (y < 0.7 ? 0.006 : 0);
    return { at: [0, y, -0.002], wide: wide + loose, thick: deep + loose };
  });
  return tube({ rings, front: FRONT, columns: 28, rows: 22, weigh: trunkWeights }, detail);
}

function sleeve(
  { toX, ease, cuff }: Garments["sleeve"],
  side: string,
  sign: number,
  detail: Detail,
): Surface {
  const steps = 8;
  const rings: Ring[] = Array.from({ length: steps + 1 }, (_, i) => {
    const share = i / steps;
    const x = lerp(0.07, toX, share);
    const bare = radiusAt(ARM, x);
    const radius = lerp(bare + ease + (share < 0.3 ? 0.004 : 0), cuff, smoothstep(0.55, 1, share));
    return {
      at: mirror(sign, [x, 1.022 - (cuff > 0.06 ? 0.02 * share : 0), 0]),
      wide: radius,
      thick: radius * 0.96,
    };
  });
  return tube(
    {
      rings,
      front: FRONT,
      columns: 18,
      rows: 14,
      weigh: (point) => armWeights(side, point),
      roundStart: 0.1,
    },
    detail,
  );
}

function trouser(
  { toY, ease, flare }: NonNullable<Garments["legs"]>,
  side: string,
  sign: number,
  detail: Detail,
): Surface {
  const steps = 9;
  const rings: Ring[] = Array.from({ length: steps + 1 }, (_, i) => {
    const y = lerp(0.7, toY, i / steps);
    const bare = radiusAt(LEG, y);
    const radius = Math.max(bare, toY < 0.2 ? 0.037 : 0) + ease + (flare * i) / steps - (i === 0 ? 0.012 : 0);
    return { at: legCentre(sign, y), wide: radius * (y > 0.6 ? 0.94 : 1), thick: radius * 1.03 };
  });
  return tube(
    { rings, front: FRONT, columns: 20, rows: 22, weigh: (point) => legWeights(side, point) },
    detail,
  );
}

/** Closes the trunk between the legs. */
function seat(detail: Detail): Surface {
  const rings: Ring[] = [
    { at: [0, 0.79, -0.002], wide: 0.1, thick: 0.078 },
    { at: [0, 0.72, -0.002], wide: 0.117, thick: 0.086 },
    { at: [0, 0.66, -0.002], wide: 0.12, thick: 0.084 },
    { at: [0, 0.615, 0], wide: 0.09, thick: 0.06 },
  ];
  return tube(
    { rings, front: FRONT, columns: 24, rows: 12, weigh: () => [["hips", 1]], roundEnd: 0.3 },
    detail,
  );
}

function sock(toY: number, side: string, sign: number, detail: Detail): Surface {
  const rings: Ring[] = Array.from({ length: 6 }, (_, i) => {
    const y = lerp(toY, 0.045, i / 5);
    const bare = radiusAt(LEG, y);
    return { at: legCentre(sign, y), wide: bare + 0.0035, thick: (bare + 0.0035) * 1.04 };
  });
  return tube(
    { rings, front: FRONT, columns: 16, rows: 10, weigh: (point) => legWeights(side, point) },
    detail,
  );
}

const footWeights = (side: string, [, , z]: Point): Weights => {
  const share = smoothstep(0.045, 0.085, z);
  if (share === 0) return [[`${side}Foot`, 1]];
  return share === 1
    ? [[`${side}Toes`, 1]]
    : [
        [`${side}Foot`, 1 - share],
        [`${side}Toes`, share],
      ];
};

function shoe(side: string, sign: number, detail: Detail): Surface {
  const rings: Ring[] = [
    { at: mirror(sign, [0.069, 0.045, -0.052]), wide: 0.034, thick: 0.036 },
    { at: mirror(sign, [0.07, 0.046, -0.01]), wide: 0.042, thick: 0.042 },
    { at: mirror(sign, [0.072, 0.036, 0.045]), wide: 0.047, thick: 0.033 },
    { at: mirror(sign, [0.073, 0.032, 0.105]), wide: 0.045, thick: 0.028 },
  ];
  const weigh = (point: Point) => footWeights(side, point);
  return tube(
    { rings, front: () => [0, 1, 0], columns: 18, rows: 14, weigh, roundStart: 0.22, roundEnd: 0.3 },
    detail,
  );
}

function sole(side: string, sign: number, detail: Detail): Surface {
  const rings: Ring[] = [
    { at: mirror(sign, [0.069, 0.01, -0.058]), wide: 0.034, thick: 0.01 },
    { at: mirror(sign, [0.07, 0.01, -0.01]), wide: 0.041, thick: 0.01 },
    { at: mirror(sign, [0.072, 0.01, 0.045]), wide: 0.047, thick: 0.01 },
    { at: mirror(sign, [0.073, 0.01, 0.112]), wide: 0.046, thick: 0.01 },
  ];
  const weigh = (point: Point) => footWeights(side, point);
  return tube(
    { rings, front: () => [0, 1, 0], columns: 18, rows: 10, weigh, roundStart: 0.22, roundEnd: 0.3 },
    detail,
  );
}

/** The lower it is, the more the nearer leg carries it. */
function skirtWeights(fromY: number, toY: number): (point: Point) => Weights {
  return ([x, y]) => {
    const down = smoothstep(fromY, toY, y) * 0.55;
    const left = smoothstep(-0.08, 0.08, x) * down;
    const right = down - left;
    return (
      [
        ["hips", 1 - down],
        ["leftUpperLeg", left],
        ["rightUpperLeg", right],
      ] as const
    ).filter(([, share]) => share > 0);
  };
}

function skirt({ fromY, toY, flare, pleats }: NonNullable<Garments["skirt"]>, detail: Detail): Surface {
  const waist = trunkAt(fromY);
  const hip = trunkAt(0.68);
  return bendGrid({
    columns: divide(72, detail),
    rows: divide(12, detail),
    isClosed: true,
    at(u, v) {
      const angle = u * Math.PI * 2;
      const opening = smoothstep(0, 0.35, v);
      const out = flare * v ** 1.15;
      const fold = 1 + 0.075 * v * Math.cos(angle * pleats);
      const wide = (lerp(waist.wide + 0.012, Math.max(waist.wide, hip.wide) + 0.014, opening) + out) * fold;
      const deep = (lerp(waist.deep + 0.012, hip.deep + 0.016, opening) + out) * fold;
      return [
        Math.sin(angle) * wide,
        lerp(fromY, toY, v) + 0.006 * Math.cos(angle * pleats) * v,
        Math.cos(angle) * deep - 0.002,
      ];
    },
    weigh: skirtWeights(fromY, toY),
    outward: (point) => [point[0], 0, point[2]],
  });
}

// ── what a garment carries ───────────────────────────────────────────────────────────────────────────────────────────────

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
      const slope = y > 1.03 ? 0.45 : 1;
      const [w, d] = [wide + out * slope, deep + out * slope];
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

const extras: Readonly<Record<Extra, (outfit: Garments, detail: Detail) => readonly Piece[]>> = {
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
function hangingRibbon(index: number, count: number, detail: Detail): { part: Part; chain: Chain } {
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
