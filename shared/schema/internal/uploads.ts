// An upload as the edge asks the origin for it.

import * as z from "zod";
import { uploadIdSchema } from "../ids.ts";
import { oneLine } from "../text.ts";

export const createUploadSchema = z.object({
  kind: z.literal("avatar"),
  fileName: oneLine(z.string().min(1).max(255)),
  contentType: z.string(),
  fileSizeBytes: z.number().int().positive(),
});
/** `objectKey` is the exact key in the upload bucket that the policy will allow. */
export const createdUploadSchema = z.object({ uploadId: uploadIdSchema, objectKey: z.string() });
