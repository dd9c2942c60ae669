// Versions of a world: what is worked on, what is tried, what everybody enters, and what once was; and who works on it.

import * as z from "zod";
import { bundlePlatformSchema } from "./bundle-platform.ts";
import { assetIdSchema, userIdSchema } from "./ids.ts";
import { prose } from "./text.ts";
import { ROOM_CAPACITY_MAX } from "./world.ts";
import { changedSettingsSchema, worldSettingsSchema } from "./world-settings.ts";

export const VERSION_NOTE_MAX_CHARS = 500;
/** Of one world; the oldest of those that are past goes when another is made. */
export const VERSIONS_MAX = 100;
/** Of one world, besides its owner. */
export const WORLD_MEMBERS_MAX = 50;

/** The files of a world: assets of whoever works on it. A world without any is the built-in stage. */
export const worldContentSchema = z.strictObject({
  /** A GLB for browsers: an asset of kind "world". */
  glb: assetIdSchema.nullable(),
  /** Unity AssetBundles by where they run: assets of kind "world". */
  bundles: z.partialRecord(bundlePlatformSchema, assetIdSchema),
  /** Background music: an asset of kind "audio". */
  bgm: assetIdSchema.nullable(),
});
export type WorldContent = z.infer<typeof worldContentSchema>;
export const NO_CONTENT: WorldContent = { glb: null, bundles: {}, bgm: null };

/** "draft" is worked on; "beta" is tried by those who work on the world; "live" is what others enter; "past" was one of these. */
export const versionStateSchema = z.enum(["draft", "beta", "live", "past"]);
export type VersionState = z.infer<typeof versionStateSchema>;

/** What a room is made of: the version others enter, or the one that is tried. */
export const channelSchema = z.enum(["live", "beta"]);
export type Channel = z.infer<typeof channelSchema>;

export const worldVersionSchema = z.object({
  number: z.number().int().positive(),
  state: versionStateSchema,
  capacity: z.number().int(),
  settings: worldSettingsSchema,
  content: worldContentSchema,
  note: z.string(),
  /** null: an account that is no more. */
  author: z.object({ id: userIdSchema, displayName: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  /** When it was last made live or beta; null: never. */
  publishedAt: z.iso.datetime().nullable(),
});
export type WorldVersion = z.infer<typeof worldVersionSchema>;

/** POST /v1/worlds/{id}/versions: a draft like the version `from` (the live one, unless told), but for what is sent. */
export const createVersionSchema = z.strictObject({
  from: z.number().int().positive().optional(),
  capacity: z.number().int().min(1).max(ROOM_CAPACITY_MAX).optional(),
  settings: changedSettingsSchema.optional(),
  content: worldContentSchema.partial().optional(),
  note: prose(z.string().trim().max(VERSION_NOTE_MAX_CHARS)).optional(),
});
export type CreateVersion = z.infer<typeof createVersionSchema>;
/** PATCH /v1/worlds/{id}/versions/{number}: only what is to change. */
export const updateVersionSchema = createVersionSchema.omit({ from: true });
export type UpdateVersion = z.infer<typeof updateVersionSchema>;

export const publishVersionSchema = z.strictObject({ channel: channelSchema.default("live") });
export const versionListSchema = z.object({ items: z.array(worldVersionSchema).max(VERSIONS_MAX) });

/** An editor changes drafts and makes them beta or live; a tester enters the beta. */
export const worldRoleSchema = z.enum(["editor", "tester"]);
export type WorldRole = z.infer<typeof worldRoleSchema>;
export const worldMemberSchema = z.object({
  user: z.object({ id: userIdSchema, displayName: z.string() }),
  role: worldRoleSchema,
  since: z.iso.datetime(),
});
export type WorldMember = z.infer<typeof worldMemberSchema>;
export const putMemberSchema = z.strictObject({ role: worldRoleSchema });
export const memberListSchema = z.object({ items: z.array(worldMemberSchema).max(WORLD_MEMBERS_MAX) });
