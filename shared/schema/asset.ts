// An asset is something a user made that went through the UGC pipeline. So far: avatars.

import * as z from "zod";
import { assetIdSchema, userIdSchema } from "./ids.ts";

export const AVATAR_FILE_MAX_BYTES = 100 * 1024 * 1024;
/** What the upload policy accepts. Browsers do not know .vrm, so the generic type is allowed: bytes are what is checked. */
export const AVATAR_CONTENT_TYPES = ["model/gltf-binary", "application/octet-stream", "model/vrm"] as const;

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

/** What was counted in the file. */
export const avatarFactsSchema = z.object({
  vrmVersion: z.enum(["0.x", "1.0"]),
  triangleCount: z.number().int().nonnegative(),
  vertexCount: z.number().int().nonnegative(),
  materialCount: z.number().int().nonnegative(),
  textureCount: z.number().int().nonnegative(),
  nodeCount: z.number().int().nonnegative(),
  /** Bounding box height at rest, metres. */
  heightM: z.number(),
});
export type AvatarFacts = z.infer<typeof avatarFactsSchema>;

/** One delivered file, addressed by content. */
const assetFileSchema = z.object({
  url: z.url(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.number().int().nonnegative(),
});

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
});
export type Finding = z.infer<typeof findingSchema>;
