// The pictures of a model as KTX2; those that are not textures alone stay what they are for the web.

import type { SourceImage, SourceImages } from "../../likeness/source-images.ts";
import { takePixels } from "../../portrait/png.ts";
import type { SmallImage } from "../images.ts";
import { encodeKtx2, type TextureUse } from "./codec.ts";

/** A block of every format that a graphics card knows is four by four. */
const BLOCK_SIDE_PX = 4;

/** Four times the pixels are more than the encoder takes, and a minute for each. */
const SIDE_MAX_PX = 2048;

/** What has been made already: two images that are the same cost once. */
export type TextureMemo = Map<string, Promise<SmallImage>>;

/** `images` with every one that has a use in its place as KTX2, of at most SIDE_MAX_PX. Throws TextureBroken, and Error when the encoder gives up. */
export async function shrinkTextures(
  sources: SourceImages,
  images: readonly (SmallImage | null)[],
  uses: ReadonlyMap<number, TextureUse>,
  wantedSidePx: number,
  memo: TextureMemo,
): Promise<readonly (SmallImage | null)[]> {
  const sideMaxPx = Math.min(wantedSidePx, SIDE_MAX_PX);
  const made = [...images];
  // One after the other: each takes some eighty bytes a pixel.
  for (const [at, use] of uses) {
    const source = sources.get(at);
    if (source === null) continue;
    const key = `${source.sameAs} ${use} ${sideMaxPx}`;
    const known = memo.get(key) ?? toKtx2(sources, at, source, { use, sideMaxPx });
    memo.set(key, known);
    made[at] = await known;
  }
  return made;
}

async function toKtx2(
  sources: SourceImages,
  at: number,
  { header, alphaUse }: SourceImage,
  { use, sideMaxPx }: { readonly use: TextureUse; readonly sideMaxPx: number },
): Promise<SmallImage> {
  const scale = Math.min(1, sideMaxPx / Math.max(header.widthPx, header.heightPx));
  const toBlocks = (px: number) => Math.max(1, Math.round((px * scale) / BLOCK_SIDE_PX)) * BLOCK_SIDE_PX;
  const [widthPx, heightPx] = [toBlocks(header.widthPx), toBlocks(header.heightPx)];
  const png = await sources.encode(at, sideMaxPx, (image) =>
    image.resize(widthPx, heightPx, { fit: "fill" }).png({ compressionLevel: 0 }),
  );
  if (png === null) throw new Error(`image ${at} has no bytes`);
  const pixels = takePixels(png);
  const isClear = alphaUse !== "drop" && (await sources.isTransparent(at));
  return {
    bytes: await encodeKtx2(pixels, use),
    mimeType: "image/ktx2",
    widthPx: pixels.widthPx,
    heightPx: pixels.heightPx,
    // A block of sixteen pixels has eight bytes, or sixteen with alpha or as UASTC.
    bytesPerPixel: use === "colour" && !isClear ? 0.5 : 1,
  };
}
