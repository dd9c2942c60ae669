// A world is content somebody authored; a room is one running instance of it.

import * as z from "zod";
import { avatarSettingsSchema, DEFAULT_AVATAR_SETTINGS } from "./avatar-rank.ts";
import { tagsSchema, visibilitySchema } from "./catalog.ts";
import { assetIdSchema, roomIdSchema, userIdSchema, worldIdSchema } from "./ids.ts";
import { prose, visible } from "./text.ts";
import { localeSchema } from "./user.ts";

export const WORLD_NAME_MAX_CHARS = 64;
export const WORLD_DESCRIPTION_MAX_CHARS = 2000;
export const ROOM_CAPACITY_MAX = 500;

export const VOICE_K_MAX = 32;

/** Who hears whom. */
export const voiceSettingsSchema = z.object({
  /** Those who stand near, everybody, or nobody. */
  mode: z.enum(["spatial", "room", "off"]),
  /** Voices that one participant hears at once. */
  k: z.number().int().min(0).max(VOICE_K_MAX),
  /** How far a voice carries in "spatial", metres. */
  radiusM: z.number().min(1).max(1024),
});
export type VoiceSettings = z.infer<typeof voiceSettingsSchema>;

export const DEFAULT_VOICE_SETTINGS: VoiceSettings = { mode: "spatial", k: 8, radiusM: 20 };

const plainPoseHzSchema = z.number().int().min(1).max(20);

/** How a room of this world looks and sounds before anybody changes it. */
export const worldSettingsSchema = z.object({
  /** Sky and ground colours, `#rrggbb`, for clients that draw the built-in stage (no bundle). */
  skyColor: z.string().regex(/^#[0-9a-fA-F]{6}$/),
  groundColor: z.string().regex(/^#[0-9a-fA-F]{6}$/),
  /** Half the edge of the walkable square, metres. */
  halfSizeM: z.number().min(4).max(4096),
  /** Where people appear: metres in room space, right-handed, +Y up. */
  spawn: z.tuple([z.number(), z.number(), z.number()]),
  /** 0 to 1 each. */
  volumes: z.object({
    voice: z.number().min(0).max(1),
    bgm: z.number().min(0).max(1),
    sfx: z.number().min(0).max(1),
  }),
  /** Milliseconds between two batches of poses to an extended client. */
  tickMs: z.number().int().min(10).max(1000),
  /** Worlds that were saved without it have it as it is by default. */
  voice: voiceSettingsSchema.default(DEFAULT_VOICE_SETTINGS),
  /** Poses of one participant a second to a plain MQTT client. */
  plainPoseHz: plainPoseHzSchema.default(10),
  /** As voice: worlds of before have it as it is by default. */
  avatars: avatarSettingsSchema.default(DEFAULT_AVATAR_SETTINGS),
});
export type WorldSettings = z.infer<typeof worldSettingsSchema>;

/** Settings to change: what is not sent stays, which a default would undo. */
export const changedSettingsSchema = worldSettingsSchema
  .extend({ voice: voiceSettingsSchema, plainPoseHz: plainPoseHzSchema, avatars: avatarSettingsSchema })
  .partial();

export const DEFAULT_WORLD_SETTINGS: WorldSettings = {
  skyColor: "#bfe3ff",
  groundColor: "#8fb996",
  halfSizeM: 24,
  spawn: [0, 0, 0],
  volumes: { voice: 1, bgm: 0.5, sfx: 0.8 },
  tickMs: 50,
  voice: DEFAULT_VOICE_SETTINGS,
  plainPoseHz: 10,
  avatars: DEFAULT_AVATAR_SETTINGS,
};

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
