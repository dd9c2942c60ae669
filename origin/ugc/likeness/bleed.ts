// Colour under alpha 0, made that of what is beside it. Scaling, mipmaps and lossy formats mix neighbours without asking for
// alpha: black under nothing becomes a dark rim round everything. Pure.

import type { Pixels } from "../portrait/png.ts";

/**
 * Pixels of alpha 0 take the mean colour of the nearest that are not, halving by halving. Returns the whole picture, changed in
 * place, or the smallest of its halves, quarters, … that is still `sideMinPx` wide or high.
 */
export function bleed(pixels: Pixels, sideMinPx: number): Pixels {
  const levels: Pixels[] = [pixels];
  for (let last = pixels; last.widthPx > 1 || last.heightPx > 1; ) {
    last = halveCovered(last);
    levels.push(last);
  }
  const wanted = levels.findLastIndex((level) => Math.max(level.widthPx, level.heightPx) >= sideMinPx);
  for (let at = levels.length - 2; at >= Math.max(0, wanted); at--) {
    const [fine, coarse] = [levels[at], levels[at + 1]];
    if (fine !== undefined && coarse !== undefined) fill(fine, coarse);
  }
  return levels[wanted] ?? pixels;
}

/**
 * Means of 2 × 2 pixels, colours weighed by alpha. What is covered at all stays so, however faintly. Written out: this is asked
 * of millions of pixels, most of which are clear or full.
 */
function halveCovered({ widthPx, heightPx, rgba }: Pixels): Pixels {
  const [width, height] = [Math.max(1, widthPx >> 1), Math.max(1, heightPx >> 1)];
  const out = new Uint8Array(width * height * 4);
  const right = widthPx > 1 ? 4 : 0;
  const below = heightPx > 1 ? widthPx * 4 : 0;
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0, a = y * 2 * widthPx * 4; x < width; x++, a += 8, to += 4) {
      const b = a + right;
      const c = a + below;
      const d = c + right;
      const alphaA = rgba[a + 3] ?? 0;
      const alphaB = rgba[b + 3] ?? 0;
      const alphaC = rgba[c + 3] ?? 0;
      const alphaD = rgba[d + 3] ?? 0;
      const sum = alphaA + alphaB + alphaC + alphaD;
      if (sum === 0) continue;
      for (let k = 0; k < 3; k++) {
        const colour =
          (rgba[a + k] ?? 0) * alphaA +
          (rgba[b + k] ?? 0) * alphaB +
          (rgba[c + k] ?? 0) * alphaC +
          (rgba[d + k] ?? 0) * alphaD;
        out[to + k] = colour / sum + 0.5;
      }
      out[to + 3] = Math.max(1, sum / 4 + 0.5);
    }
  return { widthPx: width, heightPx: height, rgba: out };
}

function fill({ widthPx, heightPx, rgba }: Pixels, coarse: Pixels): void {
  for (let y = 0, to = 0; y < heightPx; y++) {
    const row = Math.min(coarse.heightPx - 1, y >> 1) * coarse.widthPx;
    for (let x = 0; x < widthPx; x++, to += 4) {
      if (rgba[to + 3] !== 0) continue;
      const from = (row + Math.min(coarse.widthPx - 1, x >> 1)) * 4;
      rgba[to] = coarse.rgba[from] ?? 0;
      rgba[to + 1] = coarse.rgba[from + 1] ?? 0;
      rgba[to + 2] = coarse.rgba[from + 2] ?? 0;
    }
  }
}
