// A painter's picture as a PNG: small as it is, or large with grain, so that it compresses as painted textures do.

import { encodePngRows } from "../../media/png.ts";
import type { Painter } from "../figure/paint.ts";
import { clamp } from "../figure/vector.ts";

/** The painter is asked so finely at most; larger pictures are drawn out of that. */
const PAINTED_MAX_PX = 512;

export type TextureSize = {
  readonly sidePx: number;
  readonly withAlpha: boolean;
  /** Share of the pixels, 0 to 1, whose channels are each off by up to a step of 255. */
  readonly grain: number;
  /** 32 bits that decide the grain. */
  readonly seed: number;
};

export async function drawTexture(
  paint: Painter,
  { sidePx, withAlpha, grain, seed }: TextureSize,
): Promise<Uint8Array<ArrayBuffer>> {
  const paintedPx = Math.min(PAINTED_MAX_PX, sidePx);
  const painted = paintSmall(paint, paintedPx);
  const channels = withAlpha ? 4 : 3;
  return encodePngRows({
    widthPx: sidePx,
    heightPx: sidePx,
    colour: withAlpha ? "rgba" : "rgb",
    // Grain does not repeat the row above: to subtract that would double it.
    filter: grain > 0 ? "none" : "up",
    paintRow(y, out) {
      const place = clamp(((y + 0.5) / sidePx) * paintedPx - 0.5, 0, paintedPx - 1);
      const row = Math.floor(place);
      const down = place - row;
      const from = row * paintedPx;
      const below = Math.min(paintedPx - 1, row + 1) * paintedPx;
      // xorshift32, anew for each row: rows do not depend on one another.
      let state = (seed ^ Math.imul(y + 1, 0x9e3779b1)) | 1;
      for (let x = 0; x < sidePx; x++) {
        const across = clamp(((x + 0.5) / sidePx) * paintedPx - 0.5, 0, paintedPx - 1);
        const left = Math.floor(across);
        const right = Math.min(paintedPx - 1, left + 1);
        const share = across - left;
        for (let c = 0; c < channels; c++) {
          const top = mix(painted[(from + left) * 4 + c] ?? 0, painted[(from + right) * 4 + c] ?? 0, share);
          const bottom = mix(
            painted[(below + left) * 4 + c] ?? 0,
            painted[(below + right) * 4 + c] ?? 0,
            share,
          );
          let value = mix(top, bottom, down);
          if (grain > 0 && c < 3) {
            state ^= state << 13;
            state ^= state >>> 17;
            state ^= state << 5;
            if ((state >>> 8) / 0x1000000 < grain) value += ((state & 0xff) % 3) - 1;
          }
          out[x * channels + c] = clamp(Math.round(value), 0, 255);
        }
      }
    },
  });
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

function paintSmall(paint: Painter, sidePx: number): Float32Array {
  const pixels = new Float32Array(sidePx * sidePx * 4);
  for (let y = 0; y < sidePx; y++)
    for (let x = 0; x < sidePx; x++) {
      const colour = paint((x + 0.5) / sidePx, (y + 0.5) / sidePx);
      for (let c = 0; c < 4; c++) pixels[(y * sidePx + x) * 4 + c] = (colour[c] ?? 0) * 255;
    }
  return pixels;
}
