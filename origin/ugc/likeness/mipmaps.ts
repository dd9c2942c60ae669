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

/** Two channels in each half of a word, eight bits of room between: four pixels can be summed at once. */
const PAIR = 0x00ff00ff;
const HALVES = 0x00020002;

/** Averages 2 × 2 pixels, as they are stored; an odd last row or column is averaged with itself. */
export function halve({ widthPx, heightPx, rgba }: Texture): Texture {
  const width = Math.max(1, widthPx >> 1);
  const height = Math.max(1, heightPx >> 1);
  const out = new Uint32Array(width * height);
  const aligned = rgba.byteOffset % 4 === 0 ? rgba : rgba.slice();
  const pixels = new Uint32Array(aligned.buffer, aligned.byteOffset, widthPx * heightPx);
  const right = widthPx > 1 ? 1 : 0;
  const below = heightPx > 1 ? widthPx : 0;
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0, i = y * 2 * widthPx; x < width; x++, i += 2, to++) {
      const a = pixels[i] ?? 0;
      const b = pixels[i + right] ?? 0;
      const c = pixels[i + below] ?? 0;
      const d = pixels[i + below + right] ?? 0;
      const even = (a & PAIR) + (b & PAIR) + (c & PAIR) + (d & PAIR) + HALVES;
      const odd = ((a >>> 8) & PAIR) + ((b >>> 8) & PAIR) + ((c >>> 8) & PAIR) + ((d >>> 8) & PAIR) + HALVES;
      out[to] = ((even >>> 2) & PAIR) | (((odd >>> 2) & PAIR) << 8);
    }
  return { widthPx: width, heightPx: height, rgba: new Uint8Array(out.buffer) };
}
