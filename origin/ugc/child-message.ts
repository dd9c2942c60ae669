// What the subprocess says on its standard output, one JSON object per line. It has handled hostile bytes, so the worker
// checks every line.

import * as z from "zod";
import { avatarFactsSchema, findingSchema, vrmLicenceSchema } from "../../shared/schema/asset.ts";

/** A thumbnail of a few hundred kilobytes in base64, and room for findings. */
export const CHILD_LINE_MAX_BYTES = 8 * 1024 * 1024;

const resultSchema = z.object({
  kind: z.literal("result"),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  findings: z.array(findingSchema),
  facts: avatarFactsSchema.nullable(),
  licence: vrmLicenceSchema.nullable(),
  /** WebP in base64. */
  thumbnail: z.base64().nullable(),
});
export const childMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("step"), name: z.string().max(64) }),
  resultSchema,
]);
export type ChildMessage = z.infer<typeof childMessageSchema>;
export type ChildResult = z.infer<typeof resultSchema>;
