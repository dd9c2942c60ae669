// What the pipeline makes of one model, an avatar, an item, an accessory or a world: the same, smaller step by step, for different
// readers.

import * as z from "zod";
import { assetFileSchema } from "./asset-file.ts";
import { avatarRankSchema } from "./avatar-rank.ts";

/**
 * Who can read a variant. `web`: meshopt geometry and WebP textures, as three.js reads them. `compat`: plain accessors, JPEG and
 * PNG, as UniVRM reads them. `ktx2`: as `web` with textures that stay compressed in video memory.
 */
export const variantProfileSchema = z.enum(["web", "compat", "ktx2"]);
export type VariantProfile = z.infer<typeof variantProfileSchema>;

/**
 * How much of it is left. `stand-in`: of an avatar, 2,000 triangles, or up to 4,000 where it takes them to be like the upload, and
 * one unlit texture of 256 px, for those far away.
 */
export const variantLevelSchema = z.enum(["lod0", "lod1", "lod2", "stand-in"]);
export type VariantLevel = z.infer<typeof variantLevelSchema>;

const count = z.number().int().nonnegative();

/** What a variant costs whoever shows it. */
export const variantFactsSchema = z.object({
  triangleCount: count,
  vertexCount: count,
  materialCount: count,
  textureCount: count,
  /** What its textures take in video memory, with their mipmaps. */
  textureMemoryBytes: count,
  /** Vertices that morph targets move, one by one; left out by a worker of before. */
  morphVertexCount: count.optional(),
  /** The least likeness to the upload, of all views and expressions looked at: peak signal-to-noise ratio in dB. Null for a stand-in. */
  likenessDb: z.number().nullable(),
});
export type VariantFacts = z.infer<typeof variantFactsSchema>;

/** Of one avatar, whatever is planned. */
export const VARIANTS_MAX = 16;
/** How far one of the planned variants is. */
export const variantProgressSchema = z.object({
  profile: variantProfileSchema,
  level: variantLevelSchema,
  /** "SKIPPED" was left out: it would look unlike the upload, or be no lighter. */
  status: z.enum(["WAITING", "UNDER_WAY", "READY", "SKIPPED"]),
  /** Of the try that is under way, or the last one. */
  texturesDone: count,
  /** 0 until it is known. */
  texturesTotal: count,
});
export type VariantProgress = z.infer<typeof variantProgressSchema>;

/** One variant as clients fetch it. */
export const assetVariantSchema = z.object({
  profile: variantProfileSchema,
  level: variantLevelSchema,
  file: assetFileSchema,
  facts: variantFactsSchema,
  /** How heavy an avatar's is to draw; null of what is no avatar, and from an origin of before. */
  rank: avatarRankSchema.nullable().default(null),
});
export type AssetVariant = z.infer<typeof assetVariantSchema>;

/** GET /v1/assets/{id}/variants: one model as it was brought, and what was made of it, the lightest first. */
export const assetVariantListSchema = z.object({
  file: assetFileSchema,
  variants: z.array(assetVariantSchema),
});
export type AssetVariantList = z.infer<typeof assetVariantListSchema>;
