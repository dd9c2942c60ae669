// The pictures in a model, made smaller. What would grow stays as it was.

import { readImageHeader } from "../../../shared/avatar/image-header.ts";
import type { SourceImage, SourceImages } from "../likeness/source-images.ts";
import type { Settings } from "./settings.ts";
import type { PlannedVariant } from "./variant.ts";

/** Encoded side by side, where both may be (source-images.ts). */
const AT_ONCE_MAX = 2;
/** Directions suffer from what eyes forgive colours. */
const NORMAL_MAP_QUALITY = 97;
/** A 2048² image takes a second; at 9 it takes eight and is a tenth smaller. */
const PNG_COMPRESSION_LEVEL = 6;

export type SmallImage = {
  readonly bytes: Uint8Array;
  readonly mimeType: "image/png" | "image/jpeg" | "image/webp" | "image/ktx2";
  readonly widthPx: number;
  readonly heightPx: number;
  /** In video memory; left out: four. */
  readonly bytesPerPixel?: number;
};

/** What has been made already: tries of one level, and images that are the same, cost once. */
export type ImageMemo = Map<string, Promise<SmallImage>>;

/**
 * Every image of the model, by index; null where there are no bytes. `normalMaps` holds the indices of images that are
 * directions. Throws TextureBroken for an image that cannot be decoded.
 */
export async function shrinkImages(
  sources: SourceImages,
  normalMaps: ReadonlySet<number>,
  settings: Settings,
  profile: PlannedVariant["profile"],
  memo: ImageMemo,
  onImage: (done: number, total: number) => void,
): Promise<readonly (SmallImage | null)[]> {
  const results = new Array<SmallImage | null>(sources.count).fill(null);
  // While one is decoded alone, meshes are made smaller.
  const waiting = [...sources.largeFirst];
  let done = 0;
  const work = async () => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      const source = sources.get(at);
      if (source !== null) {
        const quality = normalMaps.has(at) ? NORMAL_MAP_QUALITY : settings.textureQuality;
        const want = { profile, quality, sideMaxPx: settings.textureSideMaxPx };
        results[at] = await shrinkOnce(sources, at, source, want, memo);
      }
      onImage(++done, sources.count);
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
function shrinkOnce(
  sources: SourceImages,
  at: number,
  source: SourceImage,
  want: Want,
  memo: ImageMemo,
): Promise<SmallImage> {
  const key = `${source.sameAs} ${want.profile} ${want.quality} ${want.sideMaxPx}`;
  const known = memo.get(key) ?? shrink(sources, at, source, want);
  memo.set(key, known);
  return known;
}

async function shrink(
  sources: SourceImages,
  at: number,
  source: SourceImage,
  { profile, quality, sideMaxPx }: Want,
): Promise<SmallImage> {
  const { bytes, alphaUse, header } = source;
  const { mimeType, widthPx, heightPx } = header;
  const was: SmallImage = { bytes, mimeType, widthPx, heightPx };
  const isClear = alphaUse !== "drop" && (await sources.isTransparent(at));
  const encoded = await sources.encode(at, sideMaxPx, (image) => {
    // WebP makes one colour of what is under alpha 0, which somebody here looks at.
    if (profile !== "compat" && !(isClear && alphaUse === "exact")) return image.webp({ quality });
    return isClear ? image.png({ compressionLevel: PNG_COMPRESSION_LEVEL }) : image.jpeg({ quality });
  });
  const isSmallEnough = Math.max(widthPx, heightPx) <= sideMaxPx;
  const mayStay = profile !== "compat" || mimeType !== "image/webp";
  if (encoded === null || (isSmallEnough && mayStay && bytes.length <= encoded.length)) return was;
  return toImage(encoded);
}

function toImage(bytes: Uint8Array): SmallImage {
  const header = readImageHeader(bytes);
  if (header === null || header === "broken") throw new Error("an image of ours that cannot be read");
  const { mimeType, widthPx, heightPx } = header;
  return { bytes, mimeType, widthPx, heightPx };
}
