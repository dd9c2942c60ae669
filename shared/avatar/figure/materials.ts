// What a figure's surfaces are painted with: colour, shade and picture of every material, of a look's few colours.

import { type Look, linear, mixRgb, type Rgb, rgbOf, timesRgb } from "./look.ts";
import {
  type Painter,
  paintBlush,
  paintCloth,
  paintEye,
  paintHair,
  paintMouth,
  paintSecond,
} from "./paint.ts";
import type { MaterialName } from "./part.ts";

export type MaterialPaint = {
  /** sRGB; multiplied with the picture. */
  readonly colour: Rgb;
  /** sRGB, in shadow. */
  readonly shade: Rgb;
  readonly picture: { readonly sidePx: number; readonly paint: Painter } | null;
  readonly isBlended: boolean;
  /** Of a drawn line around it, metres; 0 is none. */
  readonly outlineM: number;
};

const WHITE: Rgb = [1, 1, 1];
const INK: Rgb = [0.16, 0.11, 0.15];
/** What shadow does to a colour: cooler, and not grey. */
const SHADOW: Rgb = [0.78, 0.68, 0.78];
const OUTLINE_M = 0.0014;

export function paintsOf({ face, outfit, colours }: Look): Readonly<Record<MaterialName, MaterialPaint>> {
  const skin = rgbOf(colours.skin);
  const hair = rgbOf(colours.hair);
  const eyes = rgbOf(colours.eyes);
  const cloth = rgbOf(colours.cloth);
  const second = rgbOf(colours.second);
  const trim = mixRgb(cloth, [1, 0.99, 0.97], 0.88);
  const plain = (colour: Rgb, outlineM = OUTLINE_M): MaterialPaint => ({
    colour,
    shade: timesRgb(colour, SHADOW),
    picture: null,
    isBlended: false,
    outlineM,
  });
  const pictured = (paint: Painter | null, sidePx: number, of: MaterialPaint): MaterialPaint =>
    paint === null ? of : { ...of, picture: { sidePx, paint } };
  // A picture that has the colour in it is not tinted again.
  const coloured = (paint: Painter | null, sidePx: number, of: MaterialPaint): MaterialPaint =>
    paint === null ? of : pictured(paint, sidePx, { ...of, colour: WHITE, shade: SHADOW });
  const flat = (colour: Rgb): MaterialPaint => ({
    ...plain(colour, 0),
    shade: mixRgb(colour, timesRgb(colour, SHADOW), 0.4),
  });
  return {
    skin: { ...plain(skin), shade: timesRgb(skin, [0.9, 0.7, 0.7]) },
    blush: { ...pictured(paintBlush, 32, flat(WHITE)), isBlended: true },
    eye: pictured(paintEye(face, eyes), 192, flat(WHITE)),
    lash: flat(mixRgb(hair, INK, 0.78)),
    brow: flat(mixRgb(hair, INK, 0.45)),
    mouth: pictured(paintMouth, 64, flat(WHITE)),
    hair: pictured(paintHair, 128, { ...plain(hair), shade: timesRgb(hair, [0.68, 0.6, 0.74]) }),
    tie: plain(mixRgb(eyes, WHITE, 0.1)),
    cloth: coloured(
      paintCloth(outfit, cloth, outfit === "happi" ? trim : mixRgb(cloth, [1, 0.99, 0.97], 0.9)),
      256,
      plain(cloth),
    ),
    second: coloured(paintSecond(outfit, second), 256, plain(second)),
    trim: plain(trim),
    shoes: plain(mixRgb(second, INK, 0.5)),
  };
}

/** Colour and shade as glTF wants them, linear. */
export function factorsOf({ colour, shade }: MaterialPaint): { readonly colour: Rgb; readonly shade: Rgb } {
  return { colour: linear(colour), shade: linear(shade) };
}
