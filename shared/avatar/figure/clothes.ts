// Clothes: an outfit's garments, each a few tubes around trunk, arms and legs.

import type { Point } from "../matrix.ts";
import { ARM, armWeights, FRONT, LEG, legCentre, legWeights, radiusAt, trunkWeights } from "./body.ts";
import type { Outfit } from "./look.ts";
import { type Garments, outfits } from "./outfits.ts";
import type { Chain, MaterialName, Part, Pieces } from "./part.ts";
import { mirror, SIDES } from "./rig.ts";
import { bendGrid, type Detail, divide, type Surface, type Weights } from "./surface.ts";
import { extras, hangingRibbon } from "./trimmings.ts";
import { snug, trunkAt } from "./trunk.ts";
import { type Ring, tube } from "./tube.ts";
import { lerp, smoothstep } from "./vector.ts";

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
  // As many as keep the curve on the table: patches are laid on the table's shape.
  const steps = 30;
  const rings: Ring[] = Array.from({ length: steps + 1 }, (_, i) => {
    const y = lerp(hemY, neckY, i / steps);
    const { wide, deep } = trunkAt(y);
    const loose = ease * snug(y) + 0.006 * (1 - smoothstep(0.66, 0.74, y));
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
    // From the cuff up, so that a hem's pattern is at the cuff as well.
    const share = 1 - i / steps;
    const x = lerp(0.07, toX, share);
    const bare = radiusAt(ARM, x);
    const radius = lerp(bare + ease + (share < 0.3 ? 0.004 : 0), cuff, smoothstep(0.55, 1, share));
    return {
      at: mirror(sign, [x, 1.022 - 0.012 * (1 - share) ** 2 - (cuff > 0.06 ? 0.02 * share : 0), 0]),
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
      roundEnd: 0.1,
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
