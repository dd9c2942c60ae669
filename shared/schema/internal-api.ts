// The origin's internal HTTP API, as data: what edge, room hosts and the UGC worker say to it. Every call carries
// `Authorization: Bearer $HIROBA_INTERNAL_TOKEN` and an `x-request-id`. Paths are written once, here.

import * as z from "zod";
import { avatarFactsSchema, findingSchema, vrmLicenceSchema } from "./asset.ts";
import {
  assetIdSchema,
  hostIdSchema,
  jobIdSchema,
  roomIdSchema,
  uploadIdSchema,
  userIdSchema,
} from "./ids.ts";
import { hostAddressSchema } from "./public-api.ts";
import { participantSchema } from "./room-spec.ts";
import { oneLine } from "./text.ts";
import { localeSchema, userSchema } from "./user.ts";
import { worldSchema } from "./world.ts";

/** The user an edge acts for, verified by it. Absent on calls that act for nobody. */
export const ACTING_USER_HEADER = "x-hiroba-user";

export const internalPath = {
  // edge: identity
  createGuest: "/internal/users/guest", // POST createGuestSchema -> grantedSession
  resolveUser: "/internal/users/resolve", // POST resolveUserSchema -> grantedSession
  user: "/internal/users/:userId", // GET -> userSchema
  wearAvatar: "/internal/users/:userId/avatar", // PUT wearAvatarSchema -> userSchema
  rotateSession: "/internal/sessions/rotate", // POST refreshTokenSchema -> grantedSession | 401 | 409 within the grace
  endSession: "/internal/sessions/end", // POST refreshTokenSchema -> 204
  // edge: catalog (answers are the public pages of public-api.ts, unchanged)
  worlds: "/internal/worlds", // GET ?cursor&limit -> worldPageSchema; POST createWorldSchema -> 201 worldSchema
  world: "/internal/worlds/:worldId", // GET -> worldSchema
  avatars: "/internal/avatars", // GET ?cursor&limit -> avatarPageSchema
  events: "/internal/events", // GET ?cursor&limit -> eventPageSchema
  // edge: entry and uploads
  enterWorld: "/internal/worlds/:worldId/enter", // POST (acting user) -> allocatedRoomSchema | 503 no host
  uploads: "/internal/uploads", // POST createUploadSchema (acting user) -> createdUploadSchema
  upload: "/internal/uploads/:uploadId", // GET -> uploadStatusSchema
  // S3: an event notification, plain or inside an SNS envelope; the token is a query parameter because SNS sends no headers
  s3Events: "/hooks/s3-events",
  // Stripe: the raw body and its signature header, forwarded by the edge untouched
  stripeWebhook: "/hooks/stripe",
  // room hosts
  registerHost: "/internal/hosts", // POST registerHostSchema -> registeredHostSchema
  heartbeat: "/internal/hosts/:hostId/heartbeat", // POST heartbeatSchema -> heartbeatAnswerSchema | 404: register again
  roomSpec: "/internal/rooms/:roomId/spec", // GET ?host= -> roomSpecSchema | 404 | 409 another host holds the lease
  roomReport: "/internal/rooms/:roomId/report", // POST roomReportSchema -> 204 | 409 stale epoch
  participant: "/internal/rooms/:roomId/participants/:userId", // GET -> participantSchema, as the ticket would say it now
  // UGC worker
  claimJob: "/internal/ugc/jobs/claim", // POST claimJobSchema -> claimedJobSchema | 204 after waitMs without one
  jobProgress: "/internal/ugc/jobs/:jobId/progress", // POST jobProgressSchema -> 204 | 409 lease lost
  jobDone: "/internal/ugc/jobs/:jobId/done", // POST jobDoneSchema -> 204 | 409 lease lost
} as const;

/** Fills the `:name` parts of a path; every value is URL-encoded. */
export function fillPath(path: string, params: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`path ${path} needs ${name}`);
    return encodeURIComponent(value);
  });
}

export const createGuestSchema = z.object({ displayName: z.string(), locale: localeSchema });
export const resolveUserSchema = z.object({
  issuer: z.url(),
  subject: oneLine(z.string().min(1).max(255)),
  displayName: z.string(),
  locale: localeSchema,
});
export const refreshTokenSchema = z.object({ refreshToken: z.string().min(1).max(512) });
export const grantedSessionSchema = z.object({
  user: userSchema,
  refreshToken: z.string(),
  refreshTokenExpiresAt: z.iso.datetime(),
});
export type GrantedSession = z.infer<typeof grantedSessionSchema>;

