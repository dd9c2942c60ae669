// The public HTTP API, as data: bodies of requests and answers. The edge checks with these, clients are typed by them.
// Problems are RFC 9457 (shared/http/problem.ts).

import * as z from "zod";
import { assetSchema, avatarSchema, findingSchema } from "./asset.ts";
import { assetVariantSchema, VARIANTS_MAX, variantProgressSchema } from "./asset-variant.ts";
import { avatarRankSchema } from "./avatar-rank.ts";
import { bundlePlatformSchema } from "./bundle-platform.ts";
import {
  catalogKindSchema,
  catalogOrderSchema,
  likedKindSchema,
  likeSchema,
  rankingSchema,
  searchHitSchema,
  searchTextSchema,
  tagSchema,
} from "./catalog.ts";
import { eventSchema, ownEventSchema, ownRsvpSchema } from "./event.ts";
import { hostAddressSchema } from "./host-address.ts";
import {
  assetIdSchema,
  hostIdSchema,
  queueIdSchema,
  roomIdSchema,
  uploadIdSchema,
  userIdSchema,
  worldIdSchema,
} from "./ids.ts";
import { listingTermsSchema } from "./listing-terms.ts";
import { seatSchema } from "./room-spec.ts";
import { UPLOAD_PARTS_MAX, uploadKindSchema } from "./upload.ts";
import { displayNameSchema, localeSchema, userSchema } from "./user.ts";
import { openRoomSchema, worldListItemSchema, worldSchema } from "./world.ts";
import { channelSchema, worldRoleSchema } from "./world-version.ts";

/**
 * How the caller keeps its session: "bearer" gets the refresh token in the body (native clients, scripts), "cookie" gets
 * it as an HttpOnly cookie (the web app).
 */
export const sessionModeSchema = z.enum(["bearer", "cookie"]);

/** GET /v1/sign-in: the ways there are here. "oidc" begins at GET /v1/sign-in/oidc?provider=<id>. */
export const signInWaysSchema = z.object({
  ways: z.array(z.enum(["guest", "oidc", "firebase", "passkey"])),
  /** With "oidc": who signs people in, and what to write on the button. */
  providers: z.array(z.object({ id: z.string(), label: z.string() })),
});
export type SignInWays = z.infer<typeof signInWaysSchema>;
/** Added to the page's address when a sign-in at the provider came to nothing: the code of the problem. */
export const SIGN_IN_PROBLEM_PARAM = "signInProblem";

/** POST /v1/sign-in/guest */
export const guestSignInSchema = z.strictObject({
  displayName: displayNameSchema,
  locale: localeSchema.default("ja"),
  session: sessionModeSchema.default("bearer"),
});

/** What Firebase's getIdToken gives an app: two to three kilobytes at most. */
const idTokenSchema = z.string().min(1).max(8192);
/** POST /v1/sign-in/firebase */
export const firebaseSignInSchema = z.strictObject({
  idToken: idTokenSchema,
  locale: localeSchema.default("ja"),
  session: sessionModeSchema.default("bearer"),
});
/** POST /v1/me/identities/firebase */
export const firebaseTokenSchema = z.strictObject({ idToken: idTokenSchema });

const providerIdSchema = z.string().max(32);
/** A path of the page, where the browser comes back to. */
const returnToSchema = z.string().max(1024).default("/");
/** GET /v1/sign-in/oidc ?provider= &returnTo= */
export const oidcStartQuerySchema = z.object({
  provider: providerIdSchema.optional(),
  returnTo: returnToSchema,
});
/** POST /v1/me/identities/oidc */
export const linkOidcSchema = z.strictObject({
  provider: providerIdSchema.optional(),
  returnTo: returnToSchema,
});
export const linkOidcStartSchema = z.object({ authorizationUrl: z.url() });

/** Answer of every sign-in and of POST /v1/session/refresh. `refreshToken` only in "bearer" mode. */
export const sessionGrantSchema = z.object({
  accessToken: z.string(),
  accessTokenExpiresAt: z.iso.datetime(),
  refreshToken: z.string().optional(),
  user: userSchema,
});
export type SessionGrant = z.infer<typeof sessionGrantSchema>;

/** POST /v1/session/refresh: the cookie, or the token in the body. */
export const refreshSchema = z.strictObject({ refreshToken: z.string().min(1).max(512).optional() });

