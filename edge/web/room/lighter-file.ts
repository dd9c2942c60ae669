// Which file of an avatar this device loads: a room tells the avatar's own, which may have tens of megabytes; where the pipeline
// has made a lighter variant by now, that one is taken.

import type { AssetVariantList, VariantLevel } from "../../../shared/schema/asset-variant.ts";
import type { AssetId } from "../../../shared/schema/ids.ts";
import type { AvatarRef } from "./avatar-files.ts";

export type Device = "desktop" | "mobile";

/** The best first. On a phone the lightest is as sharp as the screen. */
export type Wanted = Readonly<Record<Device, readonly VariantLevel[]>>;
const WANTED: Wanted = {
  desktop: ["lod1", "lod0", "lod2"],
  mobile: ["lod2", "lod1", "lod0"],
};
/** A world is walked up to: on a desktop every pixel of it is seen. */
export const WANTED_OF_WORLD: Wanted = { desktop: ["lod0", "lod1"], mobile: ["lod1", "lod0"] };
/** Nobody waits longer to be told of something lighter. */
const ASK_MAX_MS = 10_000;

type AskDetail = (assetId: AssetId) => Promise<AssetVariantList>;

/** What to fetch of `avatar`, or of a world's model; itself where nothing lighter is known, or nobody can be asked. Never throws. */
export async function lighterFile(
  avatar: AvatarRef,
  device: Device,
  ask: AskDetail,
  wanted: Wanted = WANTED,
): Promise<AvatarRef> {
  const detail = await Promise.race([ask(avatar.id).catch(() => null), later(ASK_MAX_MS)]);
  // Of another file than the room means: the avatar was changed, and the room has not heard of it.
  if (detail === null || detail.file.sha256 !== avatar.sha256) return avatar;
  const web = detail.variants.filter(({ profile }) => profile === "web");
  for (const level of wanted[device]) {
    const variant = web.find((made) => made.level === level);
    if (variant === undefined) continue;
    const { url, sha256, sizeBytes } = variant.file;
    return { id: avatar.id, url, sha256, size: sizeBytes };
  }
  return avatar;
}

function later(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}
