// What the subprocess of a refinement says on its standard output, one JSON object per line. It has handled a stranger's model,
// so the worker checks every line.

import * as z from "zod";
import {
  variantFactsSchema,
  variantLevelSchema,
  variantProfileSchema,
} from "../../shared/schema/asset-variant.ts";

export const refineMessageSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("variant"),
    profile: variantProfileSchema,
    level: variantLevelSchema,
    /** In the folder it was given; a name and no path. */
    file: z.string().regex(/^[a-z0-9-]{1,40}\.(vrm|glb)$/),
    facts: variantFactsSchema,
  }),
  /** One that is left out: too unlike the upload whatever was tried, or with nothing to show. */
  z.object({
    kind: z.literal("skipped"),
    profile: variantProfileSchema,
    level: variantLevelSchema,
    reason: z.string().max(64),
    likenessDb: z.number().nullable(),
  }),
]);
export type RefineMessage = z.infer<typeof refineMessageSchema>;
