// Puts what was checked where everyone may load it, under the hash of its bytes: putting twice changes nothing, and caches
// may keep it for ever. The thumbnail goes first, so that whoever sees the asset sees its picture. The hash is made here, of
// the very bytes that are put: a subprocess that handled hostile bytes is not asked where to write.

import type { Purpose } from "../../../shared/media/check-file.ts";
import type { AssetFacts } from "../../../shared/schema/asset.ts";
import type { ObjectStore } from "../../s3/object-store.ts";

const THUMBNAIL_CONTENT_TYPE = "image/webp";
const CACHE_FOREVER = "public, max-age=31536000, immutable";

export type Delivery = {
  readonly bytes: Uint8Array;
  readonly thumbnail: Uint8Array | null;
  readonly facts: AssetFacts;
};
export type Published = {
  readonly objectKey: string;
  readonly sha256: string;
  readonly thumbnailKey: string | null;
};

/** Returns the keys in `bucket`. Throws what the store throws; may be repeated. */
export async function publish(
  store: ObjectStore,
  bucket: string,
  { kind }: Purpose,
  { bytes, thumbnail, facts }: Delivery,
): Promise<Published> {
  const sha256 = sha256Of(bytes);
  const { folder, extension, contentType } = placeOf(kind, facts);
  const objectKey = `${folder}/${sha256}${extension}`;
  // The picture changes when its drawing does, what it shows does not: it has a hash of its own.
  const thumbnailKey = thumbnail === null ? null : `thumbnails/${sha256Of(thumbnail)}.webp`;
  if (thumbnail !== null && thumbnailKey !== null)
    await store.put({ bucket, key: thumbnailKey }, thumbnail, {
      contentType: THUMBNAIL_CONTENT_TYPE,
      cacheControl: CACHE_FOREVER,
    });
  await store.put({ bucket, key: objectKey }, bytes, { contentType, cacheControl: CACHE_FOREVER });
  return { objectKey, sha256, thumbnailKey };
}

function sha256Of(bytes: Uint8Array): string {
  return new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
}

const AUDIO_TYPES = {
  mp3: { extension: ".mp3", contentType: "audio/mpeg" },
  ogg: { extension: ".ogg", contentType: "audio/ogg" },
  wav: { extension: ".wav", contentType: "audio/wav" },
  mp4: { extension: ".m4a", contentType: "audio/mp4" },
} as const;
const FOLDERS = {
  world: "worlds",
  item: "items",
  accessory: "accessories",
  avatar: "avatars",
  image: "images",
  audio: "audio",
} as const satisfies Readonly<Record<Purpose["kind"], string>>;

/** By what was found in the file, never by what its creator called it. */
function placeOf(kind: Purpose["kind"], facts: AssetFacts) {
  const folder = FOLDERS[kind];
  switch (facts.format) {
    case "vrm":
      return { folder, extension: ".vrm", contentType: "model/gltf-binary" };
    case "glb":
      return { folder, extension: ".glb", contentType: "model/gltf-binary" };
    case "unity-bundle":
      return {
        folder: `${folder}/${facts.platform}`,
        extension: ".assetbundle",
        contentType: "application/octet-stream",
      };
    case "image":
      return { folder, extension: ".webp", contentType: "image/webp" };
    case "audio":
      return { folder, ...AUDIO_TYPES[facts.container] };
  }
}
