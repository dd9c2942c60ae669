// What has changed in what everybody may see, as the origin tells the edges: by tags, never the data itself.

import * as z from "zod";

/** `world:wld_…`, or the name of a list, such as `worlds`. Stands in a Cache-Tag field as it is. */
export const cacheTagSchema = z.string().regex(/^[a-z]+(:[0-9a-z_-]{1,64})?$/);

/** More than this at once is told as everything. */
export const PURGE_TAGS_MAX = 1_000;

/** GET changes ?after= : what changed since a cursor. Without one: only where the feed stands now. */
export const changePageSchema = z.object({
  tags: z.array(cacheTagSchema),
  /** Opaque; the next `after`. */
  cursor: z.string().max(128),
  /** The feed no longer reaches back to the cursor: everything may have changed. */
  isReset: z.boolean(),
  hasMore: z.boolean(),
});
export type ChangePage = z.infer<typeof changePageSchema>;

/** Body of the signed purge the origin posts to every edge it knows. */
export const purgeSchema = z.strictObject({
  tags: z.union([z.literal("all"), z.array(cacheTagSchema).min(1).max(PURGE_TAGS_MAX)]),
});
export type Purge = z.infer<typeof purgeSchema>;
