// Puts a checked avatar where everyone may load it, under the hash of its bytes: putting twice changes nothing, and caches
// may keep it for ever. The thumbnail goes first, so that whoever sees the avatar sees its picture.

import type { ObjectStore } from "../../s3/object-store.ts";

const AVATAR_CONTENT_TYPE = "model/gltf-binary";
const THUMBNAIL_CONTENT_TYPE = "image/webp";
const CACHE_FOREVER = "public, max-age=31536000, immutable";

export type PublishedKeys = { readonly objectKey: string; readonly thumbnailKey: string };

/** Returns the keys in `bucket`. Throws what the store throws; may be repeated. */
export async function publish(
  store: ObjectStore,
  bucket: string,
  avatar: { readonly sha256: string; readonly bytes: Uint8Array; readonly thumbnail: Uint8Array },
): Promise<PublishedKeys> {
  const objectKey = `avatars/${avatar.sha256}.vrm`;
  // The portrait changes when its drawing does, the avatar does not: the picture has a hash of its own.
  const thumbnailSha256 = new Bun.CryptoHasher("sha256").update(avatar.thumbnail).digest("hex");
  const thumbnailKey = `thumbnails/${thumbnailSha256}.webp`;
  await store.put({ bucket, key: thumbnailKey }, avatar.thumbnail, {
    contentType: THUMBNAIL_CONTENT_TYPE,
    cacheControl: CACHE_FOREVER,
  });
  await store.put({ bucket, key: objectKey }, avatar.bytes, {
    contentType: AVATAR_CONTENT_TYPE,
    cacheControl: CACHE_FOREVER,
  });
  return { objectKey, thumbnailKey };
}
