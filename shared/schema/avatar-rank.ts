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
