// The origin's internal HTTP API: its paths, each written once, here. What goes along them is in internal/.
// Edge, room hosts and the UGC worker speak it, each its own part (internal-callers.ts). Every call carries an `x-request-id` and
// `Authorization: Bearer` with a token the process signed (shared/service-token.ts) or, without a key, $HIROBA_INTERNAL_TOKEN.

/** The user an edge acts for, verified by it. Absent on calls that act for nobody. */
export const ACTING_USER_HEADER = "x-hiroba-user";
/** The session of that user, on calls that change how one signs in: its access token may outlive it, and must not. */
export const ACTING_SESSION_HEADER = "x-hiroba-session";

export const internalPath = {
  // edge: identity
  createGuest: "/internal/users/guest", // POST createGuestSchema -> grantedSession
  resolveUser: "/internal/users/resolve", // POST resolveUserSchema -> grantedSession
  user: "/internal/users/:userId", // GET -> userSchema
  wearAvatar: "/internal/users/:userId/avatar", // PUT wearAvatarSchema -> userSchema
  identities: "/internal/users/:userId/identities", // GET -> identityListSchema; POST linkIdentitySchema (acting session) -> identitySchema | 409
  identity: "/internal/users/:userId/identities/:identityId", // DELETE (acting session) -> 204 | 409 the last way
  passkeys: "/internal/users/:userId/passkeys", // GET -> passkeyListSchema; POST finishAddSchema (acting session) -> 201 passkeySchema
  passkeyOptions: "/internal/users/:userId/passkeys/options", // POST beginPasskeySchema -> creationOptionsSchema
  passkey: "/internal/users/:userId/passkeys/:passkeyId", // PATCH renamePasskeySchema -> passkeySchema; DELETE (acting session) -> 204 | 409 the last way
  passkeySignInOptions: "/internal/passkeys/sign-in/options", // POST beginPasskeySchema -> requestOptionsSchema
  passkeySignIn: "/internal/passkeys/sign-in", // POST finishSignInSchema -> grantedSession
  passkeySignUpOptions: "/internal/passkeys/sign-up/options", // POST beginSignUpSchema -> creationOptionsSchema
  passkeySignUp: "/internal/passkeys/sign-up", // POST finishSignUpSchema -> grantedSession
  rotateSession: "/internal/sessions/rotate", // POST refreshTokenSchema -> grantedSession | 401 | 409 within the grace
  sessions: "/internal/users/:userId/sessions", // GET -> sessionListSchema; DELETE ?kept= -> 204
  session: "/internal/users/:userId/sessions/:sessionId", // DELETE -> 204
  account: "/internal/users/:userId/account", // DELETE (acting session) -> 202 leavingSchema | 403 not freshly signed in
  restoreAccount: "/internal/users/:userId/account/restore", // POST -> userSchema | 409
  accountExport: "/internal/users/:userId/export", // GET -> accountExportSchema | 404; POST -> 202 accountExportSchema
  endSession: "/internal/sessions/end", // POST refreshTokenSchema -> 204
  // edge: catalog (answers are the public pages of public-api.ts, unchanged)
  worlds: "/internal/worlds", // GET ?cursor&limit -> worldPageSchema; POST createWorldSchema -> 201 worldSchema
  world: "/internal/worlds/:worldId", // GET -> worldSchema
  avatars: "/internal/avatars", // GET ?cursor&limit -> avatarPageSchema
  events: "/internal/events", // GET ?cursor&limit -> eventPageSchema
  worldVersions: "/internal/worlds/:worldId/versions", // GET -> versionListSchema; POST createVersionSchema -> 201 worldVersionSchema
  worldVersion: "/internal/worlds/:worldId/versions/:number", // PATCH updateVersionSchema -> worldVersionSchema; DELETE -> 204
  publishVersion: "/internal/worlds/:worldId/versions/:number/publish", // POST publishVersionSchema -> worldVersionSchema
  worldMembers: "/internal/worlds/:worldId/members", // GET -> memberListSchema
  worldMember: "/internal/worlds/:worldId/members/:userId", // PUT putMemberSchema -> worldMemberSchema; DELETE -> 204
  worldRooms: "/internal/worlds/:worldId/rooms", // GET -> openRoomListSchema
  avatar: "/internal/avatars/:avatarId", // GET -> listedAvatarSchema
  items: "/internal/items", // GET ?catalogQuery -> itemPageSchema
  item: "/internal/items/:itemId", // GET -> listedAssetSchema
  event: "/internal/events/:eventId", // GET -> eventSchema
  profile: "/internal/users/:userId/profile", // GET -> profileSchema
  ownWorlds: "/internal/users/:userId/worlds", // GET ?cursor&limit -> worldPageSchema
  ownWorld: "/internal/users/:userId/worlds/:worldId", // GET -> worldDetailSchema
  search: "/internal/search", // GET ?q&kind -> searchPageSchema
  tags: "/internal/tags", // GET ?kind -> tagListSchema
  likes: "/internal/users/:userId/likes", // GET ?kind -> likePageSchema
  like: "/internal/users/:userId/likes/:kind/:id", // PUT, DELETE -> likedSchema
  featured: "/internal/featured/:kind/:id", // PUT, DELETE -> 204
  changes: "/internal/changes", // GET ?after -> changePageSchema
  // edge: entry and uploads
  enter: "/internal/enter", // POST internalEnterSchema (acting user) -> entryOutcomeSchema | 503 no host
  queue: "/internal/queue/:queueId", // GET ?region (acting user) -> entryOutcomeSchema | 404; DELETE -> 204
  regions: "/internal/regions", // GET -> regionListSchema
  friends: "/internal/users/:userId/friends", // GET -> friendListSchema
  friend: "/internal/users/:userId/friends/:friendId", // PUT -> friendStateSchema; DELETE -> 204
  blockedIds: "/internal/users/:userId/blocked-ids", // GET -> blockedIdsSchema
  shunned: "/internal/users/:userId/shunned/:kind", // GET ?cursor&limit -> personPageSchema
  shun: "/internal/users/:userId/shunned/:kind/:targetId", // PUT, DELETE -> 204
  relation: "/internal/users/:userId/relations/:targetId", // GET -> relationSchema
  privacy: "/internal/users/:userId/privacy", // GET -> privacySchema; PUT privacySchema
  uploads: "/internal/uploads", // POST createUploadSchema (acting user) -> createdUploadSchema; GET ?cursor&limit -> ownUploadPageSchema
  uploadLimits: "/internal/upload-limits", // GET -> uploadLimitsSchema
  multipartUploads: "/internal/multipart-uploads", // POST createUploadSchema (acting user) -> createdMultipartSchema
  upload: "/internal/uploads/:uploadId", // GET -> uploadStatusSchema; DELETE (acting user) -> 204
  uploadEvents: "/internal/uploads/:uploadId/events", // GET -> the same, again and again, as server-sent events | 204 nothing more
  completeUpload: "/internal/uploads/:uploadId/complete", // POST (acting user) -> uploadStatusSchema
  // S3: an event notification, plain or inside an SNS envelope; the token is a query parameter because SNS sends no headers
  s3Events: "/hooks/s3-events",
  // Stripe: the raw body and its signature header, forwarded by the edge untouched
  stripeWebhook: "/hooks/stripe",
  // room hosts
  roomNews: "/internal/room-news", // GET ?after&waitMs -> changePageSchema, of tags by roomTag
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