export const allocatedRoomSchema = z.object({
  room: roomIdSchema,
  hostId: hostIdSchema,
  host: hostAddressSchema,
  world: worldSchema,
  /** Who enters, as the ticket will say it. */
  participant: participantSchema,
});
export type AllocatedRoom = z.infer<typeof allocatedRoomSchema>;

export const createUploadSchema = z.object({
  kind: z.literal("avatar"),
  fileName: oneLine(z.string().min(1).max(255)),
  contentType: z.string(),
  fileSizeBytes: z.number().int().positive(),
});
/** `objectKey` is the exact key in the upload bucket that the policy will allow. */
export const createdUploadSchema = z.object({ uploadId: uploadIdSchema, objectKey: z.string() });

export const registerHostSchema = z.object({
  hostId: hostIdSchema,
  region: z.string().min(1).max(64),
  host: hostAddressSchema,
  participantsMax: z.number().int().positive(),
  roomsMax: z.number().int().positive(),
  build: z.string().max(100),
});
export type RegisterHost = z.infer<typeof registerHostSchema>;
export const registeredHostSchema = z.object({ heartbeatIntervalMs: z.number().int().positive() });
export const heartbeatSchema = z.object({
  rooms: z.array(
    z.object({ room: roomIdSchema, epoch: z.number().int(), participantCount: z.number().int() }),
  ),
  draining: z.boolean(),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;
/** Rooms this host may no longer serve: it closes them. */
export const heartbeatAnswerSchema = z.object({ close: z.array(roomIdSchema) });

/** What a room tells afterwards: joins and leaves in order, each once (deduplicated by `seq` within the epoch). */
export const roomReportSchema = z.object({
  hostId: hostIdSchema,
  epoch: z.number().int(),
  entries: z
    .array(
      z.object({
        seq: z.number().int().nonnegative(),
        kind: z.enum(["join", "leave", "closed"]),
        user: userIdSchema.nullable(),
        sid: z.number().int().nullable(),
        atMs: z.number(),
        participantCount: z.number().int(),
      }),
    )
    .max(1000),
});
export type RoomReport = z.infer<typeof roomReportSchema>;

export const claimJobSchema = z.object({
  worker: z.string().max(100),
  waitMs: z.number().int().min(0).max(25_000),
});
export const claimedJobSchema = z.object({
  jobId: jobIdSchema,
  uploadId: uploadIdSchema,
  kind: z.literal("avatar"),
  bucket: z.string(),
  objectKey: z.string(),
  etag: z.string(),
  sizeBytes: z.number().int(),
  fileName: z.string(),
  ownerId: userIdSchema,
  /** 1 on the first try. */
  attempt: z.number().int(),
  /** Say something (progress) within this long or the job is given to another worker. */
  leaseMs: z.number().int(),
  /** Proof that the lease is ours, echoed in progress and done. */
  leaseToken: z.string(),
});
export type ClaimedJob = z.infer<typeof claimedJobSchema>;
export const jobProgressSchema = z.object({
  leaseToken: z.string(),
  step: z.string().max(64),
  stepsDone: z.number().int(),
  stepsTotal: z.number().int(),
});
/** How a job ended. `retry` is for faults of ours (store away, worker killed), never for a bad file. */
export const jobDoneSchema = z.object({
  leaseToken: z.string(),
  outcome: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("published"),
      avatar: z.object({
        assetId: assetIdSchema,
        name: z.string().max(200),
        objectKey: z.string(),
        sha256: z.string(),
        sizeBytes: z.number().int(),
        thumbnailKey: z.string(),
        licence: vrmLicenceSchema,
        facts: avatarFactsSchema,
      }),
      findings: z.array(findingSchema),
    }),
    z.object({ kind: z.literal("refused"), reason: z.string(), findings: z.array(findingSchema) }),
    z.object({ kind: z.literal("retry"), reason: z.string() }),
  ]),
});
export type JobDone = z.infer<typeof jobDoneSchema>;
