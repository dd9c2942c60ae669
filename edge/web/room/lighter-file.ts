// Which file of a world's model this device loads: a room tells the model's own, which may have hundreds of megabytes; where the pipeline
// has made a lighter variant by now, that one is taken. Of avatars, dresser.ts decides.

import type { AssetVariantList, VariantLevel } from "../../../shared/schema/asset-variant.ts";
import type { AssetId } from "../../../shared/schema/ids.ts";
import type { AvatarRef } from "./avatar-files.ts";

export type Device = "desktop" | "mobile";

/** The best first. A world is walked up to: on a desktop every pixel of it is seen. */
const WANTED: Readonly<Record<Device, readonly VariantLevel[]>> = {
  desktop: ["lod0", "lod1"],
  mobile: ["lod1", "lod0"],
};
/** Nobody waits longer to be told of something lighter. */
const ASK_MAX_MS = 10_000;

type AskDetail = (assetId: AssetId) => Promise<AssetVariantList>;

/** What to fetch of `model`; itself where nothing lighter is known, or nobody can be asked. Never throws. */
export async function lighterFile(model: AvatarRef, device: Device, ask: AskDetail): Promise<AvatarRef> {
  const detail = await Promise.race([ask(model.id).catch(() => null), later(ASK_MAX_MS)]);
  // Of another file than the room means: the model was changed, and the room has not heard of it.
  if (detail === null || detail.file.sha256 !== model.sha256) return model;
  const web = detail.variants.filter(({ profile }) => profile === "web");
  for (const level of WANTED[device]) {
    const variant = web.find((made) => made.level === level);
    if (variant === undefined) continue;
    const { url, sha256, sizeBytes } = variant.file;
    return { id: model.id, url, sha256, size: sizeBytes };
  }
  return model;
}

function later(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}
