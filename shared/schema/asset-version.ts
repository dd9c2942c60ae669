// An asset keeps its id when its owner brings a new file for it: each file is a version, and one of them is shown.

import * as z from "zod";
import { assetFileSchema } from "./asset-file.ts";
import { avatarRankSchema } from "./avatar-rank.ts";

/** With the shown one. When one more comes, the oldest that is not shown goes. */
export const ASSET_VERSIONS_MAX = 20;

/** One version as the asset's owner sees it. */
export const assetVersionSchema = z.object({
  /** From 1, in the order they came. */
  number: z.number().int().positive(),
  /** Whether it is the one that everybody sees. */
  isShown: z.boolean(),
  name: z.string(),
  file: assetFileSchema,
  thumbnailUrl: z.url().nullable(),
  /** Null where it is no avatar. */
  rank: avatarRankSchema.nullable(),
  createdAt: z.iso.datetime(),
});
export type AssetVersion = z.infer<typeof assetVersionSchema>;

/** Newest first. */
export const assetVersionListSchema = z.object({
  items: z.array(assetVersionSchema).max(ASSET_VERSIONS_MAX),
});
export type AssetVersionList = z.infer<typeof assetVersionListSchema>;
