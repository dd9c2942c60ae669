// What a room of a world is like before anybody changes it.

import * as z from "zod";
import { avatarSettingsSchema, DEFAULT_AVATAR_SETTINGS } from "./avatar-rank.ts";

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
