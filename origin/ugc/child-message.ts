// What the subprocess says on its standard output, one JSON object per line. It has handled hostile bytes, so the worker
// checks every line.

import * as z from "zod";
import { assetFactsSchema, findingSchema, vrmLicenceSchema } from "../../shared/schema/asset.ts";

const resultSchema = z.object({
  kind: z.literal("result"),
  findings: z.array(findingSchema),
  facts: assetFactsSchema.nullable(),
  licence: vrmLicenceSchema.nullable(),
  /** WebP in base64. */
  thumbnail: z.base64().nullable(),
  /** What is to be delivered in base64; null: the upload as it is. */
  delivered: z.base64().nullable(),
});
export const childMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("step"), name: z.string().max(64) }),
  resultSchema,
]);
export type ChildMessage = z.infer<typeof childMessageSchema>;
export type ChildResult = z.infer<typeof resultSchema>;
