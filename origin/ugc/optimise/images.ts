// The pictures in a model, made smaller. What would grow stays as it was. The only file of the optimiser that decodes one.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { readImageHeader } from "../../../shared/avatar/image-header.ts";
import { imageBytes } from "../../../shared/avatar/images.ts";
import { TextureBroken } from "../portrait/texture.ts";
import type { Settings } from "./settings.ts";
import type { PlannedVariant } from "./variant.ts";

const PIXELS_MAX = 4096 * 4096;
/** Decoded side by side: each takes up to 64 MB while it is. */
const AT_ONCE_MAX = 2;
/** Directions suffer from what eyes forgive colours. */
const NORMAL_MAP_QUALITY = 97;

export type SmallImage = {
  readonly bytes: Uint8Array;
  readonly mimeType: "image/png" | "image/jpeg" | "image/webp";
  readonly widthPx: number;
  readonly heightPx: number;
};

/** What has been made already, by content: tries of one level, and images that are the same, cost once. */
export type ImageMemo = Map<string, Promise<SmallImage>>;

/**
 * Every image of the model, by index; null where there are no bytes. `normalMaps` holds the indices of images that are
 * directions. Throws TextureBroken for an image that cannot be decoded.
 */
export async function shrinkImages(
  model: AvatarModel,
  normalMaps: ReadonlySet<number>,
  settings: Settings,
  profile: PlannedVariant["profile"],
  memo: ImageMemo,
  onImage: (done: number, total: number) => void,
): Promise<readonly (SmallImage | null)[]> {
  const { images } = model.document;
  const results = new Array<SmallImage | null>(images.length).fill(null);
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let at = next++; at < images.length; at = next++) {
      const bytes = imageBytes(model.document, model.bin, at);
      if (bytes !== null) {
        const quality = normalMaps.has(at) ? NORMAL_MAP_QUALITY : settings.textureQuality;
        const want = { profile, quality, sideMaxPx: settings.textureSideMaxPx };
        results[at] = await shrinkOnce(bytes, want, memo).catch((error: unknown) => {
          throw new TextureBroken(at, images[at]?.name ?? `#${at}`, error);
        });
      }
      onImage(++done, images.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE_MAX }, work));
  return results;
}

type Want = {
  readonly profile: PlannedVariant["profile"];
  readonly quality: number;
  readonly sideMaxPx: number;
};

/** The promise is kept, not what comes of it: two that are the same at the same time are also one. */
function shrinkOnce(bytes: Uint8Array, want: Want, memo: ImageMemo): Promise<SmallImage> {
  const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
  const key = `${sha256} ${want.profile} ${want.quality} ${want.sideMaxPx}`;
  const known = memo.get(key) ?? shrink(bytes, want);
  memo.set(key, known);
  return known;
}

async function shrink(bytes: Uint8Array, { profile, quality, sideMaxPx }: Want): Promise<SmallImage> {
  const was = toImage(bytes);
  // A copy: the bytes are a view into the whole file, and decoding runs on another thread.
  const image = new Bun.Image(bytes.slice(), { maxPixels: PIXELS_MAX }).resize(sideMaxPx, sideMaxPx, {
    fit: "inside",
    withoutEnlargement: true,
  });
  const encoded = await encode(image, profile, quality, mayBeTransparent(bytes, was.mimeType)).bytes();
  const isSmallEnough = Math.max(was.widthPx, was.heightPx) <= sideMaxPx;
  const mayStay = profile === "web" || was.mimeType !== "image/webp";
  return isSmallEnough && mayStay && bytes.length <= encoded.length ? was : toImage(encoded);
}

function encode(image: Bun.Image, profile: string, quality: number, isTransparent: boolean): Bun.Image {
  if (profile === "web") return image.webp({ quality });
  return isTransparent ? image.png({ compressionLevel: 9 }) : image.jpeg({ quality });
}

function toImage(bytes: Uint8Array): SmallImage {
  const header = readImageHeader(bytes);
  if (header === null || header === "broken") throw new Error("is no image that can be read");
  const { mimeType, widthPx, heightPx } = header;
  return { bytes, mimeType, widthPx, heightPx };
}

const PALETTE = 3;
const TRNS = Buffer.from("tRNS", "latin1");

/** PNG says so by its colour type (4 and 6 have alpha) or by a tRNS chunk; a chance "tRNS" in pixels only costs size. PNG §11.3.1 */
function mayBeTransparent(bytes: Uint8Array, mimeType: SmallImage["mimeType"]): boolean {
  if (mimeType !== "image/png") return mimeType === "image/webp";
  return (
    (bytes[25] ?? 0) >= PALETTE || Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(TRNS)
  );
}
