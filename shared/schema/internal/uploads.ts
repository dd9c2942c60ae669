// An upload as the edge asks the origin for it: what was granted, which is what the edge signs.

import * as z from "zod";
import { uploadIdSchema } from "../ids.ts";
import { uploadKindSchema, uploadRequestSchema } from "../upload.ts";

export const createUploadSchema = uploadRequestSchema.extend({ kind: uploadKindSchema });

/** `objectKey` is the exact key in the upload bucket; `lifetimeSeconds` is how long a signature for it may live. */
export const createdUploadSchema = z.object({
  uploadId: uploadIdSchema,
  objectKey: z.string(),
  lifetimeSeconds: z.number().int().positive(),
});
export type CreatedUpload = z.infer<typeof createdUploadSchema>;

/** The same for an upload in parts, which the store knows as `storeUploadId`. */
export const createdMultipartSchema = createdUploadSchema.extend({
  storeUploadId: z.string().min(1).max(1024),
  partBytes: z.number().int().positive(),
});
export type CreatedMultipart = z.infer<typeof createdMultipartSchema>;
