// A picture made again from its pixels: place, camera and whatever else was hidden in the file stay behind, and what is delivered
// was written by us. Turned upright on the way.

import { makeFinding } from "../../../shared/avatar/findings.ts";
import { readImageHeader } from "../../../shared/avatar/image-header.ts";
import { checkImage, IMAGE_SIDE_MAX_PX } from "../../../shared/media/image.ts";
import type { Draft } from "../pipeline.ts";

const WEBP_QUALITY = 90;
const THUMBNAIL_SIDE_PX = 512;

/** Adds facts, the picture and its thumbnail as WebP. Reports PICTURE_*. */
export async function remakeImage(draft: Draft): Promise<Draft> {
  const { findings } = checkImage(draft.bytes);
  if (findings.length > 0) return { ...draft, findings: [...draft.findings, ...findings] };
  try {
    const delivered = await encode(draft.bytes);
    const header = readImageHeader(delivered);
    if (header === null || header === "broken") throw new Error("what was written cannot be read");
    const { widthPx, heightPx } = header;
    const thumbnail = await decode(draft.bytes)
      .resize(THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: WEBP_QUALITY })
      .bytes();
    return { ...draft, facts: { format: "image", widthPx, heightPx }, delivered, thumbnail };
  } catch {
    // The header was sound, the pixels are not: nothing else was asked of the decoder.
    return { ...draft, findings: [...draft.findings, makeFinding("PICTURE_BROKEN")] };
  }
}

/** Flat drawings and letters are smaller without loss, photographs with some: a PNG may be either. */
async function encode(bytes: Uint8Array): Promise<Uint8Array> {
  const lossy = await decode(bytes).webp({ quality: WEBP_QUALITY }).bytes();
  const header = readImageHeader(bytes);
  if (header === null || header === "broken" || header.mimeType !== "image/png") return lossy;
  const lossless = await decode(bytes).webp({ lossless: true }).bytes();
  return lossless.byteLength <= lossy.byteLength ? lossless : lossy;
}

function decode(bytes: Uint8Array): Bun.Image {
  return new Bun.Image(bytes, { maxPixels: IMAGE_SIDE_MAX_PX * IMAGE_SIDE_MAX_PX });
}
