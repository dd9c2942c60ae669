// What may be uploaded: the kinds, the limits of each, and how much one user may bring. The numbers here are defaults: an
// operator changes them with HIROBA_UPLOADS, which the origin alone reads. It grants, the edge signs what was granted, the
// worker is told with the job, and clients ask GET /v1/upload/limits; so no two processes can disagree.

import * as z from "zod";
import { AVATAR_FILE_MAX_BYTES, avatarLimitsSchema } from "./avatar-limits.ts";
import { type BundlePlatform, bundlePlatformSchema } from "./bundle-platform.ts";
import { assetIdSchema } from "./ids.ts";
import { rankTableSchema } from "./rank-table.ts";

const KiB = 1024;
const MiB = 1024 * KiB;

/** The worker holds a whole file in memory. */
export const UPLOAD_FILE_MAX_BYTES = 1024 * MiB;
/** How many parts one multipart upload may have: a bound on URLs signed at once. S3 itself allows 10,000. */
export const UPLOAD_PARTS_MAX = 128;
/** S3 takes no smaller part but the last. */
const PART_MIN_BYTES = 5 * MiB;
export const FILE_NAME_MAX_CHARS = 255;
const CONTENT_TYPE_MAX_CHARS = 100;

export const uploadKindSchema = z.enum(["avatar", "world", "item", "accessory", "image", "audio"]);
export type UploadKind = z.infer<typeof uploadKindSchema>;

/** What a client says of the file it wants to upload. Which of it is allowed, the limits say: all that is not is told at once. */
export const uploadRequestSchema = z.strictObject({
  contentType: z.string().max(CONTENT_TYPE_MAX_CHARS),
  fileName: z.string().max(FILE_NAME_MAX_CHARS),
  /** Bytes, exactly. */
  fileSize: z.number().int().min(1),
  /** With an AssetBundle, and only there. */
  platform: bundlePlatformSchema.optional(),
  /** An avatar, item or accessory of one's own: the file becomes its new version. Left out, it is an asset of its own. */
  replaces: assetIdSchema.optional(),
});
export type UploadRequest = z.infer<typeof uploadRequestSchema>;

type RuleDefaults = {
  readonly contentTypes: readonly string[];
  readonly extensions: readonly string[];
  readonly sizeMinBytes: number;
  readonly sizeMaxBytes: number;
};

/** One row of the table; every cell may be set. `ceilingBytes` bounds what `sizeMaxBytes` may be set to. */
function rule(defaults: RuleDefaults, ceilingBytes: number = UPLOAD_FILE_MAX_BYTES) {
  const sizeBytes = z.number().int().min(1).max(ceilingBytes);
  return z
    .strictObject({
      contentTypes: z
        .array(z.string().regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/))
        .min(1)
        .max(16)
        .default([...defaults.contentTypes]),
      /** What a file name ends with, in lower case; upper case counts as the same. */
      extensions: z
        .array(z.string().regex(/^\.[a-z0-9]{1,16}$/))
        .min(1)
        .max(16)
        .default([...defaults.extensions]),
      sizeMinBytes: sizeBytes.default(defaults.sizeMinBytes),
      sizeMaxBytes: sizeBytes.default(defaults.sizeMaxBytes),
      /** How long a policy allows the upload to begin. */
      policySeconds: z.number().int().min(60).max(3600).default(900),
    })
    .refine(({ sizeMinBytes, sizeMaxBytes }) => sizeMinBytes <= sizeMaxBytes, {
      path: ["sizeMinBytes"],
      message: "must not be over sizeMaxBytes",
    })
    .prefault({});
}

// Browsers know none of these endings, so the generic type is allowed where it is: bytes are what is checked.
const GLB_TYPES = ["model/gltf-binary", "application/octet-stream"];
/** The shortest GLB: a header and a JSON chunk of `{}`, filled to four bytes. */
const GLB_MIN_BYTES = 24;

