// The two pictures of an avatar: a card with a wall behind, and the whole figure cut out. By three-vrm in a browser, in a
// natural pose; where there is no browser, or it fails, by our own rasteriser, as the file has it: arms out. Which it was is said.

import { type AvatarModel, openAvatar } from "../../../shared/avatar/check-avatar.ts";
import { drawFigure, drawPortrait } from "../portrait/draw-portrait.ts";
import { encodePng, type Pixels } from "../portrait/png.ts";
import type { ThumbnailBrowser } from "./thumbnail-browser.ts";

export const CARD_SIZE = { widthPx: 384, heightPx: 512 } as const;
export const TRANSPARENT_SIZE = { widthPx: 512, heightPx: 768 } as const;
const WEBP_QUALITY = 88;

export type Thumbnails = {
  /** WebP, CARD_SIZE: head and chest. */
  readonly card: Uint8Array;
  /** WebP, TRANSPARENT_SIZE: the whole figure and nothing else. */
  readonly transparent: Uint8Array;
  readonly by: "browser" | "software";
  /** Why it was not the browser, for the log; null when it was. */
  readonly why: string | null;
};

/**
 * Draws both. `glb` is a variant of ours, never a raw upload: lod1 is enough for these sizes, and its textures are uploaded to the
 * renderer several times quicker than those of 2,048 px. `open` opens it for the rasteriser. Throws what `open` throws, and
 * TextureBroken, where the browser did not do it.
 */
export async function drawThumbnails(
  glb: Uint8Array,
  browser: ThumbnailBrowser | null,
  open: (glb: Uint8Array) => Promise<AvatarModel> = openPlain,
): Promise<Thumbnails> {
  const byBrowser = browser === null ? "there is no browser" : await drawInBrowser(glb, browser);
  if (typeof byBrowser !== "string") return byBrowser;
  const model = await open(glb);
  const [card, transparent] = [await drawPortrait(model), await drawFigure(model, TRANSPARENT_SIZE)];
  return { card: await webp(card), transparent: await webp(transparent), by: "software", why: byBrowser };
}

/** The pictures, or why there are none. */
async function drawInBrowser(glb: Uint8Array, browser: ThumbnailBrowser): Promise<Thumbnails | string> {
  try {
    const sizes = { card: CARD_SIZE, transparent: TRANSPARENT_SIZE };
    const { card, transparent } = await browser.photograph(glb, sizes);
    return {
      card: Uint8Array.fromBase64(card),
      transparent: Uint8Array.fromBase64(transparent),
      by: "browser",
      why: null,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function webp(pixels: Pixels): Promise<Uint8Array> {
  return await new Bun.Image(encodePng(pixels)).webp({ quality: WEBP_QUALITY }).bytes();
}

async function openPlain(glb: Uint8Array): Promise<AvatarModel> {
  const { model, check } = openAvatar(glb);
  if (model === null) throw new Error(`not an avatar: ${check.findings.map(({ code }) => code).join(", ")}`);
  return model;
}
