// What everything that can be found in the catalog has alike: who may see it, and that it can be liked.

import * as z from "zod";

/** "public" is listed and found; "unlisted" is seen by whoever has its id; "private" by its owner alone. */
export const visibilitySchema = z.enum(["public", "unlisted", "private"]);
export type Visibility = z.infer<typeof visibilitySchema>;

export const likedKindSchema = z.enum(["world", "event", "avatar", "item"]);
export type LikedKind = z.infer<typeof likedKindSchema>;
