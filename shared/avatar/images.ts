// Images by their headers alone: a small file can ask for gigapixels, and nothing may decode it to find out.

import type { AvatarLimits } from "../schema/avatar-limits.ts";
import { checkCount } from "./counts.ts";
import type { GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";
import { nameUnknownImage, readImageHeader } from "./image-header.ts";

const ALLOWED = "PNG, JPEG or WebP";

/** Reports IMAGE_FORMAT, IMAGE_BROKEN, IMAGE_TOO_LARGE, IMAGE_LARGE, IMAGE_TYPE_MISMATCH and the total of pixels, which it returns. */
export function checkImages(
  document: GltfDocument,
  bin: Uint8Array,
  limits: AvatarLimits,
  findings: Findings,
): number {
  let pixelCount = 0;
  for (const [at, image] of document.images.entries()) {
    const bytes = imageBytes(document, bin, at);
    if (bytes === null) {
      // An image without data is a fault of its own; a URI or a bad bufferView has been told already.
      if (image.uri === undefined && image.bufferView === undefined)
        findings.report("IMAGE_BROKEN", {
          pointer: `/images/${at}`,
          name: imageName(document, at),
          actual: "no data",
        });
      continue;
    }
    pixelCount += checkImage(document, at, bytes, limits, findings);
  }
  const rule = {
    max: "texturePixelsMax",
    limitCode: "LIMIT_TEXTURE_PIXELS",
    warn: { above: "texturePixelsWarn", code: "HEAVY_TEXTURE_PIXELS" },
  } as const;
  checkCount(pixelCount, rule, limits, findings, { pointer: "/images" });
  return pixelCount;
}

/** The encoded bytes of one image, as a view into `bin`; null when they are not inside the file. */
export function imageBytes(document: GltfDocument, bin: Uint8Array, at: number): Uint8Array | null {
  const view = document.bufferViews[document.images[at]?.bufferView ?? -1];
  if (view === undefined || view.buffer !== 0 || view.byteOffset + view.byteLength > bin.length) return null;
  return bin.subarray(view.byteOffset, view.byteOffset + view.byteLength);
}

function imageName(document: GltfDocument, at: number): string {
  const name = document.images[at]?.name;
  return name === undefined || name === "" ? `#${at}` : name;
}

/** Returns the image's pixels. */
function checkImage(
  document: GltfDocument,
  at: number,
  bytes: Uint8Array,
  limits: AvatarLimits,
  findings: Findings,
): number {
  const where = { pointer: `/images/${at}`, name: imageName(document, at) };
  const header = readImageHeader(bytes);
  if (header === null) {
    findings.report("IMAGE_FORMAT", { ...where, actual: nameUnknownImage(bytes), limit: ALLOWED });
    return 0;
  }
  if (header === "broken") {
    findings.report("IMAGE_BROKEN", { ...where, actual: `${bytes.length} bytes` });
    return 0;
  }
  const { widthPx, heightPx, mimeType, profileBytes } = header;
  const square = (sidePx: number) => `${sidePx} × ${sidePx} px`;
  const actual = `${widthPx} × ${heightPx} px`;
  const sidePx = Math.max(widthPx, heightPx);
  if (sidePx > limits.textureSideMaxPx)
    findings.report("IMAGE_TOO_LARGE", { ...where, actual, limit: square(limits.textureSideMaxPx) });
  else if (sidePx > limits.textureSideWarnPx)
    findings.report("IMAGE_LARGE", { ...where, actual, limit: square(limits.textureSideWarnPx) });
  if (profileBytes > limits.imageProfileMaxBytes)
    findings.report("IMAGE_TOO_LARGE", {
      ...where,
      actual: `${profileBytes} bytes of colour profile and text`,
      limit: `${limits.imageProfileMaxBytes} bytes`,
    });
  const declared = document.images[at]?.mimeType;
  if (declared !== mimeType)
    findings.report("IMAGE_TYPE_MISMATCH", { ...where, actual: mimeType, limit: declared ?? null }, [
      { kind: "set", pointer: `/images/${at}/mimeType`, value: mimeType },
    ]);
  return widthPx * heightPx;
}
