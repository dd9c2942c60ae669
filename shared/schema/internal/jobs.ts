// The UGC worker's queue: a job claimed, its progress, its end.

import * as z from "zod";
import { assetFactsSchema, findingSchema, vrmLicenceSchema } from "../asset.ts";
import { assetIdSchema, jobIdSchema, uploadIdSchema, userIdSchema } from "../ids.ts";
import { bundlePlatformSchema, uploadKindSchema } from "../upload.ts";

/** The last step of every pipeline: done when the job is. */
export const PUBLISH_STEP = "publish";

export const claimJobSchema = z.object({
  worker: z.string().max(100),
  waitMs: z.number().int().min(0).max(25_000),
});
export const claimedJobSchema = z.object({
  jobId: jobIdSchema,
  uploadId: uploadIdSchema,
  kind: uploadKindSchema,
  platform: bundlePlatformSchema.nullable(),
  bucket: z.string(),
  objectKey: z.string(),
  etag: z.string(),
  sizeBytes: z.number().int(),
  /** What the limits allow of this kind: nothing larger is read. */
  sizeMaxBytes: z.number().int(),
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
});
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
        sizeBytes: z.number().int(),
        thumbnailKey: z.string().nullable(),
        licence: vrmLicenceSchema.nullable(),
        facts: assetFactsSchema,
      }),
      findings: z.array(findingSchema),
    }),
    z.object({ kind: z.literal("refused"), reason: z.string(), findings: z.array(findingSchema) }),
    z.object({ kind: z.literal("retry"), reason: z.string() }),
  ]),
});
export type JobDone = z.infer<typeof jobDoneSchema>;
