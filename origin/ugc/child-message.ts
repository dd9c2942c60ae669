// What the subprocess says on its standard output, one JSON object per line. It has handled hostile bytes, so the worker
// checks every line.

import * as z from "zod";
import type { Kept } from "../../shared/avatar/fix/fix-model.ts";
import { assetFactsSchema, findingSchema, vrmLicenceSchema } from "../../shared/schema/asset.ts";

/**
 * What is delivered in place of the upload: bytes in base64 before and after a stretch of the upload itself. A fixed avatar of 100 MB is
 * thus handed on as its new JSON.
 */
const deliveredSchema = z.object({
  before: z.base64(),
  keptFromByte: z.number().int().nonnegative(),
  keptToByte: z.number().int().nonnegative(),
  after: z.base64(),
});

const resultSchema = z.object({
  kind: z.literal("result"),
  findings: z.array(findingSchema),
  facts: assetFactsSchema.nullable(),
  licence: vrmLicenceSchema.nullable(),
  /** WebP in base64. */
  thumbnail: z.base64().nullable(),
  /** Null: the upload as it is. */
  delivered: deliveredSchema.nullable(),
});
export const childMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("step"), name: z.string().max(64) }),
  resultSchema,
]);
export type ChildMessage = z.infer<typeof childMessageSchema>;
export type ChildResult = z.infer<typeof resultSchema>;

/** How a subprocess says what is delivered. */
export function sayDelivered(bytes: Uint8Array, kept: Kept | null): z.infer<typeof deliveredSchema> {
  const { fromByte, toByte, atByte } = kept ?? { fromByte: 0, toByte: 0, atByte: bytes.length };
  return {
    before: Buffer.from(bytes.subarray(0, atByte)).toString("base64"),
    keptFromByte: fromByte,
    keptToByte: toByte,
    after: Buffer.from(bytes.subarray(atByte + toByte - fromByte)).toString("base64"),
  };
}

/** What the worker delivers, out of what was said and the upload it has. A stretch the upload does not have is empty. */
export function hearDelivered(
  { before, keptFromByte, keptToByte, after }: z.infer<typeof deliveredSchema>,
  upload: Uint8Array,
): Uint8Array {
  const kept = upload.subarray(keptFromByte, keptToByte);
  return Buffer.concat([Buffer.from(before, "base64"), kept, Buffer.from(after, "base64")]);
}
