// How a figure looks: which hair, face and clothes, in which colours, how tall. Plain data, with the names of every choice.

import * as z from "zod";

export const HAIR_STYLES = ["bob", "long", "twin-tails", "ponytail", "short", "buns", "curls"] as const;
export const FACE_STYLES = ["round", "almond", "sleepy", "sparkling", "dots"] as const;
export const OUTFITS = ["hoodie", "tee", "dress", "blazer", "dungarees", "happi"] as const;
export type HairStyle = (typeof HAIR_STYLES)[number];
export type FaceStyle = (typeof FACE_STYLES)[number];
export type Outfit = (typeof OUTFITS)[number];

export const HEIGHT_MIN_M = 0.9;
export const HEIGHT_MAX_M = 1.9;

const colour = z.string().regex(/^#[0-9a-f]{6}$/);

export const lookSchema = z.strictObject({
  hair: z.enum(HAIR_STYLES),
  face: z.enum(FACE_STYLES),
  outfit: z.enum(OUTFITS),
  /** From the soles to the crown, hair left out. */
  heightM: z.number().min(HEIGHT_MIN_M).max(HEIGHT_MAX_M),
  /** sRGB, as `#rrggbb`. */
  colours: z.strictObject({ skin: colour, hair: colour, eyes: colour, cloth: colour, second: colour }),
});
export type Look = z.infer<typeof lookSchema>;

/** sRGB, each 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `#rrggbb`. */
export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** What a glTF factor wants: linear light. */
export function linear([red, green, blue]: Rgb): Rgb {
  return [toLinear(red), toLinear(green), toLinear(blue)];
}

function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Part of the way from one colour to another. */
export function mixRgb(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2) => from[i] + (to[i] - from[i]) * share;
  return [at(0), at(1), at(2)];
}

export function timesRgb(a: Rgb, b: Rgb): Rgb {
  return [a[0] * b[0], a[1] * b[1], a[2] * b[2]];
}
