// A texture with its halved copies, so that what is seen from afar is averaged and not picked at random: two encodings of one
// texture must look alike, whatever their sizes.

import type { Texture } from "../portrait/texture.ts";

export type Mipmaps = readonly [Texture, ...Texture[]];

/** Halves until one pixel is left. A third more memory than the texture itself. */
export function makeMipmaps(texture: Texture): Mipmaps {
  const levels: [Texture, ...Texture[]] = [texture];
  for (let last = texture; last.widthPx > 1 || last.heightPx > 1; ) {
    last = halve(last);
    levels.push(last);
  }
  return levels;
}

/** Averages 2 × 2 pixels, as they are stored; an odd last row or column is averaged with itself. */
function halve({ widthPx, heightPx, rgba }: Texture): Texture {
  const width = Math.max(1, widthPx >> 1);
  const height = Math.max(1, heightPx >> 1);
  const out = new Uint8Array(width * height * 4);
  const right = widthPx > 1 ? 4 : 0;
  const below = heightPx > 1 ? widthPx * 4 : 0;
  for (let y = 0; y < height; y++) {
    let from = y * 2 * widthPx * 4;
    let to = y * width * 4;
    for (let x = 0; x < width; x++, from += 8, to += 4)
      for (let c = 0; c < 4; c++) {
        const i = from + c;
        out[to + c] =
          ((rgba[i] ?? 0) +
            (rgba[i + right] ?? 0) +
            (rgba[i + below] ?? 0) +
            (rgba[i + below + right] ?? 0) +
            2) >>
          2;
      }
  }
  return { widthPx: width, heightPx: height, rgba: out };
}
