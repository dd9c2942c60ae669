// What the subprocess of a refinement says on its standard output, one JSON object per line. It has handled a stranger's model,
// so the worker checks every line.

import * as z from "zod";
import {
  VARIANTS_MAX,
  variantFactsSchema,
  variantLevelSchema,
  variantProfileSchema,
} from "../../shared/schema/asset-variant.ts";

const planned = { profile: variantProfileSchema, level: variantLevelSchema };

export const refineMessageSchema = z.discriminatedUnion("kind", [
  /** The first of all. */
  z.object({ kind: z.literal("plan"), variants: z.array(z.object(planned)).max(VARIANTS_MAX) }),
  /** One texture more of this variant is made. */
  z.object({
    kind: z.literal("textures"),
    ...planned,
    texturesDone: z.number().int().nonnegative(),
    texturesTotal: z.number().int().nonnegative(),
  }),
  z.object({
    kind: z.literal("variant"),
    ...planned,
    /** In the folder it was given; a name and no path. */
    file: z.string().regex(/^[a-z0-9-]{1,40}\.(vrm|glb)$/),
    facts: variantFactsSchema,
  }),
  /** One that is left out: too unlike the upload whatever was tried, or with nothing to show. */
  z.object({
    kind: z.literal("skipped"),
    ...planned,
    reason: z.string().max(64),
    likenessDb: z.number().nullable(),
  }),
]);
export type RefineMessage = z.infer<typeof refineMessageSchema>;
