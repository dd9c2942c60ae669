// The picture of an avatar in lists. A texture that cannot be decoded is a fault of the file, and is said so.

import { assert } from "../../../shared/assert.ts";
import { makeFinding } from "../../../shared/avatar/findings.ts";
import type { Draft } from "../pipeline.ts";
import { drawPortrait } from "../portrait/draw-portrait.ts";
import { encodePng } from "../portrait/png.ts";
import { TextureBroken } from "../portrait/texture.ts";

const WEBP_QUALITY = 88;

/** Adds the portrait as WebP. Reports IMAGE_BROKEN naming the texture. */
export async function thumbnail(draft: Draft): Promise<Draft> {
  assert(draft.model !== null, "thumbnail runs on a file that passed");
  try {
    const png = encodePng(await drawPortrait(draft.model));
    const webp = await new Bun.Image(png).webp({ quality: WEBP_QUALITY }).bytes();
    return { ...draft, thumbnail: webp };
  } catch (error) {
    if (!(error instanceof TextureBroken)) throw error;
    const details = { pointer: `/images/${error.image}`, name: error.imageName, actual: error.message };
    return { ...draft, findings: [...draft.findings, makeFinding("IMAGE_BROKEN", details)] };
  }
}
