// Textures as the rasteriser samples them: decoded, shrunk; samples come out in linear light.

import { release } from "../release.ts";
import { type Pixels, takePixels } from "./png.ts";

const PIXELS_MAX = 4096 * 4096;

export type Texture = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** sRGB as in the file, rows from the top as glTF's v runs: a quarter of what linear floats would take. */
  readonly rgba: Uint8Array;
};

/** An image whose header was fine and whose data is not. */
export class TextureBroken extends Error {
  readonly code = "TEXTURE_BROKEN";
  /** Its index in the document. */
  readonly image: number;
  readonly imageName: string;
  constructor(image: number, imageName: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : "cannot be decoded", { cause });
    this.image = image;
    this.imageName = imageName;
  }
}

/** Repeat, clamp or mirror, as glTF samplers name them (OpenGL's numbers). */
const CLAMP = 33071;
const MIRROR = 33648;

const linearOf = Float32Array.from({ length: 256 }, (_, byte) => {
  const s = byte / 255;
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
});

/** Linear light to an sRGB byte. */
export function srgbByte(linear: number): number {
  const l = Math.min(1, Math.max(0, linear));
  return Math.round(255 * (l <= 0.0031308 ? 12.92 * l : 1.055 * l ** (1 / 2.4) - 0.055));
}

/**
 * Decodes an image whose header was checked, shrunk to at most `sideMaxPx`. Throws when the bytes after the header are
 * broken.
 */
export async function decodeTexture(encoded: Uint8Array, sideMaxPx: number): Promise<Texture> {
  return await decodeAs(encoded, (image) =>
    image.resize(sideMaxPx, sideMaxPx, { fit: "inside", withoutEnlargement: true }),
  );
}

/** What is done to an image on its way. */
export type Encoding = (image: Bun.Image) => Bun.Image;

/** The same of an image `as` it is told. */
export async function decodeAs(encoded: Uint8Array, as: Encoding): Promise<Pixels> {
  // A copy: the bytes are a view into the whole file, and decoding runs on another thread.
  const copy = new Uint8Array(encoded);
  const image = as(new Bun.Image(copy, { maxPixels: PIXELS_MAX })).png({ compressionLevel: 0 });
  return takePixels(await image.bytes().finally(() => release(copy)));
}

export function wrap(index: number, size: number, mode: number): number {
  if (mode === CLAMP) return Math.min(size - 1, Math.max(0, index));
  const period = mode === MIRROR ? size * 2 : size;
  const within = ((index % period) + period) % period;
  return within < size ? within : period - 1 - within;
}

/** Bilinear sample at u, v; writes RGBA into `out`. */
export function sample(
  texture: Texture,
  u: number,
  v: number,
  wrapS: number,
  wrapT: number,
  out: Float32Array,
): void {
  const { widthPx, heightPx, rgba } = texture;
  const x = u * widthPx - 0.5;
  const y = v * heightPx - 0.5;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const left = wrap(x0, widthPx, wrapS);
  const right = wrap(x0 + 1, widthPx, wrapS);
  const top = wrap(y0, heightPx, wrapT) * widthPx;
  const bottom = wrap(y0 + 1, heightPx, wrapT) * widthPx;
  for (let c = 0; c < 4; c++) {
    const a = value(rgba, (top + left) * 4 + c, c);
    const b = value(rgba, (top + right) * 4 + c, c);
    const d = value(rgba, (bottom + left) * 4 + c, c);
    const e = value(rgba, (bottom + right) * 4 + c, c);
    out[c] = (a * (1 - fx) + b * fx) * (1 - fy) + (d * (1 - fx) + e * fx) * fy;
  }
}

function value(rgba: Uint8Array, index: number, channel: number): number {
  const byte = rgba[index] ?? 0;
  return channel === 3 ? byte / 255 : (linearOf[byte] ?? 0);
}