/** GET /v1/worlds, /v1/avatars, /v1/events ?cursor=&limit= */
export const PAGE_LIMIT_MAX = 100;
export const pageQuerySchema = z.strictObject({
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number<number>().int().min(1).max(PAGE_LIMIT_MAX).default(20),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;
/** Lists of what people published. `q` searches, and then orders by how well it fits. */
export const catalogQuerySchema = pageQuerySchema.extend({
  order: catalogOrderSchema.default("new"),
  q: searchTextSchema.optional(),
  tag: tagSchema.optional(),
  owner: userIdSchema.optional(),
});
export type CatalogQuery = z.infer<typeof catalogQuerySchema>;
/** GET /v1/events: those not over, in this order; with `q`, those that fit best. */
export const eventQuerySchema = pageQuerySchema.extend({
  order: z.enum(["soonest", ...rankingSchema.options, "featured"]).default("soonest"),
  q: searchTextSchema.optional(),
  tag: tagSchema.optional(),
  world: worldIdSchema.optional(),
});
export type EventQuery = z.infer<typeof eventQuerySchema>;
/** GET /v1/search */
export const searchQuerySchema = pageQuerySchema.extend({
  q: searchTextSchema,
  kind: catalogKindSchema.optional(),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;
/** GET /v1/me/likes */
export const likesQuerySchema = pageQuerySchema.extend({ kind: likedKindSchema.optional() });
export type LikesQuery = z.infer<typeof likesQuerySchema>;
function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
export const worldPageSchema = pageOf(worldListItemSchema);
export type WorldPage = z.infer<typeof worldPageSchema>;
/** Of a list, an avatar says how much it is liked. */
const listed = {
  likeCount: z.number().int().nonnegative(),
  /** Null: it is not sold, and its licence says who may wear or use it. An origin of before says nothing. */
  listing: listingTermsSchema.nullable().default(null),
};
export const listedAvatarSchema = avatarSchema.extend(listed);
export const listedAssetSchema = assetSchema.extend(listed);
/** One avatar, with what its list leaves out. An origin of before says none of it. */
export const avatarDetailSchema = listedAvatarSchema.extend({
  /** How heavy it is to draw, by the counts that are kept of it. */
  rank: avatarRankSchema.nullable().default(null),
  /** Lighter than `file`, the lightest first; made in the background, a few seconds after the avatar is there. */
  variants: z.array(assetVariantSchema).default([]),
  /** The whole figure, cut out; null where none was drawn. */
  figureUrl: z.url().nullable().default(null),
});
/** One item or accessory, with what its list leaves out. */
export const itemDetailSchema = listedAssetSchema.extend({
  /** As of an avatar. An origin of before says none. */
  variants: z.array(assetVariantSchema).default([]),
});
export type ItemDetail = z.infer<typeof itemDetailSchema>;
export type AvatarDetail = z.infer<typeof avatarDetailSchema>;
export type ListedAvatar = z.infer<typeof listedAvatarSchema>;
export const avatarPageSchema = pageOf(listedAvatarSchema);
export const itemPageSchema = pageOf(listedAssetSchema);
export type ItemPage = z.infer<typeof itemPageSchema>;
export const searchPageSchema = pageOf(searchHitSchema);
export type SearchPage = z.infer<typeof searchPageSchema>;
export const likePageSchema = pageOf(likeSchema);
export type LikePage = z.infer<typeof likePageSchema>;
export type AvatarPage = z.infer<typeof avatarPageSchema>;
export const eventPageSchema = pageOf(eventSchema);
export type EventPage = z.infer<typeof eventPageSchema>;
export const ownEventPageSchema = pageOf(ownEventSchema);
export type OwnEventPage = z.infer<typeof ownEventPageSchema>;
export const ownRsvpPageSchema = pageOf(ownRsvpSchema);
export type OwnRsvpPage = z.infer<typeof ownRsvpPageSchema>;
/** GET /v1/worlds/{id}; POST /v1/worlds answers 201 with the same. */
export const worldDetailSchema = worldListItemSchema;
export type WorldDetail = z.infer<typeof worldDetailSchema>;
/** GET /v1/me/worlds/{id}: a world as somebody sees it themselves. */
export const ownWorldSchema = worldDetailSchema.extend({
  /** What one is to it; null: nobody who works on it. An origin of before does not say it. */
  role: z
    .enum(["owner", ...worldRoleSchema.options])
    .nullable()
    .default(null),
});
export type OwnWorld = z.infer<typeof ownWorldSchema>;
/** GET /v1/worlds/{id}/rooms: open now, fullest first. */
export const openRoomListSchema = z.object({ items: z.array(openRoomSchema) });

/** GET /v1/users/{id}: what everybody may know of a user. Guests have none. */
export const profileSchema = z.object({
  id: userIdSchema,
  displayName: z.string(),
  /** Without the "@"; null where none was taken. An origin of before does not say it. */
  handle: z.string().nullable().default(null),
  bio: z.string(),
  /** The avatar worn; null for the built-in stand-in. */
  avatar: avatarSchema.nullable(),
  worldCount: z.number().int().nonnegative(),
  avatarCount: z.number().int().nonnegative(),
  followerCount: z.number().int().nonnegative(),
  followingCount: z.number().int().nonnegative(),
  createdAt: z.iso.datetime(),
});
export type Profile = z.infer<typeof profileSchema>;

/** PUT /v1/me/avatar; null takes it off. */
export const wearAvatarSchema = z.strictObject({ avatarId: assetIdSchema.nullable() });

const LATENCIES_MAX = 32;
/** Body of POST …/enter; all of it may be left out. */
export const enterSchema = z.strictObject({
  /** Round trips to regions (GET /v1/regions) as the caller measured them, milliseconds. */
  latencies: z
    .record(z.string().min(1).max(64), z.number().min(0).max(60_000))
    .refine((all) => Object.keys(all).length <= LATENCIES_MAX, `at most ${LATENCIES_MAX} regions`)
    .optional(),
  /** One of several rooms open in the world (GET /v1/worlds/{id}/rooms). */
  room: roomIdSchema.optional(),
  /** The version that is tried, for those who work on the world. */
  channel: channelSchema.default("live"),
  /** The host of the last answer, when it did not answer: this time it will be another. */
  unreachable: hostIdSchema.optional(),
  /** What is wanted where there is no place: to wait for one, to look on as a ghost meanwhile, or to be told so. */
  ifFull: z.enum(["queue", "ghost", "refuse"]).default("queue"),
  /** Of whoever leads a party: with a place for everybody in it, or for none; or without them. */
  party: z.enum(["together", "alone"]).default("together"),
});
export type Enter = z.infer<typeof enterSchema>;
/** The same where there is one room to enter, or none to choose from: an event's, or the one somebody is in. */
export const enterChosenSchema = enterSchema.omit({ room: true, channel: true });
/** The same where one's party is called: each goes for themselves. */
export const enterCalledSchema = enterChosenSchema.omit({ party: true });
/** The same of an event. */
export const enterEventSchema = enterChosenSchema.extend({
  /** "ghost": to be there unseen from the start, for whoever steers the event's cameras. */
  seat: seatSchema.default("visible"),
});

/** A place in the queue. Ask for it again (GET) within `expiresInMs`, or it is given up. */
export const queuePlaceSchema = z.object({
  id: queueIdSchema,
  /** How many are before one: 0 is next. */
  position: z.number().int().nonnegative(),
  pollAfterMs: z.number().int().positive(),
  expiresInMs: z.number().int().positive(),
});

export const ghostSeatSchema = z.enum(["free", "none"]);

/** 202 of POST …/enter and GET /v1/queue/{id}: every place is taken, and one waits. */
export const queuedSchema = z.object({
  queue: queuePlaceSchema,
  /** GET it: as JSON, or as server-sent events, which tell of every step until one may enter. */
  statusUrl: z.url(),
  /** Whether one may look on meanwhile, seen by nobody: POST …/enter again with `"ifFull": "ghost"`. */
  ghostSeat: ghostSeatSchema,
});
export type Queued = z.infer<typeof queuedSchema>;

/** GET /v1/regions: where rooms can be, and what to measure the way there with. */
export const regionListSchema = z.object({
  items: z.array(z.object({ region: z.string(), probe: hostAddressSchema })),
});
export type RegionList = z.infer<typeof regionListSchema>;

/** Answer of POST …/enter. */
export const roomEntrySchema = z.object({
  /** The room's id, as it stands in topics: `r/{room}/…`. */
  room: roomIdSchema,
  /** Names the host: what to call it where it cannot be reached (`unreachable`). */
  hostId: hostIdSchema,
  host: hostAddressSchema,
  /** The password of MQTT CONNECT. */
  ticket: z.string(),
  ticketExpiresAt: z.iso.datetime(),
  world: worldSchema,
  /** A ghost looks on and may chat, and is seen by nobody. */
  seat: seatSchema,
  /** A ghost's place in the queue for one that is seen: it comes by the same `statusUrl`, and the same client id takes it. */
  waiting: queuedSchema.nullable().meta({ examples: [null] }),
});
export type RoomEntry = z.infer<typeof roomEntrySchema>;

/** Post every field of `form`, then `file`, as multipart/form-data to `uploadUrl`; then poll `statusApiUrl`. */
export const uploadPolicySchema = z.object({
  uploadId: uploadIdSchema,
  uploadUrl: z.url(),
  form: z.record(z.string(), z.string()),
  statusApiUrl: z.url(),
  expiresAt: z.iso.datetime(),
});
export type UploadPolicy = z.infer<typeof uploadPolicySchema>;

/**
 * Put each part to its `url` with exactly `sizeBytes` bytes, in any order and as often as needed, then ask to complete; then
 * poll `statusApiUrl`.
 */
export const multipartUploadSchema = z.object({
  uploadId: uploadIdSchema,
  parts: z
    .array(
      z.object({ partNumber: z.number().int().min(1), sizeBytes: z.number().int().min(1), url: z.url() }),
    )
    .min(1)
    .max(UPLOAD_PARTS_MAX),
  /** POST, without a body, when every part is there. */
  completeUrl: z.url(),
  statusApiUrl: z.url(),
  expiresAt: z.iso.datetime(),
});
export type MultipartUpload = z.infer<typeof multipartUploadSchema>;

const uploadProgress = {
  kind: uploadKindSchema,
  status: z.enum(["VALIDATING", "COMPLETED", "ERROR"]),
  /** Null until the file has arrived. */
  progress: z
    .object({ step: z.string(), stepsDone: z.number().int(), stepsTotal: z.number().int() })
    .nullable(),
  /** With ERROR: one sentence for a person; the findings say it in full. */
  reason: z.string().optional(),
};

/** GET statusApiUrl. The unguessable upload id in it is the right to read it. */
export const uploadStatusSchema = z.object({
  uploadId: uploadIdSchema,
  ...uploadProgress,
  findings: z.array(findingSchema),
  /** With COMPLETED. */
  asset: assetSchema.optional(),
  /** With COMPLETED, of an avatar: the same once more, as the catalog has it. */
  avatar: avatarSchema.optional(),
  /** With COMPLETED, of a model: its lighter variants, which come after the verdict. FAILED has a finding; it is used all the same. */
  variants: z
    .object({
      status: z.enum(["UNDER_WAY", "READY", "FAILED"]),
      finding: findingSchema.nullable(),
      /** In the order they are made; empty until a worker has begun, and from an origin of before. */
      progress: z.array(variantProgressSchema).max(VARIANTS_MAX).default([]),
    })
    .optional(),
});
export type UploadStatus = z.infer<typeof uploadStatusSchema>;

/** One of the caller's own uploads in a list. */
export const ownUploadSchema = z.object({
  uploadId: uploadIdSchema,
  ...uploadProgress,
  platform: bundlePlatformSchema.nullable(),
  fileName: z.string(),
  fileSize: z.number().int(),
  assetId: assetIdSchema.nullable(),
  /** The first thing that was wrong with it; the upload's own status has all. */
  finding: findingSchema.nullable(),
  createdAt: z.iso.datetime(),
});
export type OwnUpload = z.infer<typeof ownUploadSchema>;

/** GET /v1/me/uploads: newest first, and how much more the caller may bring. */
export const ownUploadPageSchema = pageOf(ownUploadSchema).extend({
  quota: z.object({
    uploadsToday: z.number().int(),
    uploadsPerDay: z.number().int(),
    storedBytes: z.number().int(),
    storedMaxBytes: z.number().int(),
  }),
});
export type OwnUploadPage = z.infer<typeof ownUploadPageSchema>;
