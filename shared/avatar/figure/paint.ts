// Pictures by formula: what lies on eyes, mouth, cheeks, hair and cloth. A painter answers the colour at a place; how large the
// picture is, is the writer's affair.

import type { FaceStyle, Outfit, Rgb } from "./look.ts";
import { mixRgb } from "./look.ts";
import { clamp, smoothstep } from "./vector.ts";

/** sRGB and coverage, 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];
/** `u` from the left, `v` from the top, 0 to 1. */
export type Painter = (u: number, v: number) => Colour;

const WHITE: Rgb = [1, 1, 1];
const BLACK: Rgb = [0, 0, 0];
const opaque = ([red, green, blue]: Rgb): Colour => [red, green, blue, 1];

/** 1 inside an ellipse, 0 outside, `edge` soft. */
function inEllipse(
  u: number,
  v: number,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  edge = 0.05,
): number {
  return 1 - smoothstep(1 - edge, 1 + edge, Math.hypot((u - cx) / rx, (v - cy) / ry));
}

const irises: Readonly<Record<FaceStyle, { readonly rx: number; readonly ry: number; readonly cy: number }>> =
  {
    round: { rx: 0.41, ry: 0.45, cy: 0.53 },
    almond: { rx: 0.36, ry: 0.46, cy: 0.48 },
    sleepy: { rx: 0.38, ry: 0.44, cy: 0.52 },
    sparkling: { rx: 0.43, ry: 0.46, cy: 0.53 },
    dots: { rx: 2, ry: 2, cy: 0.5 },
  };

export function paintEye(style: FaceStyle, colour: Rgb): Painter {
  const { rx, ry, cy } = irises[style];
  const dark = mixRgb(colour, [0.08, 0.05, 0.12], 0.72);
  const light = mixRgb(colour, WHITE, 0.42);
  if (style === "dots")
    return (u, v) =>
      opaque(mixRgb(mixRgb(dark, BLACK, 0.45), WHITE, inEllipse(u, v, 0.4, 0.3, 0.17, 0.15, 0.2)));
  return (u, v) => {
    let out: Rgb = mixRgb(WHITE, [0.72, 0.74, 0.86], 1 - smoothstep(0.08, 0.34, v));
    const down = clamp((v - (cy - ry)) / (2 * ry), 0, 1);
    let iris = mixRgb(dark, colour, smoothstep(0.1, 0.55, down));
    iris = mixRgb(iris, light, smoothstep(0.5, 1, down) * 0.85);
    // A bow of light at the bottom, and a dark rim.
    iris = mixRgb(iris, light, inEllipse(u, v, 0.5, cy + ry * 0.55, rx * 0.7, ry * 0.34, 0.4) * 0.7);
    const radius = Math.hypot((u - 0.5) / rx, (v - cy) / ry);
    iris = mixRgb(iris, dark, smoothstep(0.8, 0.95, radius));
    iris = mixRgb(
      iris,
      mixRgb(dark, BLACK, 0.5),
      inEllipse(u, v, 0.5, cy - ry * 0.04, rx * 0.42, ry * 0.46, 0.14),
    );
    out = mixRgb(out, iris, 1 - smoothstep(0.97, 1.03, radius));
    // Lights.
    out = mixRgb(out, WHITE, inEllipse(u, v, 0.5 - rx * 0.4, cy - ry * 0.42, rx * 0.34, ry * 0.27, 0.12));
    out = mixRgb(
      out,
      WHITE,
      inEllipse(u, v, 0.5 + rx * 0.42, cy + ry * 0.42, rx * 0.16, ry * 0.13, 0.2) * 0.9,
    );
    if (style === "sparkling") {
      const [x, y] = [Math.abs(u - (0.5 + rx * 0.36)) / rx, Math.abs(v - (cy - ry * 0.34)) / ry];
      // A four-pointed star.
      out = mixRgb(out, WHITE, 1 - smoothstep(0.3, 0.36, (Math.sqrt(x) + Math.sqrt(y)) ** 2 * 0.75));
    }
    return opaque(out);
  };
}

/** Lips all round, dark inside, a tongue at the bottom. */
export const paintMouth: Painter = (u, v) => {
  const inside = inEllipse(u, v, 0.5, 0.5, 0.49, 0.47, 0.1);
  const tongue = inEllipse(u, v, 0.5, 1.02, 0.34, 0.42, 0.12);
  const depth = mixRgb([0.5, 0.13, 0.17], [0.93, 0.45, 0.47], tongue);
  return opaque(mixRgb([0.56, 0.23, 0.22], depth, inside));
};

/** Fades to all sides. */
export const paintBlush: Painter = (u, v) => {
  const away = Math.hypot(u - 0.5, v - 0.5) * 2;
  return [1, 0.48, 0.46, 0.5 * (1 - smoothstep(0.1, 0.98, away))];
};

/** Strands along the lock, darker at the root, and a ring of light. To be multiplied with the hair's colour. */
export const paintHair: Painter = (u, v) => {
  const strand = 0.5 + 0.25 * Math.sin(u * 50.3) + 0.25 * Math.sin(u * 113.1 + 1.7);
  const shade = 0.72 + 0.16 * smoothstep(0, 0.35, v) + 0.045 * strand;
  const ring = smoothstep(0.22 + 0.03 * strand, 0.29, v) * (1 - smoothstep(0.33, 0.39 + 0.04 * strand, v));
  const value = clamp(shade + 0.11 * ring - 0.08 * smoothstep(0.75, 1, v), 0, 1);
  return [value, value, value, 1];
};

/** How strongly, and along what, an outfit's main cloth is patterned: 1 where the pattern is. */
const patterns: Readonly<Record<Outfit, (u: number, v: number) => number>> = {
  hoodie: () => 0,
  tee: (_u, v) => (Math.abs(((v * 7) % 1) - 0.5) < 0.2 ? 1 : 0),
  dress: (u, v) => {
    const [x, y] = [u * 14, v * 9];
    const shifted = Math.floor(y) % 2 === 0 ? x : x + 0.5;
    return Math.hypot((shifted % 1) - 0.5, ((y % 1) - 0.5) * 1.1) < 0.2 ? 0.75 : 0;
  },
  blazer: () => 0,
  dungarees: (u, v) => 0.12 * (Math.sin(u * 180 + v * 160) > 0.3 ? 1 : 0),
  happi: (u, v) => {
    // Waves at the hem.
    const x = (u * 16 + (Math.floor(v * 12) % 2) * 0.5) % 1;
    const ring = Math.hypot(x - 0.5, (v * 12) % 1) * 5;
    return v < 0.24 && Math.floor(ring) % 2 === 1 ? 0.7 : 0;
  },
};

/** The main cloth: white where its colour is to show, towards `mark` where the pattern is. */
export function paintCloth(outfit: Outfit, colour: Rgb, mark: Rgb): Painter | null {
  const pattern = patterns[outfit];
  if (outfit === "hoodie" || outfit === "blazer") return null;
  return (u, v) => opaque(mixRgb(colour, mark, pattern(u, v)));
}

/** The second cloth; only a skirt of it is chequered. */
export function paintSecond(outfit: Outfit, colour: Rgb): Painter | null {
  if (outfit !== "blazer") return null;
  const light = mixRgb(colour, WHITE, 0.55);
  return (u, v) => {
    const bar = (value: number, count: number) => (Math.abs(((value * count) % 1) - 0.5) < 0.1 ? 0.35 : 0);
    return opaque(mixRgb(colour, light, bar(u, 18) + bar(v, 4)));
  };
}
