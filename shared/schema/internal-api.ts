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
  handle: "/internal/users/:userId/handle", // PUT takeHandleSchema -> userSchema | 409; DELETE -> userSchema
  account: "/internal/users/:userId/account", // DELETE (acting session) -> 202 leavingSchema | 403 not freshly signed in
  restoreAccount: "/internal/users/:userId/account/restore", // POST -> userSchema | 409
  accountExport: "/internal/users/:userId/export", // GET -> accountExportSchema | 404; POST -> 202 accountExportSchema
  endSession: "/internal/sessions/end", // POST refreshTokenSchema -> 204
  // edge: catalog (answers are the public pages of public-api.ts, unchanged)
  worlds: "/internal/worlds", // GET ?cursor&limit -> worldPageSchema; POST createWorldSchema -> 201 worldSchema
  world: "/internal/worlds/:worldId", // GET -> worldSchema
  avatars: "/internal/avatars", // GET ?cursor&limit -> avatarPageSchema
  events: "/internal/events", // POST createEventSchema (acting user) -> 201 ownEventSchema; GET ?cursor&limit -> eventPageSchema
  worldVersions: "/internal/worlds/:worldId/versions", // GET -> versionListSchema; POST createVersionSchema -> 201 worldVersionSchema
  worldVersion: "/internal/worlds/:worldId/versions/:number", // PATCH updateVersionSchema -> worldVersionSchema; DELETE -> 204
  publishVersion: "/internal/worlds/:worldId/versions/:number/publish", // POST publishVersionSchema -> worldVersionSchema
  worldMembers: "/internal/worlds/:worldId/members", // GET -> memberListSchema
  worldMember: "/internal/worlds/:worldId/members/:userId", // PUT putMemberSchema -> worldMemberSchema; DELETE -> 204
  worldRooms: "/internal/worlds/:worldId/rooms", // GET -> openRoomListSchema
  avatar: "/internal/avatars/:avatarId", // GET -> avatarDetailSchema
  assetVersions: "/internal/assets/:assetId/versions", // GET (acting user) -> assetVersionListSchema
  assetVersion: "/internal/assets/:assetId/versions/:number", // DELETE (acting user) -> assetVersionListSchema
  showAssetVersion: "/internal/assets/:assetId/versions/:number/show", // POST (acting user) -> assetVersionListSchema
  items: "/internal/items", // GET ?catalogQuery -> itemPageSchema
  item: "/internal/items/:itemId", // GET -> itemDetailSchema
  assetVariants: "/internal/assets/:assetId/variants", // GET -> assetVariantListSchema
  event: "/internal/events/:eventId", // GET -> eventSchema; PATCH updateEventSchema (acting user) -> ownEventSchema
  copyEvent: "/internal/events/:eventId/copies", // POST copyEventSchema (acting user) -> 201 ownEventSchema
  moveEvent: "/internal/events/:eventId/moves/:act", // POST publish, cancel or archive (acting user) -> ownEventSchema
  eventMembers: "/internal/events/:eventId/members", // GET (acting user) -> eventMemberListSchema
  eventMember: "/internal/events/:eventId/members/:userId", // PUT appointSchema (acting user) -> eventMemberSchema; DELETE -> 204
  rsvp: "/internal/users/:userId/rsvps/:eventId", // GET -> rsvpSchema; PUT answerEventSchema
  rsvps: "/internal/users/:userId/rsvps", // GET ?cursor&limit -> ownRsvpPageSchema
  ownEvents: "/internal/users/:userId/events", // GET ?cursor&limit -> ownEventPageSchema
  ownEvent: "/internal/users/:userId/events/:eventId", // GET -> ownEventSchema
  organiserCalendar: "/internal/users/:userId/organised", // GET -> calendarEventsSchema
  ownCalendar: "/internal/users/:userId/calendar", // GET -> calendarStateSchema; PUT renewCalendarSchema; DELETE -> 204
  secretCalendar: "/internal/calendars/:tokenHash", // GET -> calendarEventsSchema
  profile: "/internal/users/:userId/profile", // GET -> profileSchema
  profileOfHandle: "/internal/handles/:handle", // GET -> profileSchema
  ownWorlds: "/internal/users/:userId/worlds", // GET ?cursor&limit -> worldPageSchema
  ownWorld: "/internal/users/:userId/worlds/:worldId", // GET -> ownWorldSchema
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
  shunned: "/internal/users/:userId/shunned/:kind", // GET ?cursor&limit -> personPageSchema
  shun: "/internal/users/:userId/shunned/:kind/:targetId", // PUT, DELETE -> 204
  followers: "/internal/users/:userId/followers", // GET ?cursor&limit -> personPageSchema
  following: "/internal/users/:userId/following", // GET ?cursor&limit -> personPageSchema
  follow: "/internal/users/:userId/following/:targetId", // PUT, DELETE -> 204
  relation: "/internal/users/:userId/relations/:targetId", // GET -> relationSchema
  invitations: "/internal/users/:userId/invitations", // POST createInvitationSchema -> 201 invitationSchema
  party: "/internal/users/:userId/party", // GET -> partyStateSchema; DELETE -> 204
  partyInvitation: "/internal/users/:userId/party/invitations/:otherId", // PUT -> partyStateSchema | 409; DELETE -> 204
  partyMember: "/internal/users/:userId/party/members/:otherId", // DELETE -> 204 | 403
  partyLeader: "/internal/users/:userId/party/leader", // PUT leadPartySchema -> partyStateSchema | 403
  joinParty: "/internal/users/:userId/parties/:partyId", // POST -> partyStateSchema | 404; DELETE -> 204
  notifications: "/internal/users/:userId/notifications", // GET ?cursor&limit -> notificationPageSchema
  notificationsRead: "/internal/users/:userId/notifications/read", // PUT readNotificationsSchema -> unreadSchema
  notificationRead: "/internal/users/:userId/notifications/:notificationId/read", // PUT -> unreadSchema
  notificationNews: "/internal/users/:userId/notifications/news", // GET, Last-Event-ID -> notificationNewsSchema
  notificationEvents: "/internal/users/:userId/notifications/events", // GET -> the same, again and again, as server-sent events
  privacy: "/internal/users/:userId/privacy", // GET -> privacySchema; PUT setPrivacySchema -> privacySchema
  uploads: "/internal/uploads", // POST createUploadSchema (acting user) -> createdUploadSchema; GET ?cursor&limit -> ownUploadPageSchema
  uploadLimits: "/internal/upload-limits", // GET -> uploadLimitsSchema
  multipartUploads: "/internal/multipart-uploads", // POST createUploadSchema (acting user) -> createdMultipartSchema
  upload: "/internal/uploads/:uploadId", // GET -> uploadStatusSchema; DELETE (acting user) -> 204
  uploadEvents: "/internal/uploads/:uploadId/events", // GET -> the same, again and again, as server-sent events | 204 nothing more
  completeUpload: "/internal/uploads/:uploadId/complete", // POST (acting user) -> uploadStatusSchema
  // edge: coins, orders and tickets
  coinPacks: "/internal/coin-packs", // GET -> coinPackListSchema
  wallet: "/internal/users/:userId/wallet", // GET -> walletSchema
  coinHistory: "/internal/users/:userId/coin-history", // GET ?cursor&limit -> coinHistorySchema
  store: "/internal/store", // GET ?listingQuery -> listingPageSchema
  listing: "/internal/store/:assetId", // GET -> listingSchema; PUT sellSchema (acting user) -> ownListingSchema; DELETE (acting user) -> 204
  purchases: "/internal/store/:assetId/purchases", // POST buySchema (acting user) -> 201 purchaseSchema
  ownListings: "/internal/users/:userId/listings", // GET ?cursor&limit -> ownListingPageSchema
  holdings: "/internal/users/:userId/holdings", // GET ?holdingQuery -> holdingPageSchema
  holding: "/internal/users/:userId/holdings/:assetId", // GET -> holdingSchema | 404
  orders: "/internal/users/:userId/orders", // GET ?cursor&limit -> orderPageSchema; POST placeOrderSchema -> 201 orderSchema
  order: "/internal/users/:userId/orders/:orderId", // GET -> orderSchema
  cancelOrder: "/internal/users/:userId/orders/:orderId/cancel", // POST -> orderSchema
  receipt: "/internal/users/:userId/orders/:orderId/receipt", // GET -> receiptSchema
  ticketTypes: "/internal/events/:eventId/ticket-types", // GET -> ticketTypeListSchema; POST createTicketTypeSchema (acting user) -> 201 ticketTypeSchema
  ownTicketTypes: "/internal/users/:userId/events/:eventId/ticket-types", // GET -> ownTicketTypeListSchema
  ticketType: "/internal/ticket-types/:ticketTypeId", // PATCH updateTicketTypeSchema (acting user) -> ticketTypeSchema
  ticketInvitations: "/internal/ticket-types/:ticketTypeId/invitations", // (acting user) GET ?cursor&limit -> invitationPageSchema; POST inviteToTicketsSchema -> 201 ticketInvitationSchema
  ticketInvitation: "/internal/ticket-types/:ticketTypeId/invitations/:invitationId", // DELETE (acting user) -> 204
  tickets: "/internal/users/:userId/tickets", // GET ?ticketQuerySchema -> ticketPageSchema
  transferTicket: "/internal/users/:userId/tickets/:ticketId/transfer", // POST transferTicketSchema -> 204
  returnTicket: "/internal/users/:userId/tickets/:ticketId/return", // POST -> 204
  // edge: gifts
  giftKinds: "/internal/gift-kinds", // GET -> giftKindListSchema
  roomGifts: "/internal/rooms/:roomId/gifts", // POST sendGiftSchema (acting user) -> 201 giftSchema
  receivedGifts: "/internal/users/:userId/gifts", // GET ?eventId&cursor&limit -> receivedGiftPageSchema
  // edge: earnings and payouts
  earnings: "/internal/users/:userId/earnings", // GET -> earningsSchema
  earningHistory: "/internal/users/:userId/earnings/history", // GET ?cursor&limit -> earningPageSchema
  statement: "/internal/users/:userId/earnings/statements/:month", // GET -> statementSchema
  statementFile: "/internal/users/:userId/earnings/statements/:month/:form", // GET ?locale -> statementFileSchema
  payouts: "/internal/users/:userId/payouts", // GET ?cursor&limit -> payoutPageSchema
  payoutAccount: "/internal/users/:userId/payout-account", // GET -> payoutAccountSchema
  onboarding: "/internal/users/:userId/payout-account/onboarding", // POST beginOnboardingSchema -> pageAddressSchema
  payoutDashboard: "/internal/users/:userId/payout-account/dashboard", // POST -> pageAddressSchema
  // edge and whoever runs the server: admins, or without an acting user the server's own
  housePayouts: "/internal/payouts", // GET ?housePayoutQuerySchema -> housePayoutPageSchema
  runPayouts: "/internal/payouts/run", // POST -> 202 payoutRunSchema
  payoutRuns: "/internal/payouts/runs", // GET -> payoutRunListSchema
  coinValues: "/internal/coin-values", // GET -> coinValueListSchema; POST setCoinValueSchema -> 201 coinValueListSchema
  // edge: keeping order; every call but the last acts for a user, whose role the origin looks up itself
  reports: "/internal/reports", // POST createReportSchema -> 201 filedReportSchema; GET ?reportQuerySchema -> reportPageSchema
  claimNextReport: "/internal/reports/claim", // POST ?kind -> reportSchema | 204 nothing waits
  report: "/internal/reports/:reportId", // GET -> reportDetailSchema
  reportClaim: "/internal/reports/:reportId/claim", // PUT -> reportSchema | 409; DELETE -> 204
  closeReport: "/internal/reports/:reportId/close", // POST closeReportSchema -> reportSchema | 409
  sanctions: "/internal/sanctions", // POST createSanctionSchema -> 201 decidedSanctionSchema; GET ?sanctionQuerySchema -> sanctionPageSchema
  sanction: "/internal/sanctions/:sanctionId", // GET -> decidedSanctionSchema
  liftSanction: "/internal/sanctions/:sanctionId/lift", // POST liftSanctionSchema -> decidedSanctionSchema | 409
  appeal: "/internal/sanctions/:sanctionId/appeal", // POST appealTextSchema (whom it is about) -> sanctionSchema | 409
  decideAppeal: "/internal/sanctions/:sanctionId/appeal/decide", // POST decideAppealSchema -> decidedSanctionSchema | 409
  standing: "/internal/users/:userId/standing", // GET -> standingSchema
  audit: "/internal/audit", // GET ?cursor&limit -> auditPageSchema
  team: "/internal/team", // GET -> teamSchema
  teamMember: "/internal/team/:userId", // PUT changeRoleSchema -> teamMemberSchema; without an acting user: whoever runs the server
  verifyAudit: "/internal/audit/verify", // POST -> auditVerdictSchema; whoever runs the server
  // edge and whoever runs the server: the books; without an acting user it is whoever runs the server
  payments: "/internal/books/payments", // GET ?paymentQuerySchema -> paymentPageSchema
  payment: "/internal/books/payments/:orderId", // GET -> paymentDetailSchema
  askPayment: "/internal/books/payments/:orderId/ask", // POST -> paymentDetailSchema | 503 Stripe is away
  paymentRefund: "/internal/books/payments/:orderId/refund", // GET ?amount -> refundPreviewSchema; POST refundPaymentSchema -> paymentDetailSchema
  retryRefund: "/internal/books/refunds/:refundId/retry", // POST retryRefundSchema -> paymentDetailSchema | 409
  reconciliations: "/internal/books/reconciliations", // GET ?cursor&limit -> reconciliationPageSchema; POST -> 202 begunSchema
  reconciliation: "/internal/books/reconciliations/:number", // GET -> reconciliationDetailSchema
  unusedBalance: "/internal/books/unused-balance", // GET ?at -> unusedBalanceSchema
  // whoever runs the server, and nobody else
  housePacks: "/internal/books/packs", // GET -> housePackListSchema
  housePack: "/internal/books/packs/:coinPackId", // PUT setPackSchema -> housePackSchema
  withdrawPack: "/internal/books/packs/:coinPackId/withdraw", // POST withdrawPackSchema -> housePackSchema
  coinGrants: "/internal/books/coin-grants", // POST giveCoinsSchema -> givenCoinsSchema
  exchangeTickets: "/internal/books/exchange-tickets", // POST issueExchangeTicketsSchema -> issuedExchangeTicketsSchema
  revenueShares: "/internal/books/revenue-shares", // GET ?userId -> shareListSchema; POST setShareSchema -> shareRuleSchema
  // edge and whoever runs the server
  notices: "/internal/notices", // POST publishNoticeSchema -> 201 publishedNoticeSchema; without an acting user: whoever runs the server
  // whoever runs the server
  giftKind: "/internal/gift-kinds/:giftKindId", // PUT setGiftKindSchema -> giftKindSchema
  // S3: an event notification, plain or inside an SNS envelope; the token is a query parameter because SNS sends no headers
  s3Events: "/hooks/s3-events",
  // Stripe: the raw body and its signature header, forwarded by the edge untouched
  stripeWebhook: "/hooks/stripe",
  // room hosts
  broughtAlong: "/internal/users/:userId/brought-along", // GET -> broughtAlongSchema
  roomEvidence: "/internal/rooms/:roomId/evidence", // POST roomEvidenceSchema -> 204
  roomNews: "/internal/room-news", // GET ?after&waitMs -> changePageSchema, of tags by roomTag
  hostNotices: "/internal/hosts/:hostId/notices", // GET ?after -> hostNoticesSchema
  giftNews: "/internal/gift-news", // POST awaitGiftsSchema -> giftNewsSchema
  registerHost: "/internal/hosts", // POST registerHostSchema -> registeredHostSchema
  heartbeat: "/internal/hosts/:hostId/heartbeat", // POST heartbeatSchema -> heartbeatAnswerSchema | 404: register again
  roomSpec: "/internal/rooms/:roomId/spec", // GET ?host= -> roomSpecSchema | 404 | 409 another host holds the lease
  roomHandoff: "/internal/rooms/:roomId/handoff", // POST handOverSchema -> handedOverSchema | 409 stale epoch | 503 no other host; GET ?host= -> handoffSchema | 404 nobody handed it over, and nothing was kept
  roomKept: "/internal/rooms/:roomId/kept", // PUT keepRoomSchema -> 204 | 409 stale epoch
  roomReport: "/internal/rooms/:roomId/report", // POST roomReportSchema -> 204 | 409 stale epoch
  participant: "/internal/rooms/:roomId/participants/:userId", // GET -> participantSchema, as the ticket would say it now
  assetUse: "/internal/rooms/:roomId/participants/:userId/assets/:assetId", // GET -> assetUseSchema: whether they may use it as an item
  // UGC worker
  arrivals: "/internal/ugc/arrivals", // POST arrivedObjectSchema -> arrivalSchema; may be told again and again
  claimJob: "/internal/ugc/jobs/claim", // POST claimJobSchema -> claimedJobSchema | 204 after waitMs without one
  jobProgress: "/internal/ugc/jobs/:jobId/progress", // POST jobProgressSchema -> 204 | 409 lease lost
  jobAdmission: "/internal/ugc/jobs/:jobId/admission", // POST jobAdmissionSchema -> admittedSchema | 409 lease lost
  jobVariants: "/internal/ugc/jobs/:jobId/variants", // POST jobVariantSchema -> 204 | 409 lease lost, taken down
  jobPictures: "/internal/ugc/jobs/:jobId/pictures", // POST jobPicturesSchema -> 204 | 409 lease lost, taken down
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
