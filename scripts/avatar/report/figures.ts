// What a report keeps for the next one to compare with: figures alone, no times and no pictures, so that the same pipeline makes
// the same file. The committed one is the last release's.

import * as z from "zod";

const count = z.number().int().nonnegative();

export const variantFiguresSchema = z.object({
  sizeBytes: count,
  triangleCount: count,
  textureMemoryBytes: count,
  /** dB to two digits; null where nothing was compared. */
  likenessDb: z.number().nullable(),
  leastIn: z.string().nullable(),
  /** Whether three-vrm opens it, with the body the upload has. */
  body: z.enum(["equal", "differs", "fails"]),
  /** Values of the JSON that are not the upload's, packing aside; null of a stand-in, which is a file of its own. */
  changedValues: count.nullable(),
});
export type VariantFigures = z.infer<typeof variantFiguresSchema>;

export const figuresSchema = z.object({
  format: z.literal("hiroba-avatar-report"),
  version: z.literal(1),
  /** By avatar, then by "<profile> <level>". */
  avatars: z.record(
    z.string(),
    z.object({ uploadBytes: count, variants: z.record(z.string(), variantFiguresSchema) }),
  ),
});
export type Figures = z.infer<typeof figuresSchema>;
