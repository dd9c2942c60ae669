// All a room needs to open, and all it needs to know of who enters. Produced by shared/adapter, consumed by room/, which
// starts from this and from nothing else.

import * as z from "zod";
import { bundlePlatformSchema } from "./bundle-platform.ts";
import { hostAddressSchema } from "./host-address.ts";
import {
  assetIdSchema,
  eventIdSchema,
  hostIdSchema,
  roomIdSchema,
  userIdSchema,
  worldIdSchema,
} from "./ids.ts";
import { roleSchema } from "./role.ts";
import { worldSettingsSchema } from "./world-settings.ts";

/** A file in the delivery bucket: enough for a client to fetch and check it. */
export const deliveredFileSchema = z.object({
  id: assetIdSchema,
  url: z.url(),
  sha256: z.string(),
  size: z.number().int().nonnegative(),
});
export type DeliveredFile = z.infer<typeof deliveredFileSchema>;

/** What the room is drawn from; all of it missing is the built-in stage. */
export const roomContentSchema = z.object({
  /** For browsers. */
  glb: deliveredFileSchema.nullable(),
  /** Unity AssetBundles by where they run. */
  bundles: z.partialRecord(bundlePlatformSchema, deliveredFileSchema),
  bgm: deliveredFileSchema.nullable(),
});
export type RoomContent = z.infer<typeof roomContentSchema>;
export const BUILT_IN_STAGE: RoomContent = { glb: null, bundles: {}, bgm: null };

/** Other rooms of an event whose stage one room shows: more would be more than anybody hears. */
export const MIRRORS_MAX = 8;
/** Another open room of the same event, and where its host is reached. */
export const stageMirrorSchema = z.object({
  room: roomIdSchema,
  epoch: z.number().int().positive(),
  hostId: hostIdSchema,
  host: hostAddressSchema,
});
export type StageMirror = z.infer<typeof stageMirrorSchema>;

/** What a room of an event shares with its others. SPEC [STAGE-1] */
export const eventStageSchema = z.object({
  /** Signs and verifies what one room's host shows another's (shared/stage-pass.ts): base64url, the event's own. */
  key: z.string().min(43).max(128),
  /** Whose stage is seen here, those that opened first in front. */
  mirrors: z.array(stageMirrorSchema).max(MIRRORS_MAX),
});
export type EventStage = z.infer<typeof eventStageSchema>;

export const roomSpecSchema = z.object({
  room: roomIdSchema,
  world: z.object({ id: worldIdSchema, name: z.string() }),
  /** Fencing number of the lease: a host that holds an older one must stop. */
  epoch: z.number().int().positive(),
  /** Of the world. An origin of the release before says neither this nor the content. */
  version: z.number().int().positive().default(1),
  capacity: z.number().int().positive(),
  settings: worldSettingsSchema,
  content: roomContentSchema.default(BUILT_IN_STAGE),
  /** null for a room of no event, and from an origin of the release before. */
  stage: eventStageSchema.nullable().default(null),
  /** Of a room of an event: whose gifts are told in it, after the one of this number. null as with the stage. */
  gifts: z.object({ event: eventIdSchema, after: z.number().int().nonnegative() }).nullable().default(null),
  /** Hosts that had the room before and may serve it still, cut off from the origin: what was promised to them is kept first. */
  suspects: z.array(hostIdSchema).default([]),
  /** Whether something of the room is kept as it was, for whoever opens it. */
  kept: z.boolean().default(false),
});
export type RoomSpec = z.infer<typeof roomSpecSchema>;

/** Seen and counted in the room's capacity, or there without a place: a ghost looks on, and is heard in chat alone. SPEC [GHOST-1] */
export const seatSchema = z.enum(["visible", "ghost"]);
export type Seat = z.infer<typeof seatSchema>;
/** Ghosts of a room, besides its capacity. */
export const GHOSTS_MAX = 500;
/** One ticket lets several connections in: with it nobody takes every ghost's seat. */
export const GHOSTS_OF_USER_MAX = 4;

/** A user as a room sees them. Travels inside the ticket, so that entering needs no origin. */
export const participantSchema = z.object({
  user: userIdSchema,
  name: z.string(),
  role: roleSchema,
  avatar: deliveredFileSchema.nullable(),
});
export type Participant = z.infer<typeof participantSchema>;
