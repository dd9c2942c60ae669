// What has changed, as the origin tells it: to the edges in what everybody may see, to room hosts in what holds in rooms. By
// tags, never the data itself.

import * as z from "zod";
import {
  type AssetId,
  assetIdSchema,
  type RoomId,
  roomIdSchema,
  type UserId,
  userIdSchema,
  type WorldId,
  worldIdSchema,
} from "../ids.ts";

export const FEEDS = ["public", "rooms"] as const;
export type Feed = (typeof FEEDS)[number];

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

/** The names by which room hosts are told that something changed. */
export const roomTag = {
  /** Whom this user has blocked. */
  blocks: (id: UserId) => `blocks:${id}`,
  /** What moderators decided about this user. */
  sanctions: (id: UserId) => `sanctions:${id}`,
  /** The asset was taken down, or another version of it is shown. */
  asset: (id: AssetId) => `asset:${id}`,
  /** What rooms of this world are made of. */
  world: (id: WorldId) => `world:${id}`,
  /** The room may be no more, or what its event shares with it is different. */
  room: (id: RoomId) => `room:${id}`,
  /** Somebody reported what happened in the room. */
  evidence: (id: RoomId) => `evidence:${id}`,
  /** There is a notice to fetch. */
  notices: "notices",
} as const;

/** What a tag is about; null for one of a later origin. */
export type RoomNews =
  | { readonly about: "user"; readonly id: UserId }
  | { readonly about: "asset"; readonly id: AssetId }
  | { readonly about: "world"; readonly id: WorldId }
  | { readonly about: "room" | "evidence"; readonly id: RoomId }
  | { readonly about: "notices" };

export function roomNewsOf(tag: string): RoomNews | null {
  const [noun, id] = tag.split(":");
  switch (noun) {
    case "blocks":
    case "sanctions": {
      const user = userIdSchema.safeParse(id);
      return user.success ? { about: "user", id: user.data } : null;
    }
    case "asset": {
      const asset = assetIdSchema.safeParse(id);
      return asset.success ? { about: "asset", id: asset.data } : null;
    }
    case "world": {
      const world = worldIdSchema.safeParse(id);
      return world.success ? { about: "world", id: world.data } : null;
    }
    case "room":
    case "evidence": {
      const room = roomIdSchema.safeParse(id);
      return room.success ? { about: noun, id: room.data } : null;
    }
    case "notices":
      return { about: "notices" };
    default:
      return null;
  }
}