const uploadRulesSchema = z
  .strictObject({
    avatar: rule(
      {
        contentTypes: [...GLB_TYPES, "model/vrm"],
        extensions: [".vrm", ".glb"],
        sizeMinBytes: 1,
        sizeMaxBytes: AVATAR_FILE_MAX_BYTES,
      },
      AVATAR_FILE_MAX_BYTES,
    ),
    world: rule({
      contentTypes: ["model/gltf-binary"],
      extensions: [".glb"],
      sizeMinBytes: GLB_MIN_BYTES,
      sizeMaxBytes: 256 * MiB,
    }),
    /** A world as Unity loads it: what a `world` upload with a platform is held to. */
    worldBundle: rule({
      contentTypes: ["application/vnd.unity", "application/octet-stream"],
      extensions: [".assetbundle", ".bundle", ".unity3d"],
      sizeMinBytes: 64,
      sizeMaxBytes: 256 * MiB,
    }),
    item: rule({
      contentTypes: GLB_TYPES,
      extensions: [".glb"],
      sizeMinBytes: GLB_MIN_BYTES,
      sizeMaxBytes: 32 * MiB,
    }),
    accessory: rule({
      contentTypes: GLB_TYPES,
      extensions: [".glb"],
      sizeMinBytes: GLB_MIN_BYTES,
      sizeMaxBytes: 16 * MiB,
    }),
    image: rule({
      contentTypes: ["image/png", "image/jpeg", "image/webp"],
      extensions: [".png", ".jpg", ".jpeg", ".webp"],
      sizeMinBytes: 32,
      sizeMaxBytes: 10 * MiB,
    }),
    audio: rule({
      contentTypes: ["audio/mpeg", "audio/ogg", "audio/wav", "audio/x-wav", "audio/mp4", "audio/x-m4a"],
      extensions: [".mp3", ".ogg", ".oga", ".opus", ".wav", ".m4a"],
      sizeMinBytes: 32,
      sizeMaxBytes: 20 * MiB,
    }),
  })
  .prefault({});
export type UploadRules = z.infer<typeof uploadRulesSchema>;
export type UploadRule = UploadRules[keyof UploadRules];

function quota(uploadsPerDay: number, storedMaxBytes: number) {
  return z
    .strictObject({
      /** Uploads begun within 24 hours, whatever became of them. */
      uploadsPerDay: z.number().int().min(0).default(uploadsPerDay),
      /** Delivered files and uploads under way together. */
      storedMaxBytes: z.number().int().min(0).default(storedMaxBytes),
    })
    .prefault({});
}

/** The whole table, with its defaults where nothing is set: `parse({})`. */
export const uploadLimitsSchema = z.strictObject({
  kinds: uploadRulesSchema,
  /** What is counted in an avatar, besides the size of its file. */
  avatar: avatarLimitsSchema.prefault({}),
  /** Where the ranks of avatars begin. */
  ranks: rankTableSchema.prefault({}),
  quotas: z
    .strictObject({
      guest: quota(60, 1024 * MiB),
      member: quota(200, 5 * 1024 * MiB),
      /** Moderators and administrators. */
      staff: quota(2_000, 50 * 1024 * MiB),
    })
    .prefault({}),
  multipart: z
    .strictObject({
      /** Files above this may be sent in parts. */
      overBytes: z
        .number()
        .int()
        .min(PART_MIN_BYTES)
        .default(64 * MiB),
      /** Larger where a file would need more than UPLOAD_PARTS_MAX parts. */
      partBytes: z
        .number()
        .int()
        .min(PART_MIN_BYTES)
        .max(512 * MiB)
        .default(16 * MiB),
      /** How long the parts may take in all. */
      lifetimeSeconds: z
        .number()
        .int()
        .min(300)
        .max(24 * 3600)
        .default(2 * 3600),
    })
    .prefault({}),
});
export type UploadLimits = z.infer<typeof uploadLimitsSchema>;
export type UploadQuota = UploadLimits["quotas"]["guest"];

/** The row a file of this kind is held to: a world for a platform is a bundle. */
export function uploadRule(
  rules: UploadRules,
  kind: UploadKind,
  platform: BundlePlatform | undefined | null,
): UploadRule {
  return kind === "world" && platform != null ? rules.worldBundle : rules[kind];
}
