// How much an avatar asks of those who look at it, by what they look with.

import * as z from "zod";

export const deviceClassSchema = z.enum(["desktop", "mobile", "headset"]);
export type DeviceClass = z.infer<typeof deviceClassSchema>;

/** Lightest first. */
export const performanceRankSchema = z.enum(["excellent", "good", "medium", "heavy", "very-heavy"]);
export type PerformanceRank = z.infer<typeof performanceRankSchema>;

/** What is counted. */
export const rankedCountSchema = z.enum([
  "triangles",
  "materials",
  "bones",
  "morphTargets",
  "springJoints",
  "colliders",
  "textureBytes",
  "fileBytes",
]);
export type RankedCount = z.infer<typeof rankedCountSchema>;

export const deviceRankSchema = z.object({
  rank: performanceRankSchema,
  /** The count that keeps it from the next better rank; null where it has the best. */
  decidedBy: rankedCountSchema.nullable(),
});
export const avatarRankSchema = z.object({
  desktop: deviceRankSchema,
  mobile: deviceRankSchema,
  headset: deviceRankSchema,
});
export type AvatarRank = z.infer<typeof avatarRankSchema>;

/** The heaviest rank that is shown as it is, by what it is looked at with; null: any. */
export const avatarFloorSchema = z.object({
  desktop: performanceRankSchema.nullable(),
  mobile: performanceRankSchema.nullable(),
  headset: performanceRankSchema.nullable(),
});
export type AvatarFloor = z.infer<typeof avatarFloorSchema>;
export const NO_FLOOR: AvatarFloor = { desktop: null, mobile: null, headset: null };

const memoryMb = z.number().int().min(64).max(8_192);

/** What the avatars of a room may ask of whoever looks at them. */
export const avatarSettingsSchema = z.object({
  /** Who wears a heavier avatar is shown by a lighter variant of it, or by its stand-in. */
  floor: avatarFloorSchema,
  /** What all avatars of the room may take in memory together, MB: those further away are shown lighter until they fit. */
  memoryMb: z.object({ desktop: memoryMb, mobile: memoryMb, headset: memoryMb }),
});
export type AvatarSettings = z.infer<typeof avatarSettingsSchema>;
export const DEFAULT_AVATAR_SETTINGS: AvatarSettings = {
  floor: NO_FLOOR,
  memoryMb: { desktop: 1_024, mobile: 320, headset: 512 },
};
