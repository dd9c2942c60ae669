// A world is content somebody authored; a room is one running instance of it.

import * as z from "zod";
import { tagsSchema, visibilitySchema } from "./catalog.ts";
import { assetIdSchema, roomIdSchema, userIdSchema, worldIdSchema } from "./ids.ts";
import { prose, visible } from "./text.ts";
import { localeSchema } from "./user.ts";
import { changedSettingsSchema, worldSettingsSchema } from "./world-settings.ts";

export const WORLD_NAME_MAX_CHARS = 64;
export const WORLD_DESCRIPTION_MAX_CHARS = 2000;
export const ROOM_CAPACITY_MAX = 500;

const descriptionSchema = prose(z.string().trim().max(WORLD_DESCRIPTION_MAX_CHARS));
const descriptionsSchema = z.partialRecord(localeSchema, descriptionSchema);

export const worldSchema = z.object({
  id: worldIdSchema,
  name: z.string(),
  description: z.string(),
  thumbnailUrl: z.url().nullable(),
  owner: z.object({ id: userIdSchema, displayName: z.string() }).nullable(),
  capacity: z.number().int(),
  settings: worldSettingsSchema,
  visibility: visibilitySchema,
  tags: z.array(z.string()),
  /** The description in other languages, by language. */
  descriptions: descriptionsSchema,
  /** Of the version others enter; null: it was never published, and only those who work on it see it. */
  version: z.number().int().positive().nullable(),
  createdAt: z.iso.datetime(),
});
export type World = z.infer<typeof worldSchema>;

export const worldListItemSchema = worldSchema.extend({
  /** People in open rooms of this world, as last reported by the hosts. */
  headCount: z.number().int().nonnegative(),
  likeCount: z.number().int().nonnegative(),
});
export type WorldListItem = z.infer<typeof worldListItemSchema>;

export const createWorldSchema = z.strictObject({
  name: visible(z.string().trim().min(1).max(WORLD_NAME_MAX_CHARS)),
  description: descriptionSchema.default(""),
  descriptions: descriptionsSchema.default({}),
  capacity: z.number().int().min(1).max(ROOM_CAPACITY_MAX).default(50),
  settings: changedSettingsSchema.default({}),
  visibility: visibilitySchema.default("public"),
  tags: tagsSchema.default([]),
  /** A draft is seen by those who work on it until a version of it is made live. */
  begins: z.enum(["live", "draft"]).default("live"),
});
export type CreateWorld = z.infer<typeof createWorldSchema>;

/** PATCH /v1/worlds/{id}: only what is to change; `settings` likewise, which with `capacity` makes a new live version. */
export const updateWorldSchema = z.strictObject({
  name: createWorldSchema.shape.name.optional(),
  description: descriptionSchema.optional(),
  descriptions: descriptionsSchema.optional(),
  /** An image of one's own, or null for none. */
  thumbnailId: assetIdSchema.nullable().optional(),
  capacity: z.number().int().min(1).max(ROOM_CAPACITY_MAX).optional(),
  settings: changedSettingsSchema.optional(),
  visibility: visibilitySchema.optional(),
  tags: tagsSchema.optional(),
});
export type UpdateWorld = z.infer<typeof updateWorldSchema>;

/** A room of a world that is open now, as far as everybody may know. */
export const openRoomSchema = z.object({
  id: roomIdSchema,
  region: z.string(),
  headCount: z.number().int().nonnegative(),
  capacity: z.number().int().positive(),
});
export type OpenRoom = z.infer<typeof openRoomSchema>;
