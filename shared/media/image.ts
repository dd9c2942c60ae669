// A picture by its header: what it is and how large it will be once decoded. Never decodes.

import { Findings } from "../avatar/findings.ts";
import { nameUnknownImage, readImageHeader } from "../avatar/image-header.ts";
import type { Finding, ImageFacts } from "../schema/asset.ts";

export const IMAGE_SIDE_MAX_PX = 4_096;
const IMAGE_SIDE_MIN_PX = 16;
/** Compressed bytes of a PNG's colour profile and texts: deflate can grow a thousandfold. */
const PROFILE_MAX_BYTES = 64 * 1024;
const ALLOWED = "PNG, JPEG or WebP";

export type ImageCheck = { readonly findings: readonly Finding[]; readonly facts: ImageFacts | null };

/** Checks a file. Never throws for what the bytes say. */
export function checkImage(bytes: Uint8Array): ImageCheck {
  const findings = new Findings();
  const header = readImageHeader(bytes);
  if (header === null) findings.report("PICTURE_FORMAT", { actual: nameUnknownImage(bytes), limit: ALLOWED });
  else if (header === "broken") findings.report("PICTURE_BROKEN");
  else {
    const { widthPx, heightPx, profileBytes } = header;
    const actual = `${widthPx} × ${heightPx} px`;
    const square = (sidePx: number) => `${sidePx} × ${sidePx} px`;
    if (Math.max(widthPx, heightPx) > IMAGE_SIDE_MAX_PX)
      findings.report("PICTURE_SIZE", { actual, limit: square(IMAGE_SIDE_MAX_PX) });
    if (Math.min(widthPx, heightPx) < IMAGE_SIDE_MIN_PX)
      findings.report("PICTURE_SIZE", { actual, limit: square(IMAGE_SIDE_MIN_PX) });
    if (profileBytes > PROFILE_MAX_BYTES)
      findings.report("PICTURE_PROFILE", { actual: profileBytes, limit: PROFILE_MAX_BYTES });
    if (findings.list().length === 0) return { findings: [], facts: { format: "image", widthPx, heightPx } };
  }
  return { findings: findings.list(), facts: null };
}
