// An asset is something a user made that went through the UGC pipeline: what it is, whose, where it is delivered.

import * as z from "zod";
import { assetFileSchema } from "./asset-file.ts";
import { bundlePlatformSchema } from "./bundle-platform.ts";
import { assetIdSchema, userIdSchema } from "./ids.ts";
import { uploadKindSchema } from "./upload.ts";

/** An asset is of the kind it was uploaded as. */
export const assetKindSchema = uploadKindSchema;
export type AssetKind = z.infer<typeof assetKindSchema>;

/** The VRM meta we must show whoever wears or sees the avatar. Texts are stripped of control characters. */
export const vrmLicenceSchema = z.object({
  name: z.string().max(200),
  authors: z.array(z.string().max(200)).max(16),
  licenceUrl: z.string().max(2048).nullable(),
  /** Who may wear it, in VRM 1.0's words (VRM 0.x names are mapped to these). */
  avatarPermission: z.enum(["onlyAuthor", "onlySeparatelyLicensedPerson", "everyone"]),
  creditNotation: z.enum(["required", "unnecessary"]),
  allowRedistribution: z.boolean(),
});
export type VrmLicence = z.infer<typeof vrmLicenceSchema>;

const count = z.number().int().nonnegative();
const modelCounts = {
  triangleCount: count,
  vertexCount: count,
  materialCount: count,
  textureCount: count,
  nodeCount: count,
};

/** What was counted in a VRM. */
export const avatarFactsSchema = z.object({
  format: z.literal("vrm"),
  vrmVersion: z.enum(["0.x", "1.0"]),
  ...modelCounts,
  /** Bounding box height at rest, metres. */
  heightM: z.number(),
  /** What else its rank is made of; of avatars from before it was kept, left out. */
  boneCount: count.optional(),
  morphTargetCount: count.optional(),
  springJointCount: count.optional(),
  colliderCount: count.optional(),
  texturePixelCount: count.optional(),
});
export type AvatarFacts = z.infer<typeof avatarFactsSchema>;

/** What was counted in a GLB that is no avatar: a world, an item, an accessory. */
export const modelFactsSchema = z.object({
  format: z.literal("glb"),
  ...modelCounts,
  /** Edges of the bounding box at rest, metres: x, y, z. */
  sizeM: z.tuple([z.number(), z.number(), z.number()]),
  /**
   * Of an accessory: the bone of its wearer at which its origin hangs, as VRM 1.0 names it. Of an item: the one it is held or worn
   * at, null where its file does not say. Of worlds, and of what was published before it was kept, left out.
   */
  attachBone: z.string().max(32).nullable().optional(),
});
export type ModelFacts = z.infer<typeof modelFactsSchema>;

/** What the header of a Unity AssetBundle says. Its content is Unity's business. */
export const bundleFactsSchema = z.object({
  format: z.literal("unity-bundle"),
  /** Version of the container, 6 to 8. */
  formatVersion: z.number().int(),
  /** The editor that built it, such as `2022.3.22f1`. */
  unityVersion: z.string().max(64),
  /** As its creator said; `platformSeen` is what the bundle itself says, null where that is compressed out of sight. */
  platform: bundlePlatformSchema,
  platformSeen: bundlePlatformSchema.nullable(),
});
export type BundleFacts = z.infer<typeof bundleFactsSchema>;

export const imageFactsSchema = z.object({
  format: z.literal("image"),
  widthPx: count,
  heightPx: count,
});
export type ImageFacts = z.infer<typeof imageFactsSchema>;

export const audioFactsSchema = z.object({
  format: z.literal("audio"),
  container: z.enum(["mp3", "ogg", "wav", "mp4"]),
  durationS: z.number().nonnegative(),
  sampleRateHz: count,
  channelCount: count,
});
export type AudioFacts = z.infer<typeof audioFactsSchema>;

/** What was found in a file, by what the file is. */
export const assetFactsSchema = z.discriminatedUnion("format", [
  avatarFactsSchema,
  modelFactsSchema,
  bundleFactsSchema,
  imageFactsSchema,
  audioFactsSchema,
]);
export type AssetFacts = z.infer<typeof assetFactsSchema>;

export const avatarSchema = z.object({
  id: assetIdSchema,
  name: z.string(),
  owner: z.object({ id: userIdSchema, displayName: z.string() }),
  file: assetFileSchema,
  thumbnailUrl: z.url(),
  licence: vrmLicenceSchema,
  facts: avatarFactsSchema,
  createdAt: z.iso.datetime(),
});
export type Avatar = z.infer<typeof avatarSchema>;

/** An asset of any kind. */
export const assetSchema = avatarSchema.extend({
  kind: assetKindSchema,
  /** Null where there is nothing to see, as in audio. */
  thumbnailUrl: z.url().nullable(),
  /** Null where the file carries no licence we read. */
  licence: vrmLicenceSchema.nullable(),
  facts: assetFactsSchema,
});
export type Asset = z.infer<typeof assetSchema>;

/** One thing the validator has to say about an upload: where, how much, and what to do. */
export const findingSchema = z.object({
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  severity: z.enum(["error", "warning", "info"]),
  /** JSON pointer into the glTF JSON, or "" for the whole file. */
  pointer: z.string(),
  /** The name the creator gave the thing, where it has one. */
  name: z.string().nullable(),
  actual: z.union([z.string(), z.number()]).nullable(),
  limit: z.union([z.string(), z.number()]).nullable(),
  message: z.object({ ja: z.string(), en: z.string() }),
  /** True where nothing is left to do: what is delivered has it put right. */
  fixed: z.boolean().optional(),
});
export type Finding = z.infer<typeof findingSchema>;
