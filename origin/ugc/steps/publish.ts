// Puts what was checked where everyone may load it, under the hash of its bytes: putting twice changes nothing, and caches
// may keep it for ever. The thumbnail goes first, so that whoever sees the asset sees its picture. The hash is made here, of
// the very bytes that are put: a subprocess that handled hostile bytes is not asked where to write.

import type { Purpose } from "../../../shared/media/check-file.ts";
import type { AssetFacts } from "../../../shared/schema/asset.ts";
import type { ObjectStore } from "../../s3/object-store.ts";

const WEBP_TYPE = "image/webp";
const GLB_TYPE = "model/gltf-binary";
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
  const thumbnailKey = thumbnail === null ? null : await publishPicture(store, bucket, thumbnail);
  await store.put({ bucket, key: objectKey }, bytes, { contentType, cacheControl: CACHE_FOREVER });
  return { objectKey, sha256, thumbnailKey };
}

/** Puts a variant of a model beside its file. Returns its key. */
export async function publishVariant(
  store: ObjectStore,
  bucket: string,
  kind: Purpose["kind"],
  bytes: Uint8Array,
): Promise<{ readonly objectKey: string; readonly sha256: string }> {
  const sha256 = sha256Of(bytes);
  const objectKey = `${FOLDERS[kind]}/${sha256}${kind === "avatar" ? ".vrm" : ".glb"}`;
  await store.put({ bucket, key: objectKey }, bytes, { contentType: GLB_TYPE, cacheControl: CACHE_FOREVER });
  return { objectKey, sha256 };
}

/** Puts a picture (WebP). Returns its key. */
export async function publishPicture(store: ObjectStore, bucket: string, webp: Uint8Array): Promise<string> {
  // The picture changes when its drawing does, what it shows does not: it has a hash of its own.
  const key = `thumbnails/${sha256Of(webp)}.webp`;
  await store.put({ bucket, key }, webp, { contentType: WEBP_TYPE, cacheControl: CACHE_FOREVER });
  return key;
}

export function sha256Of(bytes: Uint8Array): string {
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
      return { folder, extension: ".vrm", contentType: GLB_TYPE };
    case "glb":
      return { folder, extension: ".glb", contentType: GLB_TYPE };
    case "unity-bundle":
      return {
        folder: `${folder}/${facts.platform}`,
        extension: ".assetbundle",
        contentType: "application/octet-stream",
      };
    case "image":
      return { folder, extension: ".webp", contentType: WEBP_TYPE };
    case "audio":
      return { folder, ...AUDIO_TYPES[facts.container] };
  }
}
