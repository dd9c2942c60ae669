// The UGC worker's queue: a job claimed, its progress, its end.

import * as z from "zod";
import { assetFactsSchema, findingSchema, vrmLicenceSchema } from "../asset.ts";
import {
  VARIANTS_MAX,
  variantFactsSchema,
  variantLevelSchema,
  variantProfileSchema,
  variantProgressSchema,
} from "../asset-variant.ts";
import { avatarLimitsSchema } from "../avatar-limits.ts";
import { bundlePlatformSchema } from "../bundle-platform.ts";
import { assetIdSchema, jobIdSchema, uploadIdSchema, userIdSchema } from "../ids.ts";
import { uploadKindSchema } from "../upload.ts";

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** The last step of every pipeline: done when the job is. */
export const PUBLISH_STEP = "publish";

/**
 * `check`: an upload, from the scan to the catalog. `refine`: lighter variants of an avatar that is in it already; `refine-model`:
 * of an item, an accessory or a world; `supercompress`: of any of them, one more whose textures are KTX2, for which nobody waits. The
 * queue takes them in the order of the alphabet.
 */
export const jobTaskSchema = z.enum(["check", "refine", "refine-model", "supercompress"]);
export type JobTask = z.infer<typeof jobTaskSchema>;

/** Whether it is about something that is in the catalog already, and stays what it is however the job ends. */
export function isRefinement(task: JobTask): boolean {
  return task !== "check";
}

/** An object that lies in the upload bucket, as an event of the store tells of it. */
export const arrivedObjectSchema = z.object({
  bucket: z.string().min(1).max(255),
  /** Decoded. */
  objectKey: z.string().min(1).max(1024),
  etag: z.string().max(255),
  /** Tells two writes of one key apart, and which came later. */
  sequencer: z.string().max(1024),
  sizeBytes: z.number().int().nonnegative(),
});
export type ArrivedObject = z.infer<typeof arrivedObjectSchema>;

/** What became of it: queued now or before, and not yet judged; of another bucket or asked for by nobody; or judged. */
export const arrivalSchema = z.object({ became: z.enum(["queued", "known", "not-ours", "finished"]) });
export type Arrival = z.infer<typeof arrivalSchema>["became"];

export const claimJobSchema = z.object({
  worker: z.string().max(100),
  waitMs: z.number().int().min(0).max(25_000),
  /** What it can do: a worker of before knows nothing of the other. */
  tasks: z.array(jobTaskSchema).min(1).default(["check"]),
});
export const claimedJobSchema = z.object({
  jobId: jobIdSchema,
  uploadId: uploadIdSchema,
  /** An origin of before knows no other. */
  task: jobTaskSchema.default("check"),
  kind: uploadKindSchema,
  platform: bundlePlatformSchema.nullable(),
  bucket: z.string(),
  objectKey: z.string(),
  etag: z.string(),
  sizeBytes: z.number().int(),
  /** What the limits allow of this kind: nothing larger is read. */
  sizeMaxBytes: z.number().int(),
  /** What an avatar is held to. An origin of before leaves the worker its own. */
  avatarLimits: avatarLimitsSchema.prefault({}),
  fileName: z.string(),
  ownerId: userIdSchema,
  /** 1 on the first try. */
  attempt: z.number().int(),
  /** Say something (progress) within this long or the job is given to another worker. */
  leaseMs: z.number().int(),
  /** Proof that the lease is ours, echoed in progress and done. */
  leaseToken: z.string(),
});
export type ClaimedJob = z.infer<typeof claimedJobSchema>;
export const jobProgressSchema = z.object({
  leaseToken: z.string(),
  step: z.string().max(64),
  stepsDone: z.number().int(),
  stepsTotal: z.number().int(),
  /** Of a refinement. */
  variants: z.array(variantProgressSchema).max(VARIANTS_MAX).optional(),
});
export type JobProgress = Omit<z.infer<typeof jobProgressSchema>, "leaseToken">;
/** May a file of these bytes be published? Not one that a moderator took down. */
export const jobAdmissionSchema = z.object({ leaseToken: z.string(), uploadSha256: sha256Schema });
export const admittedSchema = z.object({ isAdmitted: z.boolean() });

/** One more variant lies in the delivery bucket. */
export const jobVariantSchema = z.object({
  leaseToken: z.string(),
  variant: z.object({
    profile: variantProfileSchema,
    level: variantLevelSchema,
    objectKey: z.string().max(1024),
    sha256: sha256Schema,
    sizeBytes: z.number().int().positive(),
    facts: variantFactsSchema,
  }),
});
export type JobVariant = z.infer<typeof jobVariantSchema>["variant"];

/** Better pictures of the avatar lie in the delivery bucket. */
export const jobPicturesSchema = z.object({
  leaseToken: z.string(),
  pictures: z.object({ thumbnailKey: z.string().max(1024), figureKey: z.string().max(1024) }),
});
export type JobPictures = z.infer<typeof jobPicturesSchema>["pictures"];

/** How a job ended. `retry` is for faults of ours (store away, worker killed), never for a bad file. */
export const jobDoneSchema = z.object({
  leaseToken: z.string(),
  outcome: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("published"),
      asset: z.object({
        assetId: assetIdSchema,
        name: z.string().max(200),
        objectKey: z.string(),
        sha256: z.string(),
        /** Of the file as it was uploaded. */
        uploadSha256: z.string().nullable().default(null),
        sizeBytes: z.number().int(),
        thumbnailKey: z.string().nullable(),
        licence: vrmLicenceSchema.nullable(),
        facts: assetFactsSchema,
      }),
      findings: z.array(findingSchema),
    }),
    /** The variants are there, each told of before (jobVariantSchema). */
    z.object({ kind: z.literal("refined") }),
    z.object({ kind: z.literal("refused"), reason: z.string(), findings: z.array(findingSchema) }),
    z.object({ kind: z.literal("retry"), reason: z.string() }),
  ]),
});
export type JobDone = z.infer<typeof jobDoneSchema>;
