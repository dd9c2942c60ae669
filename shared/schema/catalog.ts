// What everything that can be found in the catalog has alike: who may see it, its tags, its ranks, and that it can be liked.

import * as z from "zod";
import { userIdSchema } from "./ids.ts";
import { visible } from "./text.ts";

/**
 * "public" is listed and found; "unlisted" is seen by whoever has its id; "friends" by its owner's friends; "private" by its owner
 * and those who work on it.
 */
export const visibilitySchema = z.enum(["public", "unlisted", "friends", "private"]);
export type Visibility = z.infer<typeof visibilitySchema>;

/** Whether everybody who has its id may see it: what shared caches may keep. */
export function isOpen(visibility: Visibility): boolean {
  return visibility === "public" || visibility === "unlisted";
}

export const likedKindSchema = z.enum(["world", "event", "avatar", "item"]);
export type LikedKind = z.infer<typeof likedKindSchema>;

/** What can be found. "item" is an item or an accessory. */
export const catalogKindSchema = z.enum([...likedKindSchema.options, "user"]);
export type CatalogKind = z.infer<typeof catalogKindSchema>;

/** Ranks that move by themselves, and so are paged through as they were at the first page. */
export const rankingSchema = z.enum(["popular", "trending"]);
export type Ranking = z.infer<typeof rankingSchema>;
export const catalogOrderSchema = z.enum(["new", ...rankingSchema.options, "featured"]);
export type CatalogOrder = z.infer<typeof catalogOrderSchema>;

export const TAGS_MAX = 10;
export const TAG_MAX_CHARS = 24;
/** A tag: NFKC, lower case, one word of letters, digits, `-` and `_`. */
export const tagSchema = visible(
  z
    .string()
    .max(4 * TAG_MAX_CHARS)
    .transform((raw) => raw.normalize("NFKC").trim().toLowerCase())
    .refine((tag) => [...tag].length <= TAG_MAX_CHARS, `must have at most ${TAG_MAX_CHARS} characters`)
    .refine((tag) => /^[\p{L}\p{N}\p{M}ー_-]+$/u.test(tag), "must be letters, digits, - and _"),
);
/** Each once, in the order given. */
export const tagsSchema = z
  .array(tagSchema)
  .max(TAGS_MAX)
  .transform((tags) => [...new Set(tags)]);

export const SEARCH_MAX_CHARS = 100;
export const searchTextSchema = z.string().max(SEARCH_MAX_CHARS);

/** GET /v1/tags ?kind= : most used first. */
export const tagListSchema = z.object({
  items: z.array(z.object({ tag: z.string(), count: z.number().int().positive() })),
});

/** One thing that was found; GET its own path for the rest. */
export const searchHitSchema = z.object({
  kind: catalogKindSchema,
  id: z.string(),
  name: z.string(),
  thumbnailUrl: z.url().nullable(),
  tags: z.array(z.string()),
  likeCount: z.number().int().nonnegative(),
  owner: z.object({ id: userIdSchema, displayName: z.string() }).nullable(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** Answer to a like given or taken back. */
export const likedSchema = z.object({ isLiked: z.boolean(), likeCount: z.number().int().nonnegative() });
export type Liked = z.infer<typeof likedSchema>;

/** GET /v1/me/likes: the newest first. */
export const likeSchema = z.object({ kind: likedKindSchema, id: z.string(), likedAt: z.iso.datetime() });
export type Like = z.infer<typeof likeSchema>;
