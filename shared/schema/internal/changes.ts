// What has changed, as the origin tells it: to the edges in what everybody may see, to room hosts in what holds in rooms. By
// tags, never the data itself.

import * as z from "zod";
import { type UserId, userIdSchema, type WorldId, worldIdSchema } from "../ids.ts";

export type Feed = "public" | "rooms";

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

/** GET room-news ?after=&waitMs= : the same for room hosts, waited for where there is nothing yet. */
export const roomNewsQuerySchema = z.object({
  after: z.string().max(128).optional(),
  waitMs: z.coerce.number().int().min(0).max(25_000).default(0),
});

const BLOCKS_OF = "blocks";
const WORLD = "world";
/** The names by which room hosts are told. */
export const roomTag = {
  /** Whom this user has blocked. */
  blocks: (id: UserId) => `${BLOCKS_OF}:${id}`,
  /** What rooms of this world are made of. */
  world: (id: WorldId) => `${WORLD}:${id}`,
} as const;

/** Whose blocks a tag is about; null for one that is about something else. */
export function blocksOfTag(tag: string): UserId | null {
  const [noun, id] = tag.split(":");
  return noun === BLOCKS_OF ? (userIdSchema.safeParse(id).data ?? null) : null;
}

/** Of which world's rooms a tag tells; null for one that is about something else. */
export function worldOfTag(tag: string): WorldId | null {
  const [noun, id] = tag.split(":");
  return noun === WORLD ? (worldIdSchema.safeParse(id).data ?? null) : null;
}
