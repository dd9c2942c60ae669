// Made by `bun run generate` from the contract (shared/contract): change that instead.

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Hiroba
{
    public static class ProblemCode
    {
        /// <summary>The access token has expired or is none of ours. Refresh the session, then repeat.</summary>
        public const string AccessTokenInvalid = "ACCESS_TOKEN_INVALID";
        /// <summary>Send Authorization: Bearer &lt;accessToken>.</summary>
        public const string AccessTokenRequired = "ACCESS_TOKEN_REQUIRED";
        /// <summary>The two weeks are over: the account is being erased.</summary>
        public const string AccountErasing = "ACCOUNT_ERASING";
        /// <summary>The account is about to be erased, and can do nothing but be restored.</summary>
        public const string AccountLeaving = "ACCOUNT_LEAVING";
        /// <summary>The account is not about to be erased: there is nothing to restore.</summary>
        public const string AccountNotLeaving = "ACCOUNT_NOT_LEAVING";
        /// <summary>You have appealed against this decision; once is all there is.</summary>
        public const string AppealedAlready = "APPEALED_ALREADY";
        /// <summary>The appeal is against a decision of your own: another moderator answers it.</summary>
        public const string AppealNeedsAnother = "APPEAL_NEEDS_ANOTHER";
        /// <summary>No appeal against this decision waits for an answer.</summary>
        public const string AppealNotOpen = "APPEAL_NOT_OPEN";
        /// <summary>There is no such asset, or it is not yours to see.</summary>
        public const string AssetNotFound = "ASSET_NOT_FOUND";
        /// <summary>Avatars, accessories and items are sold, and nothing else.</summary>
        public const string AssetNotSellable = "ASSET_NOT_SELLABLE";
        /// <summary>Only its owner may change what an asset is, or see its versions.</summary>
        public const string AssetNotYours = "ASSET_NOT_YOURS";
        /// <summary>The avatar is for those who have bought it. The store tells what it costs.</summary>
        public const string AvatarNotBought = "AVATAR_NOT_BOUGHT";
        /// <summary>There is no such avatar, or it is not yours to see.</summary>
        public const string AvatarNotFound = "AVATAR_NOT_FOUND";
        /// <summary>The avatar's licence lets only its owner wear it.</summary>
        public const string AvatarNotYours = "AVATAR_NOT_YOURS";
        /// <summary>A moderator has banned you from Hiroba, the world or the room; errors tells until when. GET /v1/me/standing tells why.</summary>
        public const string Banned = "BANNED";
        /// <summary>The body has more bytes than are read here; errors tells the limit.</summary>
        public const string BodyTooLarge = "BODY_TOO_LARGE";
        /// <summary>Guests pay for nothing, since they are gone with the browser that knows them. Add a way to sign in first; free tickets need none.</summary>
        public const string BuyerIsGuest = "BUYER_IS_GUEST";
        /// <summary>There is no such calendar, or it is not yours to see.</summary>
        public const string CalendarNotFound = "CALENDAR_NOT_FOUND";
        /// <summary>There are not so many coins; those of a disputed payment wait. Get more, then ask again with the same Idempotency-Key.</summary>
        public const string CoinsMissing = "COINS_MISSING";
        /// <summary>There is no such coin pack, or it is not yours to see.</summary>
        public const string CoinPackNotFound = "COIN_PACK_NOT_FOUND";
        /// <summary>Send the body with content-type: application/json.</summary>
        public const string ContentTypeUnsupported = "CONTENT_TYPE_UNSUPPORTED";
        /// <summary>A session cookie is only for the page of this origin.</summary>
        public const string CrossOriginRefused = "CROSS_ORIGIN_REFUSED";
        /// <summary>It is not sold in that currency; the limit names those it is sold in.</summary>
        public const string CurrencyNotOffered = "CURRENCY_NOT_OFFERED";
        /// <summary>The cursor is not one this list gave. Begin at the first page.</summary>
        public const string CursorInvalid = "CURSOR_INVALID";
        /// <summary>The database cannot be reached. Retry-After tells when to try again.</summary>
        public const string DatabaseAway = "DATABASE_AWAY";
        /// <summary>The database has no time for this now. Retry-After tells when to try again.</summary>
        public const string DatabaseBusy = "DATABASE_BUSY";
        /// <summary>The event was called off.</summary>
        public const string EventCancelled = "EVENT_CANCELLED";
        /// <summary>The event is over.</summary>
        public const string EventEnded = "EVENT_ENDED";
        /// <summary>This event has as many people appointed as one may.</summary>
        public const string EventMembersFull = "EVENT_MEMBERS_FULL";
        /// <summary>Whoever organises the event is its organiser already.</summary>
        public const string EventMemberIsOrganiser = "EVENT_MEMBER_IS_ORGANISER";
        /// <summary>There is no such event, or it is not yours to see.</summary>
        public const string EventNotFound = "EVENT_NOT_FOUND";
        /// <summary>The event lets nobody in now; the detail tells when its doors are open.</summary>
        public const string EventNotOpen = "EVENT_NOT_OPEN";
        /// <summary>This is for its organiser, or for its staff, to do.</summary>
        public const string EventNotYours = "EVENT_NOT_YOURS";
        /// <summary>The event would be over before anybody could come.</summary>
        public const string EventOver = "EVENT_OVER";
        /// <summary>The event is at a point of its life where this is not to be done; the detail tells which.</summary>
        public const string EventPhaseWrong = "EVENT_PHASE_WRONG";
        /// <summary>You have as many events ahead, or made today, as one user may.</summary>
        public const string EventQuotaReached = "EVENT_QUOTA_REACHED";
        /// <summary>An event that recurs has no tickets. Plan each night as an event of its own, or copy one.</summary>
        public const string EventRecurs = "EVENT_RECURS";
        /// <summary>The event cannot be on at these times; errors tells which is wrong, and the limit.</summary>
        public const string EventScheduleInvalid = "EVENT_SCHEDULE_INVALID";
        /// <summary>The world of this event is private or was never published: nobody could come.</summary>
        public const string EventWorldPrivate = "EVENT_WORLD_PRIVATE";
        /// <summary>There is no exchange ticket left.</summary>
        public const string ExchangeTicketsMissing = "EXCHANGE_TICKETS_MISSING";
        /// <summary>There is no such export, or it is not yours to see.</summary>
        public const string ExportNotFound = "EXPORT_NOT_FOUND";
        /// <summary>An anonymous Firebase user is nobody in particular. Sign in as a guest instead.</summary>
        public const string FirebaseAnonymous = "FIREBASE_ANONYMOUS";
        /// <summary>Firebase's keys cannot be fetched. Try again in a moment.</summary>
        public const string FirebaseAway = "FIREBASE_AWAY";
        /// <summary>This server has no Firebase project. Sign in another way.</summary>
        public const string FirebaseNotConfigured = "FIREBASE_NOT_CONFIGURED";
        /// <summary>No valid ID token of this server's Firebase project. Get a fresh one from Firebase.</summary>
        public const string FirebaseTokenInvalid = "FIREBASE_TOKEN_INVALID";
        /// <summary>You follow as many people as one user may. End some first.</summary>
        public const string FollowingFull = "FOLLOWING_FULL";
        /// <summary>One cannot follow oneself.</summary>
        public const string FollowIsSelf = "FOLLOW_IS_SELF";
        /// <summary>You have as many friends and requests as one user may.</summary>
        public const string FriendsFull = "FRIENDS_FULL";
        /// <summary>One cannot be one's own friend.</summary>
        public const string FriendIsSelf = "FRIEND_IS_SELF";
        /// <summary>You have given as much as one may in a minute.</summary>
        public const string GiftsFull = "GIFTS_FULL";
        /// <summary>There is no such gift kind, or it is not yours to see.</summary>
        public const string GiftKindNotFound = "GIFT_KIND_NOT_FOUND";
        /// <summary>Gifts are given at events, to those who perform there.</summary>
        public const string GiftNotTaken = "GIFT_NOT_TAKEN";
        /// <summary>One gives oneself nothing.</summary>
        public const string GiftToSelf = "GIFT_TO_SELF";
        /// <summary>The handles given up within 30 days are still one's own, and there are no more for one person. Go back to one of them, or wait.</summary>
        public const string HandleChangedOften = "HANDLE_CHANGED_OFTEN";
        /// <summary>Guests have no handle. Add a way to sign in first.</summary>
        public const string HandleNotForGuests = "HANDLE_NOT_FOR_GUESTS";
        /// <summary>This handle would speak for those who run the place. Choose another.</summary>
        public const string HandleReserved = "HANDLE_RESERVED";
        /// <summary>Somebody has this handle, or one that looks like it. Choose another.</summary>
        public const string HandleTaken = "HANDLE_TAKEN";
        /// <summary>It is yours already, bought, given or made.</summary>
        public const string HeldAlready = "HELD_ALREADY";
        /// <summary>There is no such holding, or it is not yours to see.</summary>
        public const string HoldingNotFound = "HOLDING_NOT_FOUND";
        /// <summary>This Idempotency-Key was used with another body.</summary>
        public const string IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";
        /// <summary>This account has as many identities as one may.</summary>
        public const string IdentitiesFull = "IDENTITIES_FULL";
        /// <summary>There is no such identity, or it is not yours to see.</summary>
        public const string IdentityNotFound = "IDENTITY_NOT_FOUND";
        /// <summary>This identity signs in to another account.</summary>
        public const string IdentityTaken = "IDENTITY_TAKEN";
        /// <summary>Something failed on our side. It was logged under requestId.</summary>
        public const string Internal = "INTERNAL";
        /// <summary>There is no such invitation, or it is not yours to see.</summary>
        public const string InvitationNotFound = "INVITATION_NOT_FOUND";
        /// <summary>You have sent as many invitations as one user may in a day.</summary>
        public const string InvitationQuotaReached = "INVITATION_QUOTA_REACHED";
        /// <summary>One cannot invite oneself.</summary>
        public const string InviteIsSelf = "INVITE_IS_SELF";
        /// <summary>There is no such item, or it is not yours to see.</summary>
        public const string ItemNotFound = "ITEM_NOT_FOUND";
        /// <summary>The body is not JSON in UTF-8.</summary>
        public const string JsonMalformed = "JSON_MALFORMED";
        /// <summary>This is the only admin left. Make somebody else an admin first.</summary>
        public const string LastAdmin = "LAST_ADMIN";
        /// <summary>This is the only way left to sign in to this account. Add another first.</summary>
        public const string LastSignInWay = "LAST_SIGN_IN_WAY";
        /// <summary>The avatar's licence lets only its author wear it, so nobody can buy it.</summary>
        public const string LicenceForbidsSale = "LICENCE_FORBIDS_SALE";
        /// <summary>It is for sale no more. Whoever has it keeps it.</summary>
        public const string ListingNotForSale = "LISTING_NOT_FOR_SALE";
        /// <summary>There is no such listing, or it is not yours to see.</summary>
        public const string ListingNotFound = "LISTING_NOT_FOUND";
        /// <summary>It costs something else by now; errors tells what. Nothing was bought.</summary>
        public const string ListingPriceChanged = "LISTING_PRICE_CHANGED";
        /// <summary>More are sold than there would be.</summary>
        public const string ListingSoldAlready = "LISTING_SOLD_ALREADY";
        /// <summary>All there were are sold.</summary>
        public const string ListingSoldOut = "LISTING_SOLD_OUT";
        /// <summary>Its creator takes no exchange tickets for it.</summary>
        public const string ListingTakesCoinsOnly = "LISTING_TAKES_COINS_ONLY";
        /// <summary>As many people work on this world as may.</summary>
        public const string MembersFull = "MEMBERS_FULL";
        /// <summary>Only a friend can be asked to work on a world. Become friends first.</summary>
        public const string MemberNotFriend = "MEMBER_NOT_FRIEND";
        /// <summary>A moderator has muted you there; your standing says until when.</summary>
        public const string Muted = "MUTED";
        /// <summary>You have said as much to rooms as one may in an hour.</summary>
        public const string NoticesFull = "NOTICES_FULL";
        /// <summary>You do not answer for these rooms.</summary>
        public const string NoticeNotYours = "NOTICE_NOT_YOURS";
        /// <summary>There is no such notification, or it is not yours to see.</summary>
        public const string NotificationNotFound = "NOTIFICATION_NOT_FOUND";
        /// <summary>Too many follow notifications right now, you or all. Ask for the list now and then.</summary>
        public const string NotificationStreamsFull = "NOTIFICATION_STREAMS_FULL";
        /// <summary>The path names nothing: an id in it could not be one.</summary>
        public const string NotFound = "NOT_FOUND";
        /// <summary>No room host is running. Try again in a moment.</summary>
        public const string NoRoomHost = "NO_ROOM_HOST";
        /// <summary>This server has no such sign-in provider.</summary>
        public const string OidcNotConfigured = "OIDC_NOT_CONFIGURED";
        /// <summary>The sign-in provider cannot be reached. Try again in a moment.</summary>
        public const string OidcProviderAway = "OIDC_PROVIDER_AWAY";
        /// <summary>The provider's answer does not hold. Begin again.</summary>
        public const string OidcRefused = "OIDC_REFUSED";
        /// <summary>One has as many orders to pay as one may. Pay one, give one up, or wait ten minutes.</summary>
        public const string OrdersOpenMax = "ORDERS_OPEN_MAX";
        /// <summary>There is no such order, or it is not yours to see.</summary>
        public const string OrderNotFound = "ORDER_NOT_FOUND";
        /// <summary>Edge and origin are of versions that do not understand each other.</summary>
        public const string OriginAnswerUnreadable = "ORIGIN_ANSWER_UNREADABLE";
        /// <summary>The part that decides cannot be reached. Retry-After tells when to try again.</summary>
        public const string OriginAway = "ORIGIN_AWAY";
        /// <summary>A room there has fewer places than the party. Enter alone, or somewhere else.</summary>
        public const string PartyDoesNotFit = "PARTY_DOES_NOT_FIT";
        /// <summary>The party is as large as one may be, or has asked as many as it may.</summary>
        public const string PartyFull = "PARTY_FULL";
        /// <summary>There is no such party, or it is not yours to see.</summary>
        public const string PartyNotFound = "PARTY_NOT_FOUND";
        /// <summary>Only who leads a party does this to it.</summary>
        public const string PartyNotLed = "PARTY_NOT_LED";
        /// <summary>This account has as many passkeys as one may. Remove one first.</summary>
        public const string PasskeysFull = "PASSKEYS_FULL";
        /// <summary>The options this passkey answered were used before, took too long, or are none of ours. Ask for new ones.</summary>
        public const string PasskeyChallengeInvalid = "PASSKEY_CHALLENGE_INVALID";
        /// <summary>The passkey's answer does not hold: another site's, altered, a copy's, or without its owner.</summary>
        public const string PasskeyInvalid = "PASSKEY_INVALID";
        /// <summary>There is no such passkey, or it is not yours to see.</summary>
        public const string PasskeyNotFound = "PASSKEY_NOT_FOUND";
        /// <summary>This passkey belongs to an account already.</summary>
        public const string PasskeyTaken = "PASSKEY_TAKEN";
        /// <summary>No account has this passkey; it may have been removed. Sign in another way.</summary>
        public const string PasskeyUnknown = "PASSKEY_UNKNOWN";
        /// <summary>The payment service cannot be reached. Send the same order with the same Idempotency-Key again.</summary>
        public const string PaymentsAway = "PAYMENTS_AWAY";
        /// <summary>Payments are not set up here.</summary>
        public const string PaymentsOff = "PAYMENTS_OFF";
        /// <summary>Payments are found by an id of ours or of Stripe's, or a handle with its @.</summary>
        public const string PaymentSearchUnknown = "PAYMENT_SEARCH_UNKNOWN";
        /// <summary>Guests cannot be paid. Add a way to sign in first.</summary>
        public const string PayoutsNotForGuests = "PAYOUTS_NOT_FOR_GUESTS";
        /// <summary>There is no such payout account, or it is not yours to see.</summary>
        public const string PayoutAccountNotFound = "PAYOUT_ACCOUNT_NOT_FOUND";
        /// <summary>It takes a moderator or an admin, and you are none by now.</summary>
        public const string PlatformRoleRequired = "PLATFORM_ROLE_REQUIRED";
        /// <summary>This server has no sign-in provider of this name; GET /v1/sign-in tells those it has.</summary>
        public const string ProviderUnknown = "PROVIDER_UNKNOWN";
        /// <summary>Only this server's own origin may purge.</summary>
        public const string PurgeSignatureInvalid = "PURGE_SIGNATURE_INVALID";
        /// <summary>There is no such queue, or it is not yours to see.</summary>
        public const string QueueNotFound = "QUEUE_NOT_FOUND";
        /// <summary>You follow your place in the queue too often already. Ask for it without a stream.</summary>
        public const string QueueStreamsFull = "QUEUE_STREAMS_FULL";
        /// <summary>Too many requests. Retry-After tells when to come back.</summary>
        public const string RateLimited = "RATE_LIMITED";
        /// <summary>There is no such receipt, or it is not yours to see.</summary>
        public const string ReceiptNotFound = "RECEIPT_NOT_FOUND";
        /// <summary>They have it already.</summary>
        public const string RecipientHasIt = "RECIPIENT_HAS_IT";
        /// <summary>What is for oneself is nobody's gift: leave forUserId out.</summary>
        public const string RecipientIsSelf = "RECIPIENT_IS_SELF";
        /// <summary>Things are given to friends. Become friends first.</summary>
        public const string RecipientNotFriend = "RECIPIENT_NOT_FRIEND";
        /// <summary>There is no such reconciliation, or it is not yours to see.</summary>
        public const string ReconciliationNotFound = "RECONCILIATION_NOT_FOUND";
        /// <summary>Nothing is left of this payment to give back, or it was not paid.</summary>
        public const string RefundNothingLeft = "REFUND_NOTHING_LEFT";
        /// <summary>This refund is under way, was paid, or another took its place.</summary>
        public const string RefundNotFailed = "REFUND_NOT_FAILED";
        /// <summary>There is no such refund, or it is not yours to see.</summary>
        public const string RefundNotFound = "REFUND_NOT_FOUND";
        /// <summary>More than is left of the payment; errors tells how much that is.</summary>
        public const string RefundTooLarge = "REFUND_TOO_LARGE";
        /// <summary>You have reported as much as one user may in a day.</summary>
        public const string ReportsFull = "REPORTS_FULL";
        /// <summary>Another moderator looks into this report; the detail tells until when it is theirs.</summary>
        public const string ReportClaimed = "REPORT_CLAIMED";
        /// <summary>Somebody has closed this report.</summary>
        public const string ReportClosed = "REPORT_CLOSED";
        /// <summary>There is no such report, or it is not yours to see.</summary>
        public const string ReportNotFound = "REPORT_NOT_FOUND";
        /// <summary>One cannot report oneself, or what is one's own.</summary>
        public const string ReportOfSelf = "REPORT_OF_SELF";
        /// <summary>returnTo is no path of this site.</summary>
        public const string ReturnToRefused = "RETURN_TO_REFUSED";
        /// <summary>Every place there is taken. Retry-After tells when to try again; or wait in the queue.</summary>
        public const string RoomsFull = "ROOMS_FULL";
        /// <summary>There is no such room, or it is not yours to see.</summary>
        public const string RoomNotFound = "ROOM_NOT_FOUND";
        /// <summary>This decision was lifted already.</summary>
        public const string SanctionLifted = "SANCTION_LIFTED";
        /// <summary>There is no such sanction, or it is not yours to see.</summary>
        public const string SanctionNotFound = "SANCTION_NOT_FOUND";
        /// <summary>A mute or ban cannot end in the past, nor in more than ten years: leave until out for good.</summary>
        public const string SanctionTimeWrong = "SANCTION_TIME_WRONG";
        /// <summary>The access token is not good for this. The detail names the scope it lacks.</summary>
        public const string ScopeInsufficient = "SCOPE_INSUFFICIENT";
        /// <summary>Guests sell nothing. Add a way to sign in first.</summary>
        public const string SellerIsGuest = "SELLER_IS_GUEST";
        /// <summary>The session was signed out. Sign in again.</summary>
        public const string SessionEnded = "SESSION_ENDED";
        /// <summary>The session was not used for too long. Sign in again.</summary>
        public const string SessionExpired = "SESSION_EXPIRED";
        /// <summary>Another call exchanged this refresh token a moment ago. Use what it was given.</summary>
        public const string SessionJustRotated = "SESSION_JUST_ROTATED";
        /// <summary>There is no such session, or it is not yours to see.</summary>
        public const string SessionNotFound = "SESSION_NOT_FOUND";
        /// <summary>Neither the body nor a cookie brought a refresh token. Sign in.</summary>
        public const string SessionRequired = "SESSION_REQUIRED";
        /// <summary>A refresh token came twice, so its session was ended to be safe. Sign in again.</summary>
        public const string SessionReused = "SESSION_REUSED";
        /// <summary>You keep as many people away as one user may. Take some back first.</summary>
        public const string ShunsFull = "SHUNS_FULL";
        /// <summary>One cannot keep oneself away.</summary>
        public const string ShunIsSelf = "SHUN_IS_SELF";
        /// <summary>For this one must have signed in within ten minutes: sign in again, then repeat it. Guests need not.</summary>
        public const string SignInNotFresh = "SIGN_IN_NOT_FRESH";
        /// <summary>No sign-in is under way in this browser: it took too long, or cookies are off. Begin again.</summary>
        public const string SignInUnknown = "SIGN_IN_UNKNOWN";
        /// <summary>The object store cannot be reached. Try again in a moment.</summary>
        public const string StoreAway = "STORE_AWAY";
        /// <summary>The signature is not Stripe's, or is too old.</summary>
        public const string StripeSignatureInvalid = "STRIPE_SIGNATURE_INVALID";
        /// <summary>A webhook comes with its Stripe-Signature.</summary>
        public const string StripeSignatureRequired = "STRIPE_SIGNATURE_REQUIRED";
        /// <summary>Nobody decides about themselves, nor about somebody as high as they are.</summary>
        public const string TargetNotLower = "TARGET_NOT_LOWER";
        /// <summary>These tickets are for those on the list, or who have a code that is not used up.</summary>
        public const string TicketsByInvitation = "TICKETS_BY_INVITATION";
        /// <summary>These tickets are not on sale now; the detail tells when they are.</summary>
        public const string TicketsNotOnSale = "TICKETS_NOT_ON_SALE";
        /// <summary>More are sold, or held, than there would be.</summary>
        public const string TicketsSoldAlready = "TICKETS_SOLD_ALREADY";
        /// <summary>There are not so many left. What is held for somebody who is paying may come back.</summary>
        public const string TicketsSoldOut = "TICKETS_SOLD_OUT";
        /// <summary>They have as many of these tickets as one may.</summary>
        public const string TicketLimitReached = "TICKET_LIMIT_REACHED";
        /// <summary>There is no such ticket, or it is not yours to see.</summary>
        public const string TicketNotFound = "TICKET_NOT_FOUND";
        /// <summary>Tickets go back when their event was moved, until it begins.</summary>
        public const string TicketNotReturnable = "TICKET_NOT_RETURNABLE";
        /// <summary>Tickets are given to friends. Become friends first.</summary>
        public const string TicketNotToFriend = "TICKET_NOT_TO_FRIEND";
        /// <summary>This ticket stays with whoever got it.</summary>
        public const string TicketNotTransferable = "TICKET_NOT_TRANSFERABLE";
        /// <summary>One enters this event by ticket. Get one, or ask its organiser.</summary>
        public const string TicketRequired = "TICKET_REQUIRED";
        /// <summary>The ticket lets nobody in, so it cannot be given to somebody.</summary>
        public const string TicketStateWrong = "TICKET_STATE_WRONG";
        /// <summary>There are as many types of tickets, or invitations, as there may be.</summary>
        public const string TicketTypesFull = "TICKET_TYPES_FULL";
        /// <summary>There is no such ticket type, or it is not yours to see.</summary>
        public const string TicketTypeNotFound = "TICKET_TYPE_NOT_FOUND";
        /// <summary>There is no such upload, or it is not yours to see.</summary>
        public const string UploadNotFound = "UPLOAD_NOT_FOUND";
        /// <summary>This upload was not begun in parts: post the form of its policy.</summary>
        public const string UploadNotInParts = "UPLOAD_NOT_IN_PARTS";
        /// <summary>This file is small enough to be posted whole: ask for a policy.</summary>
        public const string UploadNotLarge = "UPLOAD_NOT_LARGE";
        /// <summary>The parts are not what was said of them. Put those that errors names again.</summary>
        public const string UploadPartsWrong = "UPLOAD_PARTS_WRONG";
        /// <summary>You have begun as many uploads as one user may within 24 hours. Retry-After tells when the next is allowed.</summary>
        public const string UploadQuotaReached = "UPLOAD_QUOTA_REACHED";
        /// <summary>There is no room left for this file among what you keep.</summary>
        public const string UploadStorageFull = "UPLOAD_STORAGE_FULL";
        /// <summary>Too many follow uploads right now. Ask for the status without a stream.</summary>
        public const string UploadStreamsFull = "UPLOAD_STREAMS_FULL";
        /// <summary>You have blocked this person. Take the block back first.</summary>
        public const string UserBlocked = "USER_BLOCKED";
        /// <summary>There is no such user, or it is not yours to see.</summary>
        public const string UserNotFound = "USER_NOT_FOUND";
        /// <summary>This person takes no invitations of yours. Friends can be asked.</summary>
        public const string UserNotInvitable = "USER_NOT_INVITABLE";
        /// <summary>There is no room of theirs that you may come to.</summary>
        public const string UserNotJoinable = "USER_NOT_JOINABLE";
        /// <summary>The request does not fit its schema; errors tells every offence.</summary>
        public const string ValidationFailed = "VALIDATION_FAILED";
        /// <summary>The world has as many versions as one may. Throw drafts away.</summary>
        public const string VersionsFull = "VERSIONS_FULL";
        /// <summary>What others enter, or once did, is not changed: begin a draft from it.</summary>
        public const string VersionNotDraft = "VERSION_NOT_DRAFT";
        /// <summary>There is no such version, or it is not yours to see.</summary>
        public const string VersionNotFound = "VERSION_NOT_FOUND";
        /// <summary>This version is the one that everybody sees; show another one first.</summary>
        public const string VersionShown = "VERSION_SHOWN";
        /// <summary>Only those who work on a world enter its beta.</summary>
        public const string WorldBetaClosed = "WORLD_BETA_CLOSED";
        /// <summary>A file of the world is none of its makers', or not of the kind or platform wanted. The error names it.</summary>
        public const string WorldContentInvalid = "WORLD_CONTENT_INVALID";
        /// <summary>You have a world of this name.</summary>
        public const string WorldNameTaken = "WORLD_NAME_TAKEN";
        /// <summary>There is no such world, or it is not yours to see.</summary>
        public const string WorldNotFound = "WORLD_NOT_FOUND";
        /// <summary>Only its owner, and for versions those who work on it, change a world.</summary>
        public const string WorldNotYours = "WORLD_NOT_YOURS";
        /// <summary>You have as many worlds as one user may.</summary>
        public const string WorldQuotaReached = "WORLD_QUOTA_REACHED";
        /// <summary>People would appear outside the world.</summary>
        public const string WorldSpawnOutside = "WORLD_SPAWN_OUTSIDE";
    }

    public static class AccountExportStatusValues
    {
        public const string Waiting = "waiting";
        public const string Ready = "ready";
    }

    public static class AppealValues
    {
        public const string Open = "open";
    }

    public static class AppointedRoleValues
    {
        public const string Staff = "staff";
        public const string Performer = "performer";
        public const string Guest = "guest";
    }

    public static class AssetKindValues
    {
        public const string Avatar = "avatar";
        public const string World = "world";
        public const string Item = "item";
        public const string Accessory = "accessory";
        public const string Image = "image";
        public const string Audio = "audio";
    }

    public static class AudienceValues
    {
        public const string Everyone = "everyone";
        public const string Friends = "friends";
        public const string Nobody = "nobody";
    }

    public static class AudioFactsContainerValues
    {
        public const string Mp3 = "mp3";
        public const string Ogg = "ogg";
        public const string Wav = "wav";
        public const string Mp4 = "mp4";
    }

    public static class AvatarFactsVrmVersionValues
    {
        public const string _0X = "0.x";
        public const string _10 = "1.0";
    }

    public static class BundlePlatformValues
    {
        public const string Windows = "windows";
        public const string Mac = "mac";
        public const string Ios = "ios";
        public const string Android = "android";
    }

    public static class CatalogKindValues
    {
        public const string World = "world";
        public const string Event = "event";
        public const string Avatar = "avatar";
        public const string Item = "item";
        public const string User = "user";
    }

    public static class CatalogOrderValues
    {
        public const string New = "new";
        public const string Popular = "popular";
        public const string Trending = "trending";
        public const string Featured = "featured";
    }

    public static class ChannelValues
    {
        public const string Live = "live";
        public const string Beta = "beta";
    }

    public static class CreateWorldBeginsValues
    {
        public const string Live = "live";
        public const string Draft = "draft";
    }

    public static class CurrencyValues
    {
        public const string Jpy = "jpy";
        public const string Usd = "usd";
        public const string Eur = "eur";
        public const string Gbp = "gbp";
        public const string Krw = "krw";
    }

    public static class DecideAppealOutcomeValues
    {
        public const string Upheld = "upheld";
        public const string Overturned = "overturned";
    }

    public static class DecidedSanctionAppealOutcomeValues
    {
        public const string Open = "open";
        public const string Upheld = "upheld";
        public const string Overturned = "overturned";
    }

    public static class DecidedSanctionStateValues
    {
        public const string InForce = "in-force";
        public const string Over = "over";
        public const string Lifted = "lifted";
    }

    public static class EarnedUnitValues
    {
        public const string Coin = "coin";
        public const string Jpy = "jpy";
        public const string Usd = "usd";
        public const string Eur = "eur";
        public const string Gbp = "gbp";
        public const string Krw = "krw";
    }

    public static class EarningsOnLeavingValues
    {
        public const string Paid = "paid";
        public const string Forfeited = "forfeited";
    }

    public static class EnterCalledIfFullValues
    {
        public const string Queue = "queue";
        public const string Ghost = "ghost";
        public const string Refuse = "refuse";
    }

    public static class EnterChosenIfFullValues
    {
        public const string Queue = "queue";
        public const string Ghost = "ghost";
        public const string Refuse = "refuse";
    }

    public static class EnterChosenPartyValues
    {
        public const string Together = "together";
        public const string Alone = "alone";
    }

    public static class EnterEventIfFullValues
    {
        public const string Queue = "queue";
        public const string Ghost = "ghost";
        public const string Refuse = "refuse";
    }

    public static class EnterEventPartyValues
    {
        public const string Together = "together";
        public const string Alone = "alone";
    }

    public static class EnterEventSeatValues
    {
        public const string Visible = "visible";
        public const string Ghost = "ghost";
    }

    public static class EnterIfFullValues
    {
        public const string Queue = "queue";
        public const string Ghost = "ghost";
        public const string Refuse = "refuse";
    }

    public static class EnterPartyValues
    {
        public const string Together = "together";
        public const string Alone = "alone";
    }

    public static class EventPhaseValues
    {
        public const string Draft = "draft";
        public const string Published = "published";
        public const string Open = "open";
        public const string Ended = "ended";
        public const string Archived = "archived";
        public const string Cancelled = "cancelled";
    }

    public static class EventRoleValues
    {
        public const string Organiser = "organiser";
        public const string Staff = "staff";
        public const string Performer = "performer";
        public const string Guest = "guest";
    }

    public static class EvidenceStateValues
    {
        public const string None = "none";
        public const string Awaited = "awaited";
        public const string Kept = "kept";
        public const string Gone = "gone";
    }

    public static class EvidenceWindowPeopleItemSeatValues
    {
        public const string Visible = "visible";
        public const string Ghost = "ghost";
    }

    public static class FindingSeverityValues
    {
        public const string Error = "error";
        public const string Warning = "warning";
        public const string Info = "info";
    }

    public static class FriendsPutAnswerStateValues
    {
        public const string Requested = "requested";
        public const string Friends = "friends";
    }

    public static class GhostSeatValues
    {
        public const string Free = "free";
        public const string None = "none";
    }

    public static class GotValues
    {
        public const string Bought = "bought";
        public const string Redeemed = "redeemed";
        public const string Gift = "gift";
    }

    public static class KeepValues
    {
        public const string Current = "current";
    }

    public static class LikedKindValues
    {
        public const string World = "world";
        public const string Event = "event";
        public const string Avatar = "avatar";
        public const string Item = "item";
    }

    public static class LocaleValues
    {
        public const string Ja = "ja";
        public const string En = "en";
    }

    public static class NotificationsEventsAnswerArrivedItem6AppealOutcomeValues
    {
        public const string Upheld = "upheld";
        public const string Overturned = "overturned";
    }

    public static class NotificationsListAnswerItemsItem6AppealOutcomeValues
    {
        public const string Upheld = "upheld";
        public const string Overturned = "overturned";
    }

    public static class OrderStateValues
    {
        public const string Open = "open";
        public const string Processing = "processing";
        public const string Paid = "paid";
        public const string Closed = "closed";
    }

    public static class OrderValues
    {
        public const string New = "new";
        public const string Price = "price";
    }

    public static class OrderWhatValues
    {
        public const string Coins = "coins";
        public const string Tickets = "tickets";
    }

    public static class OwnRsvpAnswerValues
    {
        public const string Going = "going";
        public const string Interested = "interested";
    }

    public static class OwnUploadStatusValues
    {
        public const string Validating = "VALIDATING";
        public const string Completed = "COMPLETED";
        public const string Error = "ERROR";
    }

    public static class OwnWorldRoleValues
    {
        public const string Owner = "owner";
        public const string Editor = "editor";
        public const string Tester = "tester";
    }

    public static class PayWithValues
    {
        public const string Coins = "coins";
        public const string ExchangeTicket = "exchange-ticket";
    }

    public static class PaymentDetailDisputesItemStateValues
    {
        public const string Open = "open";
        public const string Won = "won";
        public const string Lost = "lost";
    }

    public static class PaymentDetailRefundsItemStateValues
    {
        public const string Owed = "owed";
        public const string Sent = "sent";
        public const string Paid = "paid";
        public const string Failed = "failed";
        public const string Void = "void";
    }

    public static class PaymentStateValues
    {
        public const string Open = "open";
        public const string Processing = "processing";
        public const string Paid = "paid";
        public const string Closed = "closed";
    }

    public static class PaymentTroubleValues
    {
        public const string RefundFailed = "refund-failed";
        public const string RefundOwed = "refund-owed";
        public const string Disputed = "disputed";
    }

    public static class PayoutAccountStateValues
    {
        public const string None = "none";
        public const string Begun = "begun";
        public const string Ready = "ready";
        public const string Restricted = "restricted";
        public const string Gone = "gone";
    }

    public static class PayoutStateValues
    {
        public const string Owed = "owed";
        public const string Paid = "paid";
        public const string Dropped = "dropped";
        public const string Returned = "returned";
    }

    public static class PerformanceRankValues
    {
        public const string Excellent = "excellent";
        public const string Good = "good";
        public const string Medium = "medium";
        public const string Heavy = "heavy";
        public const string VeryHeavy = "very-heavy";
    }

    public static class PlatformRoleValues
    {
        public const string User = "user";
        public const string Moderator = "moderator";
        public const string Admin = "admin";
    }

    public static class RankedCountValues
    {
        public const string Triangles = "triangles";
        public const string Materials = "materials";
        public const string Bones = "bones";
        public const string MorphTargets = "morphTargets";
        public const string SpringJoints = "springJoints";
        public const string Colliders = "colliders";
        public const string TextureBytes = "textureBytes";
        public const string FileBytes = "fileBytes";
    }

    public static class RelationsGetAnswerFriendValues
    {
        public const string None = "none";
        public const string Requested = "requested";
        public const string Asked = "asked";
        public const string Friends = "friends";
    }

    public static class ReportOutcomeValues
    {
        public const string Acted = "acted";
        public const string Dismissed = "dismissed";
    }

    public static class ReportReasonValues
    {
        public const string Harassment = "harassment";
        public const string Hate = "hate";
        public const string Sexual = "sexual";
        public const string Violence = "violence";
        public const string Spam = "spam";
        public const string Impersonation = "impersonation";
        public const string Copyright = "copyright";
        public const string Other = "other";
    }

    public static class ReportStateValues
    {
        public const string Waiting = "waiting";
        public const string Mine = "mine";
        public const string Open = "open";
        public const string Closed = "closed";
    }

    public static class ReportTargetKindValues
    {
        public const string User = "user";
        public const string World = "world";
        public const string Event = "event";
        public const string Asset = "asset";
    }

    public static class RoleValues
    {
        public const string Guest = "guest";
        public const string Member = "member";
        public const string Performer = "performer";
        public const string Staff = "staff";
        public const string Moderator = "moderator";
        public const string Server = "server";
    }

    public static class RoomEntrySeatValues
    {
        public const string Visible = "visible";
        public const string Ghost = "ghost";
    }

    public static class RsvpAnswerValues
    {
        public const string Going = "going";
        public const string Interested = "interested";
        public const string None = "none";
    }

    public static class SaleValues
    {
        public const string Store = "store";
        public const string Gift = "gift";
        public const string Ticket = "ticket";
    }

    public static class SanctionAppealOutcomeValues
    {
        public const string Open = "open";
        public const string Upheld = "upheld";
        public const string Overturned = "overturned";
    }

    public static class SanctionKindValues
    {
        public const string Warn = "warn";
        public const string Mute = "mute";
        public const string Kick = "kick";
        public const string Ban = "ban";
        public const string Takedown = "takedown";
    }

    public static class SanctionScopeKindValues
    {
        public const string Platform = "platform";
        public const string World = "world";
        public const string Room = "room";
    }

    public static class SanctionStateValues
    {
        public const string InForce = "in-force";
        public const string Over = "over";
        public const string Lifted = "lifted";
    }

    public static class SanctionTargetKindValues
    {
        public const string User = "user";
        public const string World = "world";
        public const string Asset = "asset";
    }

    public static class SellableKindValues
    {
        public const string Avatar = "avatar";
        public const string Accessory = "accessory";
        public const string Item = "item";
    }

    public static class SessionModeValues
    {
        public const string Bearer = "bearer";
        public const string Cookie = "cookie";
    }

    public static class SignInWaysWaysItemValues
    {
        public const string Guest = "guest";
        public const string Oidc = "oidc";
        public const string Firebase = "firebase";
        public const string Passkey = "passkey";
    }

    public static class StateValues
    {
        public const string Open = "open";
        public const string Processing = "processing";
        public const string Paid = "paid";
        public const string Closed = "closed";
        public const string RefundFailed = "refund-failed";
        public const string RefundOwed = "refund-owed";
        public const string Disputed = "disputed";
    }

    public static class StatementKindValues
    {
        public const string Store = "store";
        public const string Gift = "gift";
        public const string Ticket = "ticket";
        public const string Redeemed = "redeemed";
        public const string TakenBack = "taken-back";
        public const string Payout = "payout";
        public const string PayoutDropped = "payout-dropped";
        public const string PayoutReturned = "payout-returned";
        public const string Forfeited = "forfeited";
    }

    public static class TicketStateValues
    {
        public const string Held = "held";
        public const string Valid = "valid";
        public const string Suspended = "suspended";
        public const string Revoked = "revoked";
    }

    public static class UploadStatusStatusValues
    {
        public const string Validating = "VALIDATING";
        public const string Completed = "COMPLETED";
        public const string Error = "ERROR";
    }

    public static class UploadStatusVariantsStatusValues
    {
        public const string UnderWay = "UNDER_WAY";
        public const string Ready = "READY";
        public const string Failed = "FAILED";
    }

    public static class VariantLevelValues
    {
        public const string Lod0 = "lod0";
        public const string Lod1 = "lod1";
        public const string Lod2 = "lod2";
        public const string StandIn = "stand-in";
    }

    public static class VariantProfileValues
    {
        public const string Web = "web";
        public const string Compat = "compat";
        public const string Ktx2 = "ktx2";
    }

    public static class VariantProgressStatusValues
    {
        public const string Waiting = "WAITING";
        public const string UnderWay = "UNDER_WAY";
        public const string Ready = "READY";
        public const string Skipped = "SKIPPED";
    }

    public static class VersionStateValues
    {
        public const string Draft = "draft";
        public const string Beta = "beta";
        public const string Live = "live";
        public const string Past = "past";
    }

    public static class VisibilityValues
    {
        public const string Public = "public";
        public const string Unlisted = "unlisted";
        public const string Friends = "friends";
        public const string Private = "private";
    }

    public static class VoiceSettingsModeValues
    {
        public const string Spatial = "spatial";
        public const string Room = "room";
        public const string Off = "off";
    }

    public static class VrmLicenceAvatarPermissionValues
    {
        public const string OnlyAuthor = "onlyAuthor";
        public const string OnlySeparatelyLicensedPerson = "onlySeparatelyLicensedPerson";
        public const string Everyone = "everyone";
    }

    public static class VrmLicenceCreditNotationValues
    {
        public const string Required = "required";
        public const string Unnecessary = "unnecessary";
    }

    public static class WorldRoleValues
    {
        public const string Editor = "editor";
        public const string Tester = "tester";
    }

    public sealed class AccountExport
    {
        public string Status { get; set; }
        public DateTimeOffset RequestedAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? ReadyAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? ExpiresAt { get; set; }
        /// <summary>May be null.</summary>
        public long? SizeBytes { get; set; }
        /// <summary>May be null.</summary>
        public string DownloadUrl { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? DownloadUrlExpiresAt { get; set; }

        public static AccountExport FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AccountExport
            {
                Status = Read.Required<string>(from, "status", path, Read.Text),
                RequestedAt = Read.Required<DateTimeOffset>(from, "requestedAt", path, Read.Time),
                ReadyAt = Read.OptionalValue<DateTimeOffset>(from, "readyAt", path, Read.Time),
                ExpiresAt = Read.OptionalValue<DateTimeOffset>(from, "expiresAt", path, Read.Time),
                SizeBytes = Read.OptionalValue<long>(from, "sizeBytes", path, Read.Integer),
                DownloadUrl = Read.Optional<string>(from, "downloadUrl", path, Read.Text),
                DownloadUrlExpiresAt = Read.OptionalValue<DateTimeOffset>(from, "downloadUrlExpiresAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["status"] = Status;
            json["requestedAt"] = Write.Time(RequestedAt);
            json["readyAt"] = ReadyAt == null ? null : (object)Write.Time(ReadyAt.Value);
            json["expiresAt"] = ExpiresAt == null ? null : (object)Write.Time(ExpiresAt.Value);
            json["sizeBytes"] = SizeBytes == null ? null : (object)SizeBytes.Value;
            json["downloadUrl"] = DownloadUrl == null ? null : (object)DownloadUrl;
            json["downloadUrlExpiresAt"] = DownloadUrlExpiresAt == null ? null : (object)Write.Time(DownloadUrlExpiresAt.Value);
            return json;
        }
    }

    public sealed class AddPasskey
    {
        public NewCredential Credential { get; set; }
        /// <summary>May be null.</summary>
        public string Label { get; set; }

        public static AddPasskey FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AddPasskey
            {
                Credential = Read.Required<NewCredential>(from, "credential", path, NewCredential.FromJson),
                Label = Read.Optional<string>(from, "label", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["credential"] = Credential.ToJson();
            if (Label != null) json["label"] = Label;
            return json;
        }
    }

    public sealed class AnswerEvent
    {
        public string Answer { get; set; }

        public static AnswerEvent FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AnswerEvent
            {
                Answer = Read.Required<string>(from, "answer", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["answer"] = Answer;
            return json;
        }
    }

    public sealed class AppealText
    {
        public string Text { get; set; }

        public static AppealText FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AppealText
            {
                Text = Read.Required<string>(from, "text", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["text"] = Text;
            return json;
        }
    }

    public sealed class Appoint
    {
        public string Role { get; set; }

        public static Appoint FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Appoint
            {
                Role = Read.Required<string>(from, "role", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["role"] = Role;
            return json;
        }
    }

    public sealed class AssertedCredential
    {
        public string Id { get; set; }
        public string RawId { get; set; }
        public string Type { get; set; }
        public AssertedCredentialResponse Response { get; set; }

        public static AssertedCredential FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssertedCredential
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                RawId = Read.Required<string>(from, "rawId", path, Read.Text),
                Type = Read.Required<string>(from, "type", path, Read.Text),
                Response = Read.Required<AssertedCredentialResponse>(from, "response", path, AssertedCredentialResponse.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["rawId"] = RawId;
            json["type"] = Type;
            json["response"] = Response.ToJson();
            return json;
        }
    }

    public sealed class AssertedCredentialResponse
    {
        public string ClientDataJSON { get; set; }
        public string AuthenticatorData { get; set; }
        public string Signature { get; set; }
        public string UserHandle { get; set; }

        public static AssertedCredentialResponse FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssertedCredentialResponse
            {
                ClientDataJSON = Read.Required<string>(from, "clientDataJSON", path, Read.Text),
                AuthenticatorData = Read.Required<string>(from, "authenticatorData", path, Read.Text),
                Signature = Read.Required<string>(from, "signature", path, Read.Text),
                UserHandle = Read.Required<string>(from, "userHandle", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["clientDataJSON"] = ClientDataJSON;
            json["authenticatorData"] = AuthenticatorData;
            json["signature"] = Signature;
            json["userHandle"] = UserHandle;
            return json;
        }
    }

    public sealed class Asset
    {
        public string Id { get; set; }
        public string Name { get; set; }
        public AssetOwner Owner { get; set; }
        public AssetFile File { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailUrl { get; set; }
        /// <summary>May be null.</summary>
        public VrmLicence Licence { get; set; }
        public AssetFacts Facts { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public string Kind { get; set; }

        public static Asset FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Asset
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Owner = Read.Required<AssetOwner>(from, "owner", path, AssetOwner.FromJson),
                File = Read.Required<AssetFile>(from, "file", path, AssetFile.FromJson),
                ThumbnailUrl = Read.Optional<string>(from, "thumbnailUrl", path, Read.Text),
                Licence = Read.Optional<VrmLicence>(from, "licence", path, VrmLicence.FromJson),
                Facts = Read.Required<AssetFacts>(from, "facts", path, AssetFacts.FromJson),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            json["owner"] = Owner.ToJson();
            json["file"] = File.ToJson();
            json["thumbnailUrl"] = ThumbnailUrl == null ? null : (object)ThumbnailUrl;
            json["licence"] = Licence == null ? null : (object)Licence.ToJson();
            json["facts"] = Facts.ToJson();
            json["createdAt"] = Write.Time(CreatedAt);
            json["kind"] = Kind;
            return json;
        }
    }

    public sealed class AssetFacts
    {
        public string Format { get; set; }
        /// <summary>May be null.</summary>
        public string VrmVersion { get; set; }
        /// <summary>May be null.</summary>
        public long? TriangleCount { get; set; }
        /// <summary>May be null.</summary>
        public long? VertexCount { get; set; }
        /// <summary>May be null.</summary>
        public long? MaterialCount { get; set; }
        /// <summary>May be null.</summary>
        public long? TextureCount { get; set; }
        /// <summary>May be null.</summary>
        public long? NodeCount { get; set; }
        /// <summary>May be null.</summary>
        public double? HeightM { get; set; }
        /// <summary>May be null.</summary>
        public long? BoneCount { get; set; }
        /// <summary>May be null.</summary>
        public long? MorphTargetCount { get; set; }
        /// <summary>May be null.</summary>
        public long? SpringJointCount { get; set; }
        /// <summary>May be null.</summary>
        public long? ColliderCount { get; set; }
        /// <summary>May be null.</summary>
        public long? TexturePixelCount { get; set; }
        /// <summary>May be null.</summary>
        public List<double> SizeM { get; set; }
        /// <summary>May be null.</summary>
        public string AttachBone { get; set; }
        /// <summary>May be null.</summary>
        public long? FormatVersion { get; set; }
        /// <summary>May be null.</summary>
        public string UnityVersion { get; set; }
        /// <summary>May be null.</summary>
        public string Platform { get; set; }
        /// <summary>May be null.</summary>
        public string PlatformSeen { get; set; }
        /// <summary>May be null.</summary>
        public long? WidthPx { get; set; }
        /// <summary>May be null.</summary>
        public long? HeightPx { get; set; }
        /// <summary>May be null.</summary>
        public string Container { get; set; }
        /// <summary>May be null.</summary>
        public double? DurationS { get; set; }
        /// <summary>May be null.</summary>
        public long? SampleRateHz { get; set; }
        /// <summary>May be null.</summary>
        public long? ChannelCount { get; set; }

        public static AssetFacts FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssetFacts
            {
                Format = Read.Required<string>(from, "format", path, Read.Text),
                VrmVersion = Read.Optional<string>(from, "vrmVersion", path, Read.Text),
                TriangleCount = Read.OptionalValue<long>(from, "triangleCount", path, Read.Integer),
                VertexCount = Read.OptionalValue<long>(from, "vertexCount", path, Read.Integer),
                MaterialCount = Read.OptionalValue<long>(from, "materialCount", path, Read.Integer),
                TextureCount = Read.OptionalValue<long>(from, "textureCount", path, Read.Integer),
                NodeCount = Read.OptionalValue<long>(from, "nodeCount", path, Read.Integer),
                HeightM = Read.OptionalValue<double>(from, "heightM", path, Read.Number),
                BoneCount = Read.OptionalValue<long>(from, "boneCount", path, Read.Integer),
                MorphTargetCount = Read.OptionalValue<long>(from, "morphTargetCount", path, Read.Integer),
                SpringJointCount = Read.OptionalValue<long>(from, "springJointCount", path, Read.Integer),
                ColliderCount = Read.OptionalValue<long>(from, "colliderCount", path, Read.Integer),
                TexturePixelCount = Read.OptionalValue<long>(from, "texturePixelCount", path, Read.Integer),
                SizeM = Read.Optional<List<double>>(from, "sizeM", path, Read.ListOf(new ReadValue<double>(Read.Number))),
                AttachBone = Read.Optional<string>(from, "attachBone", path, Read.Text),
                FormatVersion = Read.OptionalValue<long>(from, "formatVersion", path, Read.Integer),
                UnityVersion = Read.Optional<string>(from, "unityVersion", path, Read.Text),
                Platform = Read.Optional<string>(from, "platform", path, Read.Text),
                PlatformSeen = Read.Optional<string>(from, "platformSeen", path, Read.Text),
                WidthPx = Read.OptionalValue<long>(from, "widthPx", path, Read.Integer),
                HeightPx = Read.OptionalValue<long>(from, "heightPx", path, Read.Integer),
                Container = Read.Optional<string>(from, "container", path, Read.Text),
                DurationS = Read.OptionalValue<double>(from, "durationS", path, Read.Number),
                SampleRateHz = Read.OptionalValue<long>(from, "sampleRateHz", path, Read.Integer),
                ChannelCount = Read.OptionalValue<long>(from, "channelCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["format"] = Format;
            if (VrmVersion != null) json["vrmVersion"] = VrmVersion;
            if (TriangleCount != null) json["triangleCount"] = TriangleCount.Value;
            if (VertexCount != null) json["vertexCount"] = VertexCount.Value;
            if (MaterialCount != null) json["materialCount"] = MaterialCount.Value;
            if (TextureCount != null) json["textureCount"] = TextureCount.Value;
            if (NodeCount != null) json["nodeCount"] = NodeCount.Value;
            if (HeightM != null) json["heightM"] = HeightM.Value;
            if (BoneCount != null) json["boneCount"] = BoneCount.Value;
            if (MorphTargetCount != null) json["morphTargetCount"] = MorphTargetCount.Value;
            if (SpringJointCount != null) json["springJointCount"] = SpringJointCount.Value;
            if (ColliderCount != null) json["colliderCount"] = ColliderCount.Value;
            if (TexturePixelCount != null) json["texturePixelCount"] = TexturePixelCount.Value;
            if (SizeM != null) json["sizeM"] = Write.List(SizeM, item1 => item1);
            if (AttachBone != null) json["attachBone"] = AttachBone;
            if (FormatVersion != null) json["formatVersion"] = FormatVersion.Value;
            if (UnityVersion != null) json["unityVersion"] = UnityVersion;
            if (Platform != null) json["platform"] = Platform;
            if (PlatformSeen != null) json["platformSeen"] = PlatformSeen;
            if (WidthPx != null) json["widthPx"] = WidthPx.Value;
            if (HeightPx != null) json["heightPx"] = HeightPx.Value;
            if (Container != null) json["container"] = Container;
            if (DurationS != null) json["durationS"] = DurationS.Value;
            if (SampleRateHz != null) json["sampleRateHz"] = SampleRateHz.Value;
            if (ChannelCount != null) json["channelCount"] = ChannelCount.Value;
            return json;
        }
    }

    public sealed class AssetFile
    {
        public string Url { get; set; }
        public string Sha256 { get; set; }
        public long SizeBytes { get; set; }

        public static AssetFile FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssetFile
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
                Sha256 = Read.Required<string>(from, "sha256", path, Read.Text),
                SizeBytes = Read.Required<long>(from, "sizeBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            json["sha256"] = Sha256;
            json["sizeBytes"] = SizeBytes;
            return json;
        }
    }

    public sealed class AssetOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static AssetOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssetOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class AssetVariant
    {
        public string Profile { get; set; }
        public string Level { get; set; }
        public AssetVariantFile File { get; set; }
        public VariantFacts Facts { get; set; }
        /// <summary>May be null.</summary>
        public AvatarRank Rank { get; set; }

        public static AssetVariant FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssetVariant
            {
                Profile = Read.Required<string>(from, "profile", path, Read.Text),
                Level = Read.Required<string>(from, "level", path, Read.Text),
                File = Read.Required<AssetVariantFile>(from, "file", path, AssetVariantFile.FromJson),
                Facts = Read.Required<VariantFacts>(from, "facts", path, VariantFacts.FromJson),
                Rank = Read.Optional<AvatarRank>(from, "rank", path, AvatarRank.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["profile"] = Profile;
            json["level"] = Level;
            json["file"] = File.ToJson();
            json["facts"] = Facts.ToJson();
            json["rank"] = Rank == null ? null : (object)Rank.ToJson();
            return json;
        }
    }

    public sealed class AssetVariantFile
    {
        public string Url { get; set; }
        public string Sha256 { get; set; }
        public long SizeBytes { get; set; }

        public static AssetVariantFile FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssetVariantFile
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
                Sha256 = Read.Required<string>(from, "sha256", path, Read.Text),
                SizeBytes = Read.Required<long>(from, "sizeBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            json["sha256"] = Sha256;
            json["sizeBytes"] = SizeBytes;
            return json;
        }
    }

    public sealed class AssetVariantList
    {
        public AssetVariantListFile File { get; set; }
        public List<AssetVariant> Variants { get; set; }

        public static AssetVariantList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssetVariantList
            {
                File = Read.Required<AssetVariantListFile>(from, "file", path, AssetVariantListFile.FromJson),
                Variants = Read.Required<List<AssetVariant>>(from, "variants", path, Read.ListOf(new ReadValue<AssetVariant>(AssetVariant.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["file"] = File.ToJson();
            json["variants"] = Write.List(Variants, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class AssetVariantListFile
    {
        public string Url { get; set; }
        public string Sha256 { get; set; }
        public long SizeBytes { get; set; }

        public static AssetVariantListFile FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssetVariantListFile
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
                Sha256 = Read.Required<string>(from, "sha256", path, Read.Text),
                SizeBytes = Read.Required<long>(from, "sizeBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            json["sha256"] = Sha256;
            json["sizeBytes"] = SizeBytes;
            return json;
        }
    }

    public sealed class AssetVersion
    {
        public long Number { get; set; }
        public bool IsShown { get; set; }
        public string Name { get; set; }
        public AssetVersionFile File { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailUrl { get; set; }
        /// <summary>May be null.</summary>
        public AvatarRank Rank { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static AssetVersion FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssetVersion
            {
                Number = Read.Required<long>(from, "number", path, Read.Integer),
                IsShown = Read.Required<bool>(from, "isShown", path, Read.Flag),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                File = Read.Required<AssetVersionFile>(from, "file", path, AssetVersionFile.FromJson),
                ThumbnailUrl = Read.Optional<string>(from, "thumbnailUrl", path, Read.Text),
                Rank = Read.Optional<AvatarRank>(from, "rank", path, AvatarRank.FromJson),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["number"] = Number;
            json["isShown"] = IsShown;
            json["name"] = Name;
            json["file"] = File.ToJson();
            json["thumbnailUrl"] = ThumbnailUrl == null ? null : (object)ThumbnailUrl;
            json["rank"] = Rank == null ? null : (object)Rank.ToJson();
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class AssetVersionFile
    {
        public string Url { get; set; }
        public string Sha256 { get; set; }
        public long SizeBytes { get; set; }

        public static AssetVersionFile FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssetVersionFile
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
                Sha256 = Read.Required<string>(from, "sha256", path, Read.Text),
                SizeBytes = Read.Required<long>(from, "sizeBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            json["sha256"] = Sha256;
            json["sizeBytes"] = SizeBytes;
            return json;
        }
    }

    public sealed class AssetVersionList
    {
        public List<AssetVersion> Items { get; set; }

        public static AssetVersionList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AssetVersionList
            {
                Items = Read.Required<List<AssetVersion>>(from, "items", path, Read.ListOf(new ReadValue<AssetVersion>(AssetVersion.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class AudioFacts
    {
        public string Format { get; set; }
        public string Container { get; set; }
        public double DurationS { get; set; }
        public long SampleRateHz { get; set; }
        public long ChannelCount { get; set; }

        public static AudioFacts FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AudioFacts
            {
                Format = Read.Required<string>(from, "format", path, Read.Text),
                Container = Read.Required<string>(from, "container", path, Read.Text),
                DurationS = Read.Required<double>(from, "durationS", path, Read.Number),
                SampleRateHz = Read.Required<long>(from, "sampleRateHz", path, Read.Integer),
                ChannelCount = Read.Required<long>(from, "channelCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["format"] = Format;
            json["container"] = Container;
            json["durationS"] = DurationS;
            json["sampleRateHz"] = SampleRateHz;
            json["channelCount"] = ChannelCount;
            return json;
        }
    }

    public sealed class AuditEntry
    {
        public long Seq { get; set; }
        public DateTimeOffset At { get; set; }
        /// <summary>May be null.</summary>
        public AuditEntryActor Actor { get; set; }
        public string Act { get; set; }
        public string Subject { get; set; }
        public Dictionary<string, object> Facts { get; set; }
        public string Hash { get; set; }

        public static AuditEntry FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AuditEntry
            {
                Seq = Read.Required<long>(from, "seq", path, Read.Integer),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                Actor = Read.Optional<AuditEntryActor>(from, "actor", path, AuditEntryActor.FromJson),
                Act = Read.Required<string>(from, "act", path, Read.Text),
                Subject = Read.Required<string>(from, "subject", path, Read.Text),
                Facts = Read.Required<Dictionary<string, object>>(from, "facts", path, Read.MapOf(new ReadValue<object>(Read.Any))),
                Hash = Read.Required<string>(from, "hash", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["seq"] = Seq;
            json["at"] = Write.Time(At);
            json["actor"] = Actor == null ? null : (object)Actor.ToJson();
            json["act"] = Act;
            json["subject"] = Subject;
            json["facts"] = Write.Map(Facts, item1 => item1);
            json["hash"] = Hash;
            return json;
        }
    }

    public sealed class AuditEntryActor
    {
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string DisplayName { get; set; }

        public static AuditEntryActor FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AuditEntryActor
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Optional<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName == null ? null : (object)DisplayName;
            return json;
        }
    }

    public sealed class AuditPage
    {
        public List<AuditEntry> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static AuditPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AuditPage
            {
                Items = Read.Required<List<AuditEntry>>(from, "items", path, Read.ListOf(new ReadValue<AuditEntry>(AuditEntry.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class Avatar
    {
        public string Id { get; set; }
        public string Name { get; set; }
        public AvatarOwner Owner { get; set; }
        public AvatarFile File { get; set; }
        public string ThumbnailUrl { get; set; }
        public VrmLicence Licence { get; set; }
        public AvatarFacts Facts { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static Avatar FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Avatar
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Owner = Read.Required<AvatarOwner>(from, "owner", path, AvatarOwner.FromJson),
                File = Read.Required<AvatarFile>(from, "file", path, AvatarFile.FromJson),
                ThumbnailUrl = Read.Required<string>(from, "thumbnailUrl", path, Read.Text),
                Licence = Read.Required<VrmLicence>(from, "licence", path, VrmLicence.FromJson),
                Facts = Read.Required<AvatarFacts>(from, "facts", path, AvatarFacts.FromJson),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            json["owner"] = Owner.ToJson();
            json["file"] = File.ToJson();
            json["thumbnailUrl"] = ThumbnailUrl;
            json["licence"] = Licence.ToJson();
            json["facts"] = Facts.ToJson();
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class AvatarDetail
    {
        public string Id { get; set; }
        public string Name { get; set; }
        public AvatarDetailOwner Owner { get; set; }
        public AvatarDetailFile File { get; set; }
        public string ThumbnailUrl { get; set; }
        public VrmLicence Licence { get; set; }
        public AvatarFacts Facts { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public long LikeCount { get; set; }
        /// <summary>May be null.</summary>
        public ListingTerms Listing { get; set; }
        /// <summary>May be null.</summary>
        public AvatarRank Rank { get; set; }
        public List<AssetVariant> Variants { get; set; }
        /// <summary>May be null.</summary>
        public string FigureUrl { get; set; }

        public static AvatarDetail FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AvatarDetail
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Owner = Read.Required<AvatarDetailOwner>(from, "owner", path, AvatarDetailOwner.FromJson),
                File = Read.Required<AvatarDetailFile>(from, "file", path, AvatarDetailFile.FromJson),
                ThumbnailUrl = Read.Required<string>(from, "thumbnailUrl", path, Read.Text),
                Licence = Read.Required<VrmLicence>(from, "licence", path, VrmLicence.FromJson),
                Facts = Read.Required<AvatarFacts>(from, "facts", path, AvatarFacts.FromJson),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                LikeCount = Read.Required<long>(from, "likeCount", path, Read.Integer),
                Listing = Read.Optional<ListingTerms>(from, "listing", path, ListingTerms.FromJson),
                Rank = Read.Optional<AvatarRank>(from, "rank", path, AvatarRank.FromJson),
                Variants = Read.Required<List<AssetVariant>>(from, "variants", path, Read.ListOf(new ReadValue<AssetVariant>(AssetVariant.FromJson))),
                FigureUrl = Read.Optional<string>(from, "figureUrl", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            json["owner"] = Owner.ToJson();
            json["file"] = File.ToJson();
            json["thumbnailUrl"] = ThumbnailUrl;
            json["licence"] = Licence.ToJson();
            json["facts"] = Facts.ToJson();
            json["createdAt"] = Write.Time(CreatedAt);
            json["likeCount"] = LikeCount;
            json["listing"] = Listing == null ? null : (object)Listing.ToJson();
            json["rank"] = Rank == null ? null : (object)Rank.ToJson();
            json["variants"] = Write.List(Variants, item1 => item1.ToJson());
            json["figureUrl"] = FigureUrl == null ? null : (object)FigureUrl;
            return json;
        }
    }

    public sealed class AvatarDetailFile
    {
        public string Url { get; set; }
        public string Sha256 { get; set; }
        public long SizeBytes { get; set; }

        public static AvatarDetailFile FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AvatarDetailFile
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
                Sha256 = Read.Required<string>(from, "sha256", path, Read.Text),
                SizeBytes = Read.Required<long>(from, "sizeBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            json["sha256"] = Sha256;
            json["sizeBytes"] = SizeBytes;
            return json;
        }
    }

    public sealed class AvatarDetailOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static AvatarDetailOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AvatarDetailOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class AvatarFacts
    {
        public string Format { get; set; }
        public string VrmVersion { get; set; }
        public long TriangleCount { get; set; }
        public long VertexCount { get; set; }
        public long MaterialCount { get; set; }
        public long TextureCount { get; set; }
        public long NodeCount { get; set; }
        public double HeightM { get; set; }
        /// <summary>May be null.</summary>
        public long? BoneCount { get; set; }
        /// <summary>May be null.</summary>
        public long? MorphTargetCount { get; set; }
        /// <summary>May be null.</summary>
        public long? SpringJointCount { get; set; }
        /// <summary>May be null.</summary>
        public long? ColliderCount { get; set; }
        /// <summary>May be null.</summary>
        public long? TexturePixelCount { get; set; }

        public static AvatarFacts FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AvatarFacts
            {
                Format = Read.Required<string>(from, "format", path, Read.Text),
                VrmVersion = Read.Required<string>(from, "vrmVersion", path, Read.Text),
                TriangleCount = Read.Required<long>(from, "triangleCount", path, Read.Integer),
                VertexCount = Read.Required<long>(from, "vertexCount", path, Read.Integer),
                MaterialCount = Read.Required<long>(from, "materialCount", path, Read.Integer),
                TextureCount = Read.Required<long>(from, "textureCount", path, Read.Integer),
                NodeCount = Read.Required<long>(from, "nodeCount", path, Read.Integer),
                HeightM = Read.Required<double>(from, "heightM", path, Read.Number),
                BoneCount = Read.OptionalValue<long>(from, "boneCount", path, Read.Integer),
                MorphTargetCount = Read.OptionalValue<long>(from, "morphTargetCount", path, Read.Integer),
                SpringJointCount = Read.OptionalValue<long>(from, "springJointCount", path, Read.Integer),
                ColliderCount = Read.OptionalValue<long>(from, "colliderCount", path, Read.Integer),
                TexturePixelCount = Read.OptionalValue<long>(from, "texturePixelCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["format"] = Format;
            json["vrmVersion"] = VrmVersion;
            json["triangleCount"] = TriangleCount;
            json["vertexCount"] = VertexCount;
            json["materialCount"] = MaterialCount;
            json["textureCount"] = TextureCount;
            json["nodeCount"] = NodeCount;
            json["heightM"] = HeightM;
            if (BoneCount != null) json["boneCount"] = BoneCount.Value;
            if (MorphTargetCount != null) json["morphTargetCount"] = MorphTargetCount.Value;
            if (SpringJointCount != null) json["springJointCount"] = SpringJointCount.Value;
            if (ColliderCount != null) json["colliderCount"] = ColliderCount.Value;
            if (TexturePixelCount != null) json["texturePixelCount"] = TexturePixelCount.Value;
            return json;
        }
    }

    public sealed class AvatarFile
    {
        public string Url { get; set; }
        public string Sha256 { get; set; }
        public long SizeBytes { get; set; }

        public static AvatarFile FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AvatarFile
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
                Sha256 = Read.Required<string>(from, "sha256", path, Read.Text),
                SizeBytes = Read.Required<long>(from, "sizeBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            json["sha256"] = Sha256;
            json["sizeBytes"] = SizeBytes;
            return json;
        }
    }

    public sealed class AvatarFloor
    {
        /// <summary>May be null.</summary>
        public string Desktop { get; set; }
        /// <summary>May be null.</summary>
        public string Mobile { get; set; }
        /// <summary>May be null.</summary>
        public string Headset { get; set; }

        public static AvatarFloor FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AvatarFloor
            {
                Desktop = Read.Optional<string>(from, "desktop", path, Read.Text),
                Mobile = Read.Optional<string>(from, "mobile", path, Read.Text),
                Headset = Read.Optional<string>(from, "headset", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["desktop"] = Desktop == null ? null : (object)Desktop;
            json["mobile"] = Mobile == null ? null : (object)Mobile;
            json["headset"] = Headset == null ? null : (object)Headset;
            return json;
        }
    }

    public sealed class AvatarOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static AvatarOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AvatarOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class AvatarPage
    {
        public List<ListedAvatar> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static AvatarPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AvatarPage
            {
                Items = Read.Required<List<ListedAvatar>>(from, "items", path, Read.ListOf(new ReadValue<ListedAvatar>(ListedAvatar.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class AvatarRank
    {
        public DeviceRank Desktop { get; set; }
        public DeviceRank Mobile { get; set; }
        public DeviceRank Headset { get; set; }

        public static AvatarRank FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AvatarRank
            {
                Desktop = Read.Required<DeviceRank>(from, "desktop", path, DeviceRank.FromJson),
                Mobile = Read.Required<DeviceRank>(from, "mobile", path, DeviceRank.FromJson),
                Headset = Read.Required<DeviceRank>(from, "headset", path, DeviceRank.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["desktop"] = Desktop.ToJson();
            json["mobile"] = Mobile.ToJson();
            json["headset"] = Headset.ToJson();
            return json;
        }
    }

    public sealed class AvatarSettings
    {
        public AvatarFloor Floor { get; set; }
        public AvatarSettingsMemoryMb MemoryMb { get; set; }

        public static AvatarSettings FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AvatarSettings
            {
                Floor = Read.Required<AvatarFloor>(from, "floor", path, AvatarFloor.FromJson),
                MemoryMb = Read.Required<AvatarSettingsMemoryMb>(from, "memoryMb", path, AvatarSettingsMemoryMb.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["floor"] = Floor.ToJson();
            json["memoryMb"] = MemoryMb.ToJson();
            return json;
        }
    }

    public sealed class AvatarSettingsMemoryMb
    {
        public long Desktop { get; set; }
        public long Mobile { get; set; }
        public long Headset { get; set; }

        public static AvatarSettingsMemoryMb FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new AvatarSettingsMemoryMb
            {
                Desktop = Read.Required<long>(from, "desktop", path, Read.Integer),
                Mobile = Read.Required<long>(from, "mobile", path, Read.Integer),
                Headset = Read.Required<long>(from, "headset", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["desktop"] = Desktop;
            json["mobile"] = Mobile;
            json["headset"] = Headset;
            return json;
        }
    }

    public sealed class BlocksListAnswer
    {
        public List<BlocksListAnswerItemsItem> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static BlocksListAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new BlocksListAnswer
            {
                Items = Read.Required<List<BlocksListAnswerItemsItem>>(from, "items", path, Read.ListOf(new ReadValue<BlocksListAnswerItemsItem>(BlocksListAnswerItemsItem.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class BlocksListAnswerItemsItem
    {
        public BlocksListAnswerItemsItemUser User { get; set; }
        public DateTimeOffset Since { get; set; }

        public static BlocksListAnswerItemsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new BlocksListAnswerItemsItem
            {
                User = Read.Required<BlocksListAnswerItemsItemUser>(from, "user", path, BlocksListAnswerItemsItemUser.FromJson),
                Since = Read.Required<DateTimeOffset>(from, "since", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["user"] = User.ToJson();
            json["since"] = Write.Time(Since);
            return json;
        }
    }

    public sealed class BlocksListAnswerItemsItemUser
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static BlocksListAnswerItemsItemUser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new BlocksListAnswerItemsItemUser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class BundleFacts
    {
        public string Format { get; set; }
        public long FormatVersion { get; set; }
        public string UnityVersion { get; set; }
        public string Platform { get; set; }
        /// <summary>May be null.</summary>
        public string PlatformSeen { get; set; }

        public static BundleFacts FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new BundleFacts
            {
                Format = Read.Required<string>(from, "format", path, Read.Text),
                FormatVersion = Read.Required<long>(from, "formatVersion", path, Read.Integer),
                UnityVersion = Read.Required<string>(from, "unityVersion", path, Read.Text),
                Platform = Read.Required<string>(from, "platform", path, Read.Text),
                PlatformSeen = Read.Optional<string>(from, "platformSeen", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["format"] = Format;
            json["formatVersion"] = FormatVersion;
            json["unityVersion"] = UnityVersion;
            json["platform"] = Platform;
            json["platformSeen"] = PlatformSeen == null ? null : (object)PlatformSeen;
            return json;
        }
    }

    public sealed class Buy
    {
        public long PriceCoins { get; set; }
        /// <summary>May be null.</summary>
        public string PayWith { get; set; }
        /// <summary>May be null.</summary>
        public string ForUserId { get; set; }
        /// <summary>May be null.</summary>
        public string Note { get; set; }

        public static Buy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Buy
            {
                PriceCoins = Read.Required<long>(from, "priceCoins", path, Read.Integer),
                PayWith = Read.Optional<string>(from, "payWith", path, Read.Text),
                ForUserId = Read.Optional<string>(from, "forUserId", path, Read.Text),
                Note = Read.Optional<string>(from, "note", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["priceCoins"] = PriceCoins;
            if (PayWith != null) json["payWith"] = PayWith;
            if (ForUserId != null) json["forUserId"] = ForUserId;
            if (Note != null) json["note"] = Note;
            return json;
        }
    }

    public sealed class BuyCoins
    {
        public string CoinPackId { get; set; }
        public string Currency { get; set; }
        /// <summary>May be null.</summary>
        public string ReturnTo { get; set; }

        public static BuyCoins FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new BuyCoins
            {
                CoinPackId = Read.Required<string>(from, "coinPackId", path, Read.Text),
                Currency = Read.Required<string>(from, "currency", path, Read.Text),
                ReturnTo = Read.Optional<string>(from, "returnTo", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["coinPackId"] = CoinPackId;
            json["currency"] = Currency;
            if (ReturnTo != null) json["returnTo"] = ReturnTo;
            return json;
        }
    }

    public sealed class BuyTickets
    {
        public string TicketTypeId { get; set; }
        public long Count { get; set; }
        /// <summary>May be null.</summary>
        public string Code { get; set; }
        public string Currency { get; set; }
        /// <summary>May be null.</summary>
        public string ReturnTo { get; set; }

        public static BuyTickets FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new BuyTickets
            {
                TicketTypeId = Read.Required<string>(from, "ticketTypeId", path, Read.Text),
                Count = Read.Required<long>(from, "count", path, Read.Integer),
                Code = Read.Optional<string>(from, "code", path, Read.Text),
                Currency = Read.Required<string>(from, "currency", path, Read.Text),
                ReturnTo = Read.Optional<string>(from, "returnTo", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["ticketTypeId"] = TicketTypeId;
            json["count"] = Count;
            if (Code != null) json["code"] = Code;
            json["currency"] = Currency;
            if (ReturnTo != null) json["returnTo"] = ReturnTo;
            return json;
        }
    }

    public sealed class CalendarState
    {
        /// <summary>May be null.</summary>
        public DateTimeOffset? CreatedAt { get; set; }

        public static CalendarState FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CalendarState
            {
                CreatedAt = Read.OptionalValue<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["createdAt"] = CreatedAt == null ? null : (object)Write.Time(CreatedAt.Value);
            return json;
        }
    }

    public sealed class ChangeRole
    {
        public string Role { get; set; }

        public static ChangeRole FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ChangeRole
            {
                Role = Read.Required<string>(from, "role", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["role"] = Role;
            return json;
        }
    }

    public sealed class ChangedSettings
    {
        /// <summary>May be null.</summary>
        public string SkyColor { get; set; }
        /// <summary>May be null.</summary>
        public string GroundColor { get; set; }
        /// <summary>May be null.</summary>
        public double? HalfSizeM { get; set; }
        /// <summary>May be null.</summary>
        public List<double> Spawn { get; set; }
        /// <summary>May be null.</summary>
        public ChangedSettingsVolumes Volumes { get; set; }
        /// <summary>May be null.</summary>
        public long? TickMs { get; set; }
        /// <summary>May be null.</summary>
        public VoiceSettings Voice { get; set; }
        /// <summary>May be null.</summary>
        public long? PlainPoseHz { get; set; }
        /// <summary>May be null.</summary>
        public AvatarSettings Avatars { get; set; }

        public static ChangedSettings FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ChangedSettings
            {
                SkyColor = Read.Optional<string>(from, "skyColor", path, Read.Text),
                GroundColor = Read.Optional<string>(from, "groundColor", path, Read.Text),
                HalfSizeM = Read.OptionalValue<double>(from, "halfSizeM", path, Read.Number),
                Spawn = Read.Optional<List<double>>(from, "spawn", path, Read.ListOf(new ReadValue<double>(Read.Number))),
                Volumes = Read.Optional<ChangedSettingsVolumes>(from, "volumes", path, ChangedSettingsVolumes.FromJson),
                TickMs = Read.OptionalValue<long>(from, "tickMs", path, Read.Integer),
                Voice = Read.Optional<VoiceSettings>(from, "voice", path, VoiceSettings.FromJson),
                PlainPoseHz = Read.OptionalValue<long>(from, "plainPoseHz", path, Read.Integer),
                Avatars = Read.Optional<AvatarSettings>(from, "avatars", path, AvatarSettings.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (SkyColor != null) json["skyColor"] = SkyColor;
            if (GroundColor != null) json["groundColor"] = GroundColor;
            if (HalfSizeM != null) json["halfSizeM"] = HalfSizeM.Value;
            if (Spawn != null) json["spawn"] = Write.List(Spawn, item1 => item1);
            if (Volumes != null) json["volumes"] = Volumes.ToJson();
            if (TickMs != null) json["tickMs"] = TickMs.Value;
            if (Voice != null) json["voice"] = Voice.ToJson();
            if (PlainPoseHz != null) json["plainPoseHz"] = PlainPoseHz.Value;
            if (Avatars != null) json["avatars"] = Avatars.ToJson();
            return json;
        }
    }

    public sealed class ChangedSettingsVolumes
    {
        public double Voice { get; set; }
        public double Bgm { get; set; }
        public double Sfx { get; set; }

        public static ChangedSettingsVolumes FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ChangedSettingsVolumes
            {
                Voice = Read.Required<double>(from, "voice", path, Read.Number),
                Bgm = Read.Required<double>(from, "bgm", path, Read.Number),
                Sfx = Read.Required<double>(from, "sfx", path, Read.Number),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["voice"] = Voice;
            json["bgm"] = Bgm;
            json["sfx"] = Sfx;
            return json;
        }
    }

    public sealed class CloseReport
    {
        public string Outcome { get; set; }
        /// <summary>May be null.</summary>
        public string Note { get; set; }

        public static CloseReport FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CloseReport
            {
                Outcome = Read.Required<string>(from, "outcome", path, Read.Text),
                Note = Read.Optional<string>(from, "note", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["outcome"] = Outcome;
            if (Note != null) json["note"] = Note;
            return json;
        }
    }

    public sealed class CoinHistory
    {
        public List<CoinMove> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static CoinHistory FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CoinHistory
            {
                Items = Read.Required<List<CoinMove>>(from, "items", path, Read.ListOf(new ReadValue<CoinMove>(CoinMove.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class CoinMove
    {
        public string Kind { get; set; }
        public DateTimeOffset At { get; set; }
        public long CoinCount { get; set; }
        public long FreeCoinCount { get; set; }
        public long ExchangeTicketCount { get; set; }
        public long EarnedCount { get; set; }
        public long RedeemedCount { get; set; }
        /// <summary>May be null.</summary>
        public CoinMoveAbout About { get; set; }

        public static CoinMove FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CoinMove
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                CoinCount = Read.Required<long>(from, "coinCount", path, Read.Integer),
                FreeCoinCount = Read.Required<long>(from, "freeCoinCount", path, Read.Integer),
                ExchangeTicketCount = Read.Required<long>(from, "exchangeTicketCount", path, Read.Integer),
                EarnedCount = Read.Required<long>(from, "earnedCount", path, Read.Integer),
                RedeemedCount = Read.Required<long>(from, "redeemedCount", path, Read.Integer),
                About = Read.Optional<CoinMoveAbout>(from, "about", path, CoinMoveAbout.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["at"] = Write.Time(At);
            json["coinCount"] = CoinCount;
            json["freeCoinCount"] = FreeCoinCount;
            json["exchangeTicketCount"] = ExchangeTicketCount;
            json["earnedCount"] = EarnedCount;
            json["redeemedCount"] = RedeemedCount;
            json["about"] = About == null ? null : (object)About.ToJson();
            return json;
        }
    }

    public sealed class CoinMoveAbout
    {
        public string What { get; set; }
        /// <summary>May be null.</summary>
        public string OrderId { get; set; }
        /// <summary>May be null.</summary>
        public string AssetId { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public string ForUserId { get; set; }
        /// <summary>May be null.</summary>
        public string GiftId { get; set; }

        public static CoinMoveAbout FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CoinMoveAbout
            {
                What = Read.Required<string>(from, "what", path, Read.Text),
                OrderId = Read.Optional<string>(from, "orderId", path, Read.Text),
                AssetId = Read.Optional<string>(from, "assetId", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
                ForUserId = Read.Optional<string>(from, "forUserId", path, Read.Text),
                GiftId = Read.Optional<string>(from, "giftId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["what"] = What;
            if (OrderId != null) json["orderId"] = OrderId;
            if (AssetId != null) json["assetId"] = AssetId;
            if (Name != null) json["name"] = Name;
            if (ForUserId != null) json["forUserId"] = ForUserId;
            if (GiftId != null) json["giftId"] = GiftId;
            return json;
        }
    }

    public sealed class CoinMoveAbout1
    {
        public string What { get; set; }
        public string OrderId { get; set; }

        public static CoinMoveAbout1 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CoinMoveAbout1
            {
                What = Read.Required<string>(from, "what", path, Read.Text),
                OrderId = Read.Required<string>(from, "orderId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["what"] = What;
            json["orderId"] = OrderId;
            return json;
        }
    }

    public sealed class CoinMoveAbout2
    {
        public string What { get; set; }
        public string AssetId { get; set; }
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public string ForUserId { get; set; }

        public static CoinMoveAbout2 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CoinMoveAbout2
            {
                What = Read.Required<string>(from, "what", path, Read.Text),
                AssetId = Read.Required<string>(from, "assetId", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                ForUserId = Read.Optional<string>(from, "forUserId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["what"] = What;
            json["assetId"] = AssetId;
            json["name"] = Name;
            json["forUserId"] = ForUserId == null ? null : (object)ForUserId;
            return json;
        }
    }

    public sealed class CoinMoveAbout3
    {
        public string What { get; set; }
        public string GiftId { get; set; }

        public static CoinMoveAbout3 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CoinMoveAbout3
            {
                What = Read.Required<string>(from, "what", path, Read.Text),
                GiftId = Read.Required<string>(from, "giftId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["what"] = What;
            json["giftId"] = GiftId;
            return json;
        }
    }

    public sealed class CoinPack
    {
        public string Id { get; set; }
        public long CoinCount { get; set; }
        public long FreeCoinCount { get; set; }
        public Dictionary<string, long> Prices { get; set; }

        public static CoinPack FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CoinPack
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                CoinCount = Read.Required<long>(from, "coinCount", path, Read.Integer),
                FreeCoinCount = Read.Required<long>(from, "freeCoinCount", path, Read.Integer),
                Prices = Read.Required<Dictionary<string, long>>(from, "prices", path, Read.MapOf(new ReadValue<long>(Read.Integer))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["coinCount"] = CoinCount;
            json["freeCoinCount"] = FreeCoinCount;
            json["prices"] = Write.Map(Prices, item1 => item1);
            return json;
        }
    }

    public sealed class CoinPackList
    {
        public List<CoinPack> Items { get; set; }

        public static CoinPackList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CoinPackList
            {
                Items = Read.Required<List<CoinPack>>(from, "items", path, Read.ListOf(new ReadValue<CoinPack>(CoinPack.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class CoinValue
    {
        public string Currency { get; set; }
        public long Amount { get; set; }
        public long CoinCount { get; set; }

        public static CoinValue FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CoinValue
            {
                Currency = Read.Required<string>(from, "currency", path, Read.Text),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
                CoinCount = Read.Required<long>(from, "coinCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["currency"] = Currency;
            json["amount"] = Amount;
            json["coinCount"] = CoinCount;
            return json;
        }
    }

    public sealed class CopyEvent
    {
        public DateTimeOffset StartsAt { get; set; }

        public static CopyEvent FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CopyEvent
            {
                StartsAt = Read.Required<DateTimeOffset>(from, "startsAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["startsAt"] = Write.Time(StartsAt);
            return json;
        }
    }

    public sealed class CreateEvent
    {
        public string WorldId { get; set; }
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public string Description { get; set; }
        public DateTimeOffset StartsAt { get; set; }
        public DateTimeOffset EndsAt { get; set; }
        public string TimeZone { get; set; }
        /// <summary>May be null.</summary>
        public string Recurrence { get; set; }
        /// <summary>May be null.</summary>
        public List<string> Tags { get; set; }
        /// <summary>May be null.</summary>
        public long? SeatsMax { get; set; }
        /// <summary>May be null.</summary>
        public long? GhostSeatsMax { get; set; }
        /// <summary>May be null.</summary>
        public long? RoomsMax { get; set; }
        /// <summary>May be null.</summary>
        public AvatarFloor AvatarFloor { get; set; }

        public static CreateEvent FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreateEvent
            {
                WorldId = Read.Required<string>(from, "worldId", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Description = Read.Optional<string>(from, "description", path, Read.Text),
                StartsAt = Read.Required<DateTimeOffset>(from, "startsAt", path, Read.Time),
                EndsAt = Read.Required<DateTimeOffset>(from, "endsAt", path, Read.Time),
                TimeZone = Read.Required<string>(from, "timeZone", path, Read.Text),
                Recurrence = Read.Optional<string>(from, "recurrence", path, Read.Text),
                Tags = Read.Optional<List<string>>(from, "tags", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                SeatsMax = Read.OptionalValue<long>(from, "seatsMax", path, Read.Integer),
                GhostSeatsMax = Read.OptionalValue<long>(from, "ghostSeatsMax", path, Read.Integer),
                RoomsMax = Read.OptionalValue<long>(from, "roomsMax", path, Read.Integer),
                AvatarFloor = Read.Optional<AvatarFloor>(from, "avatarFloor", path, AvatarFloor.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["worldId"] = WorldId;
            json["name"] = Name;
            if (Description != null) json["description"] = Description;
            json["startsAt"] = Write.Time(StartsAt);
            json["endsAt"] = Write.Time(EndsAt);
            json["timeZone"] = TimeZone;
            if (Recurrence != null) json["recurrence"] = Recurrence;
            if (Tags != null) json["tags"] = Write.List(Tags, item1 => item1);
            if (SeatsMax != null) json["seatsMax"] = SeatsMax.Value;
            if (GhostSeatsMax != null) json["ghostSeatsMax"] = GhostSeatsMax.Value;
            if (RoomsMax != null) json["roomsMax"] = RoomsMax.Value;
            if (AvatarFloor != null) json["avatarFloor"] = AvatarFloor.ToJson();
            return json;
        }
    }

    public sealed class CreateReport
    {
        public CreateReportTarget Target { get; set; }
        /// <summary>May be null.</summary>
        public string Room { get; set; }
        public string Reason { get; set; }
        /// <summary>May be null.</summary>
        public string Text { get; set; }

        public static CreateReport FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreateReport
            {
                Target = Read.Required<CreateReportTarget>(from, "target", path, CreateReportTarget.FromJson),
                Room = Read.Optional<string>(from, "room", path, Read.Text),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
                Text = Read.Optional<string>(from, "text", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["target"] = Target.ToJson();
            if (Room != null) json["room"] = Room;
            json["reason"] = Reason;
            if (Text != null) json["text"] = Text;
            return json;
        }
    }

    public sealed class CreateReportTarget
    {
        public string Kind { get; set; }
        public string Id { get; set; }

        public static CreateReportTarget FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreateReportTarget
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            return json;
        }
    }

    public sealed class CreateSanction
    {
        public string Kind { get; set; }
        public CreateSanctionTarget Target { get; set; }
        /// <summary>May be null.</summary>
        public SanctionScope Scope { get; set; }
        public string Reason { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? Until { get; set; }
        /// <summary>May be null.</summary>
        public string Report { get; set; }

        public static CreateSanction FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreateSanction
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Target = Read.Required<CreateSanctionTarget>(from, "target", path, CreateSanctionTarget.FromJson),
                Scope = Read.Optional<SanctionScope>(from, "scope", path, SanctionScope.FromJson),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
                Until = Read.OptionalValue<DateTimeOffset>(from, "until", path, Read.Time),
                Report = Read.Optional<string>(from, "report", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["target"] = Target.ToJson();
            if (Scope != null) json["scope"] = Scope.ToJson();
            json["reason"] = Reason;
            if (Until != null) json["until"] = Write.Time(Until.Value);
            if (Report != null) json["report"] = Report;
            return json;
        }
    }

    public sealed class CreateSanctionTarget
    {
        public string Kind { get; set; }
        public string Id { get; set; }

        public static CreateSanctionTarget FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreateSanctionTarget
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            return json;
        }
    }

    public sealed class CreateTicketType
    {
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public Dictionary<string, long> Prices { get; set; }
        /// <summary>May be null.</summary>
        public long? TicketsMax { get; set; }
        /// <summary>May be null.</summary>
        public long? PerUserMax { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? SalesFrom { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? SalesUntil { get; set; }
        /// <summary>May be null.</summary>
        public bool? IsTransferable { get; set; }
        /// <summary>May be null.</summary>
        public bool? IsByInvitation { get; set; }

        public static CreateTicketType FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreateTicketType
            {
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Prices = Read.Optional<Dictionary<string, long>>(from, "prices", path, Read.MapOf(new ReadValue<long>(Read.Integer))),
                TicketsMax = Read.OptionalValue<long>(from, "ticketsMax", path, Read.Integer),
                PerUserMax = Read.OptionalValue<long>(from, "perUserMax", path, Read.Integer),
                SalesFrom = Read.OptionalValue<DateTimeOffset>(from, "salesFrom", path, Read.Time),
                SalesUntil = Read.OptionalValue<DateTimeOffset>(from, "salesUntil", path, Read.Time),
                IsTransferable = Read.OptionalValue<bool>(from, "isTransferable", path, Read.Flag),
                IsByInvitation = Read.OptionalValue<bool>(from, "isByInvitation", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["name"] = Name;
            json["prices"] = Prices == null ? null : (object)Write.Map(Prices, item1 => item1);
            if (TicketsMax != null) json["ticketsMax"] = TicketsMax.Value;
            if (PerUserMax != null) json["perUserMax"] = PerUserMax.Value;
            if (SalesFrom != null) json["salesFrom"] = Write.Time(SalesFrom.Value);
            if (SalesUntil != null) json["salesUntil"] = Write.Time(SalesUntil.Value);
            if (IsTransferable != null) json["isTransferable"] = IsTransferable.Value;
            if (IsByInvitation != null) json["isByInvitation"] = IsByInvitation.Value;
            return json;
        }
    }

    public sealed class CreateVersion
    {
        /// <summary>May be null.</summary>
        public long? From { get; set; }
        /// <summary>May be null.</summary>
        public long? Capacity { get; set; }
        /// <summary>May be null.</summary>
        public ChangedSettings Settings { get; set; }
        /// <summary>May be null.</summary>
        public CreateVersionContent Content { get; set; }
        /// <summary>May be null.</summary>
        public string Note { get; set; }

        public static CreateVersion FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreateVersion
            {
                From = Read.OptionalValue<long>(from, "from", path, Read.Integer),
                Capacity = Read.OptionalValue<long>(from, "capacity", path, Read.Integer),
                Settings = Read.Optional<ChangedSettings>(from, "settings", path, ChangedSettings.FromJson),
                Content = Read.Optional<CreateVersionContent>(from, "content", path, CreateVersionContent.FromJson),
                Note = Read.Optional<string>(from, "note", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (From != null) json["from"] = From.Value;
            if (Capacity != null) json["capacity"] = Capacity.Value;
            if (Settings != null) json["settings"] = Settings.ToJson();
            if (Content != null) json["content"] = Content.ToJson();
            if (Note != null) json["note"] = Note;
            return json;
        }
    }

    public sealed class CreateVersionContent
    {
        /// <summary>May be null.</summary>
        public string Glb { get; set; }
        /// <summary>May be null.</summary>
        public Dictionary<string, string> Bundles { get; set; }
        /// <summary>May be null.</summary>
        public string Bgm { get; set; }

        public static CreateVersionContent FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreateVersionContent
            {
                Glb = Read.Optional<string>(from, "glb", path, Read.Text),
                Bundles = Read.Optional<Dictionary<string, string>>(from, "bundles", path, Read.MapOf(new ReadValue<string>(Read.Text))),
                Bgm = Read.Optional<string>(from, "bgm", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Glb != null) json["glb"] = Glb;
            if (Bundles != null) json["bundles"] = Write.Map(Bundles, item1 => item1);
            if (Bgm != null) json["bgm"] = Bgm;
            return json;
        }
    }

    public sealed class CreateWorld
    {
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public string Description { get; set; }
        /// <summary>May be null.</summary>
        public Dictionary<string, string> Descriptions { get; set; }
        /// <summary>May be null.</summary>
        public long? Capacity { get; set; }
        /// <summary>May be null.</summary>
        public ChangedSettings Settings { get; set; }
        /// <summary>May be null.</summary>
        public string Visibility { get; set; }
        /// <summary>May be null.</summary>
        public List<string> Tags { get; set; }
        /// <summary>May be null.</summary>
        public string Begins { get; set; }

        public static CreateWorld FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreateWorld
            {
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Description = Read.Optional<string>(from, "description", path, Read.Text),
                Descriptions = Read.Optional<Dictionary<string, string>>(from, "descriptions", path, Read.MapOf(new ReadValue<string>(Read.Text))),
                Capacity = Read.OptionalValue<long>(from, "capacity", path, Read.Integer),
                Settings = Read.Optional<ChangedSettings>(from, "settings", path, ChangedSettings.FromJson),
                Visibility = Read.Optional<string>(from, "visibility", path, Read.Text),
                Tags = Read.Optional<List<string>>(from, "tags", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Begins = Read.Optional<string>(from, "begins", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["name"] = Name;
            if (Description != null) json["description"] = Description;
            if (Descriptions != null) json["descriptions"] = Write.Map(Descriptions, item1 => item1);
            if (Capacity != null) json["capacity"] = Capacity.Value;
            if (Settings != null) json["settings"] = Settings.ToJson();
            if (Visibility != null) json["visibility"] = Visibility;
            if (Tags != null) json["tags"] = Write.List(Tags, item1 => item1);
            if (Begins != null) json["begins"] = Begins;
            return json;
        }
    }

    public sealed class CreationOptions
    {
        public CreationOptionsRp Rp { get; set; }
        public CreationOptionsUser User { get; set; }
        public string Challenge { get; set; }
        public List<CreationOptionsPubKeyCredParamsItem> PubKeyCredParams { get; set; }
        public long Timeout { get; set; }
        public string Attestation { get; set; }
        public List<CreationOptionsExcludeCredentialsItem> ExcludeCredentials { get; set; }
        public CreationOptionsAuthenticatorSelection AuthenticatorSelection { get; set; }

        public static CreationOptions FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreationOptions
            {
                Rp = Read.Required<CreationOptionsRp>(from, "rp", path, CreationOptionsRp.FromJson),
                User = Read.Required<CreationOptionsUser>(from, "user", path, CreationOptionsUser.FromJson),
                Challenge = Read.Required<string>(from, "challenge", path, Read.Text),
                PubKeyCredParams = Read.Required<List<CreationOptionsPubKeyCredParamsItem>>(from, "pubKeyCredParams", path, Read.ListOf(new ReadValue<CreationOptionsPubKeyCredParamsItem>(CreationOptionsPubKeyCredParamsItem.FromJson))),
                Timeout = Read.Required<long>(from, "timeout", path, Read.Integer),
                Attestation = Read.Required<string>(from, "attestation", path, Read.Text),
                ExcludeCredentials = Read.Required<List<CreationOptionsExcludeCredentialsItem>>(from, "excludeCredentials", path, Read.ListOf(new ReadValue<CreationOptionsExcludeCredentialsItem>(CreationOptionsExcludeCredentialsItem.FromJson))),
                AuthenticatorSelection = Read.Required<CreationOptionsAuthenticatorSelection>(from, "authenticatorSelection", path, CreationOptionsAuthenticatorSelection.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["rp"] = Rp.ToJson();
            json["user"] = User.ToJson();
            json["challenge"] = Challenge;
            json["pubKeyCredParams"] = Write.List(PubKeyCredParams, item1 => item1.ToJson());
            json["timeout"] = Timeout;
            json["attestation"] = Attestation;
            json["excludeCredentials"] = Write.List(ExcludeCredentials, item1 => item1.ToJson());
            json["authenticatorSelection"] = AuthenticatorSelection.ToJson();
            return json;
        }
    }

    public sealed class CreationOptionsAuthenticatorSelection
    {
        public string ResidentKey { get; set; }
        public bool RequireResidentKey { get; set; }
        public string UserVerification { get; set; }

        public static CreationOptionsAuthenticatorSelection FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreationOptionsAuthenticatorSelection
            {
                ResidentKey = Read.Required<string>(from, "residentKey", path, Read.Text),
                RequireResidentKey = Read.Required<bool>(from, "requireResidentKey", path, Read.Flag),
                UserVerification = Read.Required<string>(from, "userVerification", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["residentKey"] = ResidentKey;
            json["requireResidentKey"] = RequireResidentKey;
            json["userVerification"] = UserVerification;
            return json;
        }
    }

    public sealed class CreationOptionsExcludeCredentialsItem
    {
        public string Id { get; set; }
        public string Type { get; set; }
        public List<string> Transports { get; set; }

        public static CreationOptionsExcludeCredentialsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreationOptionsExcludeCredentialsItem
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Type = Read.Required<string>(from, "type", path, Read.Text),
                Transports = Read.Required<List<string>>(from, "transports", path, Read.ListOf(new ReadValue<string>(Read.Text))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["type"] = Type;
            json["transports"] = Write.List(Transports, item1 => item1);
            return json;
        }
    }

    public sealed class CreationOptionsPubKeyCredParamsItem
    {
        public string Type { get; set; }
        public long Alg { get; set; }

        public static CreationOptionsPubKeyCredParamsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreationOptionsPubKeyCredParamsItem
            {
                Type = Read.Required<string>(from, "type", path, Read.Text),
                Alg = Read.Required<long>(from, "alg", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["type"] = Type;
            json["alg"] = Alg;
            return json;
        }
    }

    public sealed class CreationOptionsRp
    {
        public string Id { get; set; }
        public string Name { get; set; }

        public static CreationOptionsRp FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreationOptionsRp
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            return json;
        }
    }

    public sealed class CreationOptionsUser
    {
        public string Id { get; set; }
        public string Name { get; set; }
        public string DisplayName { get; set; }

        public static CreationOptionsUser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new CreationOptionsUser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class DecideAppeal
    {
        public string Outcome { get; set; }
        public string Answer { get; set; }

        public static DecideAppeal FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new DecideAppeal
            {
                Outcome = Read.Required<string>(from, "outcome", path, Read.Text),
                Answer = Read.Required<string>(from, "answer", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["outcome"] = Outcome;
            json["answer"] = Answer;
            return json;
        }
    }

    public sealed class DecidedSanction
    {
        public string Id { get; set; }
        public string Kind { get; set; }
        public DecidedSanctionTarget Target { get; set; }
        /// <summary>May be null.</summary>
        public DecidedSanctionScope Scope { get; set; }
        public string Reason { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? Until { get; set; }
        public string State { get; set; }
        /// <summary>May be null.</summary>
        public DecidedSanctionAppeal Appeal { get; set; }
        /// <summary>May be null.</summary>
        public DecidedSanctionSubject Subject { get; set; }
        /// <summary>May be null.</summary>
        public DecidedSanctionBy By { get; set; }
        /// <summary>May be null.</summary>
        public string Report { get; set; }
        /// <summary>May be null.</summary>
        public DecidedSanctionLifted Lifted { get; set; }
        /// <summary>May be null.</summary>
        public DecidedSanctionAppealDecidedBy AppealDecidedBy { get; set; }

        public static DecidedSanction FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new DecidedSanction
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Target = Read.Required<DecidedSanctionTarget>(from, "target", path, DecidedSanctionTarget.FromJson),
                Scope = Read.Optional<DecidedSanctionScope>(from, "scope", path, DecidedSanctionScope.FromJson),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                Until = Read.OptionalValue<DateTimeOffset>(from, "until", path, Read.Time),
                State = Read.Required<string>(from, "state", path, Read.Text),
                Appeal = Read.Optional<DecidedSanctionAppeal>(from, "appeal", path, DecidedSanctionAppeal.FromJson),
                Subject = Read.Optional<DecidedSanctionSubject>(from, "subject", path, DecidedSanctionSubject.FromJson),
                By = Read.Optional<DecidedSanctionBy>(from, "by", path, DecidedSanctionBy.FromJson),
                Report = Read.Optional<string>(from, "report", path, Read.Text),
                Lifted = Read.Optional<DecidedSanctionLifted>(from, "lifted", path, DecidedSanctionLifted.FromJson),
                AppealDecidedBy = Read.Optional<DecidedSanctionAppealDecidedBy>(from, "appealDecidedBy", path, DecidedSanctionAppealDecidedBy.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["kind"] = Kind;
            json["target"] = Target.ToJson();
            json["scope"] = Scope == null ? null : (object)Scope.ToJson();
            json["reason"] = Reason;
            json["createdAt"] = Write.Time(CreatedAt);
            json["until"] = Until == null ? null : (object)Write.Time(Until.Value);
            json["state"] = State;
            json["appeal"] = Appeal == null ? null : (object)Appeal.ToJson();
            json["subject"] = Subject == null ? null : (object)Subject.ToJson();
            json["by"] = By == null ? null : (object)By.ToJson();
            json["report"] = Report == null ? null : (object)Report;
            json["lifted"] = Lifted == null ? null : (object)Lifted.ToJson();
            json["appealDecidedBy"] = AppealDecidedBy == null ? null : (object)AppealDecidedBy.ToJson();
            return json;
        }
    }

    public sealed class DecidedSanctionAppeal
    {
        public string Text { get; set; }
        public DateTimeOffset At { get; set; }
        public string Outcome { get; set; }
        public string Answer { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? DecidedAt { get; set; }

        public static DecidedSanctionAppeal FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new DecidedSanctionAppeal
            {
                Text = Read.Required<string>(from, "text", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                Outcome = Read.Required<string>(from, "outcome", path, Read.Text),
                Answer = Read.Required<string>(from, "answer", path, Read.Text),
                DecidedAt = Read.OptionalValue<DateTimeOffset>(from, "decidedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["text"] = Text;
            json["at"] = Write.Time(At);
            json["outcome"] = Outcome;
            json["answer"] = Answer;
            json["decidedAt"] = DecidedAt == null ? null : (object)Write.Time(DecidedAt.Value);
            return json;
        }
    }

    public sealed class DecidedSanctionAppealDecidedBy
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static DecidedSanctionAppealDecidedBy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new DecidedSanctionAppealDecidedBy
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class DecidedSanctionBy
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static DecidedSanctionBy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new DecidedSanctionBy
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class DecidedSanctionLifted
    {
        /// <summary>May be null.</summary>
        public DecidedSanctionLiftedBy By { get; set; }
        public DateTimeOffset At { get; set; }
        public string Reason { get; set; }

        public static DecidedSanctionLifted FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new DecidedSanctionLifted
            {
                By = Read.Optional<DecidedSanctionLiftedBy>(from, "by", path, DecidedSanctionLiftedBy.FromJson),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["by"] = By == null ? null : (object)By.ToJson();
            json["at"] = Write.Time(At);
            json["reason"] = Reason;
            return json;
        }
    }

    public sealed class DecidedSanctionLiftedBy
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static DecidedSanctionLiftedBy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new DecidedSanctionLiftedBy
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class DecidedSanctionScope
    {
        public string Kind { get; set; }
        /// <summary>May be null.</summary>
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }

        public static DecidedSanctionScope FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new DecidedSanctionScope
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Optional<string>(from, "id", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id == null ? null : (object)Id;
            json["name"] = Name == null ? null : (object)Name;
            return json;
        }
    }

    public sealed class DecidedSanctionSubject
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static DecidedSanctionSubject FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new DecidedSanctionSubject
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class DecidedSanctionTarget
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }

        public static DecidedSanctionTarget FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new DecidedSanctionTarget
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["name"] = Name == null ? null : (object)Name;
            return json;
        }
    }

    public sealed class DeviceRank
    {
        public string Rank { get; set; }
        /// <summary>May be null.</summary>
        public string DecidedBy { get; set; }

        public static DeviceRank FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new DeviceRank
            {
                Rank = Read.Required<string>(from, "rank", path, Read.Text),
                DecidedBy = Read.Optional<string>(from, "decidedBy", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["rank"] = Rank;
            json["decidedBy"] = DecidedBy == null ? null : (object)DecidedBy;
            return json;
        }
    }

    public sealed class Earning
    {
        public string Id { get; set; }
        public string Sale { get; set; }
        public string Unit { get; set; }
        public long GrossAmount { get; set; }
        public long FreeCount { get; set; }
        public long ExchangeCount { get; set; }
        public long SharePercent { get; set; }
        public long Amount { get; set; }
        public long TakenBackAmount { get; set; }
        /// <summary>May be null.</summary>
        public string EventId { get; set; }
        /// <summary>May be null.</summary>
        public string EventName { get; set; }
        public DateTimeOffset EarnedAt { get; set; }
        public DateTimeOffset MaturesAt { get; set; }

        public static Earning FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Earning
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Sale = Read.Required<string>(from, "sale", path, Read.Text),
                Unit = Read.Required<string>(from, "unit", path, Read.Text),
                GrossAmount = Read.Required<long>(from, "grossAmount", path, Read.Integer),
                FreeCount = Read.Required<long>(from, "freeCount", path, Read.Integer),
                ExchangeCount = Read.Required<long>(from, "exchangeCount", path, Read.Integer),
                SharePercent = Read.Required<long>(from, "sharePercent", path, Read.Integer),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
                TakenBackAmount = Read.Required<long>(from, "takenBackAmount", path, Read.Integer),
                EventId = Read.Optional<string>(from, "eventId", path, Read.Text),
                EventName = Read.Optional<string>(from, "eventName", path, Read.Text),
                EarnedAt = Read.Required<DateTimeOffset>(from, "earnedAt", path, Read.Time),
                MaturesAt = Read.Required<DateTimeOffset>(from, "maturesAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["sale"] = Sale;
            json["unit"] = Unit;
            json["grossAmount"] = GrossAmount;
            json["freeCount"] = FreeCount;
            json["exchangeCount"] = ExchangeCount;
            json["sharePercent"] = SharePercent;
            json["amount"] = Amount;
            json["takenBackAmount"] = TakenBackAmount;
            json["eventId"] = EventId == null ? null : (object)EventId;
            json["eventName"] = EventName == null ? null : (object)EventName;
            json["earnedAt"] = Write.Time(EarnedAt);
            json["maturesAt"] = Write.Time(MaturesAt);
            return json;
        }
    }

    public sealed class EarningPage
    {
        public List<Earning> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static EarningPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EarningPage
            {
                Items = Read.Required<List<Earning>>(from, "items", path, Read.ListOf(new ReadValue<Earning>(Earning.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class Earnings
    {
        public List<EarningsItemsItem> Items { get; set; }
        public CoinValue CoinValue { get; set; }
        public Dictionary<string, long> PayoutMin { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? Since { get; set; }
        public string OnLeaving { get; set; }

        public static Earnings FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Earnings
            {
                Items = Read.Required<List<EarningsItemsItem>>(from, "items", path, Read.ListOf(new ReadValue<EarningsItemsItem>(EarningsItemsItem.FromJson))),
                CoinValue = Read.Required<CoinValue>(from, "coinValue", path, CoinValue.FromJson),
                PayoutMin = Read.Required<Dictionary<string, long>>(from, "payoutMin", path, Read.MapOf(new ReadValue<long>(Read.Integer))),
                Since = Read.OptionalValue<DateTimeOffset>(from, "since", path, Read.Time),
                OnLeaving = Read.Required<string>(from, "onLeaving", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["coinValue"] = CoinValue.ToJson();
            json["payoutMin"] = Write.Map(PayoutMin, item1 => item1);
            json["since"] = Since == null ? null : (object)Write.Time(Since.Value);
            json["onLeaving"] = OnLeaving;
            return json;
        }
    }

    public sealed class EarningsItemsItem
    {
        public string Unit { get; set; }
        public long Amount { get; set; }
        public long WaitingAmount { get; set; }
        public long HeldAmount { get; set; }
        public long MatureAmount { get; set; }

        public static EarningsItemsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EarningsItemsItem
            {
                Unit = Read.Required<string>(from, "unit", path, Read.Text),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
                WaitingAmount = Read.Required<long>(from, "waitingAmount", path, Read.Integer),
                HeldAmount = Read.Required<long>(from, "heldAmount", path, Read.Integer),
                MatureAmount = Read.Required<long>(from, "matureAmount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["unit"] = Unit;
            json["amount"] = Amount;
            json["waitingAmount"] = WaitingAmount;
            json["heldAmount"] = HeldAmount;
            json["matureAmount"] = MatureAmount;
            return json;
        }
    }

    public sealed class Enter
    {
        /// <summary>May be null.</summary>
        public Dictionary<string, double> Latencies { get; set; }
        /// <summary>May be null.</summary>
        public string Room { get; set; }
        /// <summary>May be null.</summary>
        public string Channel { get; set; }
        /// <summary>May be null.</summary>
        public string Unreachable { get; set; }
        /// <summary>May be null.</summary>
        public string IfFull { get; set; }
        /// <summary>May be null.</summary>
        public string Party { get; set; }

        public static Enter FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Enter
            {
                Latencies = Read.Optional<Dictionary<string, double>>(from, "latencies", path, Read.MapOf(new ReadValue<double>(Read.Number))),
                Room = Read.Optional<string>(from, "room", path, Read.Text),
                Channel = Read.Optional<string>(from, "channel", path, Read.Text),
                Unreachable = Read.Optional<string>(from, "unreachable", path, Read.Text),
                IfFull = Read.Optional<string>(from, "ifFull", path, Read.Text),
                Party = Read.Optional<string>(from, "party", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Latencies != null) json["latencies"] = Write.Map(Latencies, item1 => item1);
            if (Room != null) json["room"] = Room;
            if (Channel != null) json["channel"] = Channel;
            if (Unreachable != null) json["unreachable"] = Unreachable;
            if (IfFull != null) json["ifFull"] = IfFull;
            if (Party != null) json["party"] = Party;
            return json;
        }
    }

    public sealed class EnterCalled
    {
        /// <summary>May be null.</summary>
        public Dictionary<string, double> Latencies { get; set; }
        /// <summary>May be null.</summary>
        public string Unreachable { get; set; }
        /// <summary>May be null.</summary>
        public string IfFull { get; set; }

        public static EnterCalled FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EnterCalled
            {
                Latencies = Read.Optional<Dictionary<string, double>>(from, "latencies", path, Read.MapOf(new ReadValue<double>(Read.Number))),
                Unreachable = Read.Optional<string>(from, "unreachable", path, Read.Text),
                IfFull = Read.Optional<string>(from, "ifFull", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Latencies != null) json["latencies"] = Write.Map(Latencies, item1 => item1);
            if (Unreachable != null) json["unreachable"] = Unreachable;
            if (IfFull != null) json["ifFull"] = IfFull;
            return json;
        }
    }

    public sealed class EnterChosen
    {
        /// <summary>May be null.</summary>
        public Dictionary<string, double> Latencies { get; set; }
        /// <summary>May be null.</summary>
        public string Unreachable { get; set; }
        /// <summary>May be null.</summary>
        public string IfFull { get; set; }
        /// <summary>May be null.</summary>
        public string Party { get; set; }

        public static EnterChosen FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EnterChosen
            {
                Latencies = Read.Optional<Dictionary<string, double>>(from, "latencies", path, Read.MapOf(new ReadValue<double>(Read.Number))),
                Unreachable = Read.Optional<string>(from, "unreachable", path, Read.Text),
                IfFull = Read.Optional<string>(from, "ifFull", path, Read.Text),
                Party = Read.Optional<string>(from, "party", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Latencies != null) json["latencies"] = Write.Map(Latencies, item1 => item1);
            if (Unreachable != null) json["unreachable"] = Unreachable;
            if (IfFull != null) json["ifFull"] = IfFull;
            if (Party != null) json["party"] = Party;
            return json;
        }
    }

    public sealed class EnterEvent
    {
        /// <summary>May be null.</summary>
        public Dictionary<string, double> Latencies { get; set; }
        /// <summary>May be null.</summary>
        public string Unreachable { get; set; }
        /// <summary>May be null.</summary>
        public string IfFull { get; set; }
        /// <summary>May be null.</summary>
        public string Party { get; set; }
        /// <summary>May be null.</summary>
        public string Seat { get; set; }

        public static EnterEvent FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EnterEvent
            {
                Latencies = Read.Optional<Dictionary<string, double>>(from, "latencies", path, Read.MapOf(new ReadValue<double>(Read.Number))),
                Unreachable = Read.Optional<string>(from, "unreachable", path, Read.Text),
                IfFull = Read.Optional<string>(from, "ifFull", path, Read.Text),
                Party = Read.Optional<string>(from, "party", path, Read.Text),
                Seat = Read.Optional<string>(from, "seat", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Latencies != null) json["latencies"] = Write.Map(Latencies, item1 => item1);
            if (Unreachable != null) json["unreachable"] = Unreachable;
            if (IfFull != null) json["ifFull"] = IfFull;
            if (Party != null) json["party"] = Party;
            if (Seat != null) json["seat"] = Seat;
            return json;
        }
    }

    public sealed class Event
    {
        public string Id { get; set; }
        public string WorldId { get; set; }
        /// <summary>May be null.</summary>
        public EventOrganiser Organiser { get; set; }
        public string Name { get; set; }
        public string Description { get; set; }
        public string Phase { get; set; }
        public DateTimeOffset StartsAt { get; set; }
        public DateTimeOffset EndsAt { get; set; }
        public DateTimeOffset DoorsAt { get; set; }
        public string TimeZone { get; set; }
        /// <summary>May be null.</summary>
        public string Recurrence { get; set; }
        public DateTimeOffset FirstStartsAt { get; set; }
        public List<string> Tags { get; set; }
        /// <summary>May be null.</summary>
        public long? SeatsMax { get; set; }
        /// <summary>May be null.</summary>
        public long? GhostSeatsMax { get; set; }
        /// <summary>May be null.</summary>
        public long? RoomsMax { get; set; }
        /// <summary>May be null.</summary>
        public AvatarFloor AvatarFloor { get; set; }
        public long GoingCount { get; set; }
        public long InterestedCount { get; set; }
        public long LikeCount { get; set; }
        public long Revision { get; set; }
        public DateTimeOffset UpdatedAt { get; set; }

        public static Event FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Event
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                WorldId = Read.Required<string>(from, "worldId", path, Read.Text),
                Organiser = Read.Optional<EventOrganiser>(from, "organiser", path, EventOrganiser.FromJson),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Description = Read.Required<string>(from, "description", path, Read.Text),
                Phase = Read.Required<string>(from, "phase", path, Read.Text),
                StartsAt = Read.Required<DateTimeOffset>(from, "startsAt", path, Read.Time),
                EndsAt = Read.Required<DateTimeOffset>(from, "endsAt", path, Read.Time),
                DoorsAt = Read.Required<DateTimeOffset>(from, "doorsAt", path, Read.Time),
                TimeZone = Read.Required<string>(from, "timeZone", path, Read.Text),
                Recurrence = Read.Optional<string>(from, "recurrence", path, Read.Text),
                FirstStartsAt = Read.Required<DateTimeOffset>(from, "firstStartsAt", path, Read.Time),
                Tags = Read.Required<List<string>>(from, "tags", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                SeatsMax = Read.OptionalValue<long>(from, "seatsMax", path, Read.Integer),
                GhostSeatsMax = Read.OptionalValue<long>(from, "ghostSeatsMax", path, Read.Integer),
                RoomsMax = Read.OptionalValue<long>(from, "roomsMax", path, Read.Integer),
                AvatarFloor = Read.Optional<AvatarFloor>(from, "avatarFloor", path, AvatarFloor.FromJson),
                GoingCount = Read.Required<long>(from, "goingCount", path, Read.Integer),
                InterestedCount = Read.Required<long>(from, "interestedCount", path, Read.Integer),
                LikeCount = Read.Required<long>(from, "likeCount", path, Read.Integer),
                Revision = Read.Required<long>(from, "revision", path, Read.Integer),
                UpdatedAt = Read.Required<DateTimeOffset>(from, "updatedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["worldId"] = WorldId;
            json["organiser"] = Organiser == null ? null : (object)Organiser.ToJson();
            json["name"] = Name;
            json["description"] = Description;
            json["phase"] = Phase;
            json["startsAt"] = Write.Time(StartsAt);
            json["endsAt"] = Write.Time(EndsAt);
            json["doorsAt"] = Write.Time(DoorsAt);
            json["timeZone"] = TimeZone;
            json["recurrence"] = Recurrence == null ? null : (object)Recurrence;
            json["firstStartsAt"] = Write.Time(FirstStartsAt);
            json["tags"] = Write.List(Tags, item1 => item1);
            json["seatsMax"] = SeatsMax == null ? null : (object)SeatsMax.Value;
            json["ghostSeatsMax"] = GhostSeatsMax == null ? null : (object)GhostSeatsMax.Value;
            json["roomsMax"] = RoomsMax == null ? null : (object)RoomsMax.Value;
            json["avatarFloor"] = AvatarFloor == null ? null : (object)AvatarFloor.ToJson();
            json["goingCount"] = GoingCount;
            json["interestedCount"] = InterestedCount;
            json["likeCount"] = LikeCount;
            json["revision"] = Revision;
            json["updatedAt"] = Write.Time(UpdatedAt);
            return json;
        }
    }

    public sealed class EventMember
    {
        public EventMemberUser User { get; set; }
        public string Role { get; set; }
        public EventRights Rights { get; set; }

        public static EventMember FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EventMember
            {
                User = Read.Required<EventMemberUser>(from, "user", path, EventMemberUser.FromJson),
                Role = Read.Required<string>(from, "role", path, Read.Text),
                Rights = Read.Required<EventRights>(from, "rights", path, EventRights.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["user"] = User.ToJson();
            json["role"] = Role;
            json["rights"] = Rights.ToJson();
            return json;
        }
    }

    public sealed class EventMemberList
    {
        public List<EventMember> Items { get; set; }

        public static EventMemberList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EventMemberList
            {
                Items = Read.Required<List<EventMember>>(from, "items", path, Read.ListOf(new ReadValue<EventMember>(EventMember.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class EventMemberUser
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static EventMemberUser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EventMemberUser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class EventOrganiser
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static EventOrganiser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EventOrganiser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class EventPage
    {
        public List<Event> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static EventPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EventPage
            {
                Items = Read.Required<List<Event>>(from, "items", path, Read.ListOf(new ReadValue<Event>(Event.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class EventRights
    {
        public long EarlyEntryMinutes { get; set; }
        public bool StageVoice { get; set; }
        public bool Screen { get; set; }
        public bool Camera { get; set; }
        public bool Expel { get; set; }
        public bool Backstage { get; set; }
        public bool Manage { get; set; }

        public static EventRights FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EventRights
            {
                EarlyEntryMinutes = Read.Required<long>(from, "earlyEntryMinutes", path, Read.Integer),
                StageVoice = Read.Required<bool>(from, "stageVoice", path, Read.Flag),
                Screen = Read.Required<bool>(from, "screen", path, Read.Flag),
                Camera = Read.Required<bool>(from, "camera", path, Read.Flag),
                Expel = Read.Required<bool>(from, "expel", path, Read.Flag),
                Backstage = Read.Required<bool>(from, "backstage", path, Read.Flag),
                Manage = Read.Required<bool>(from, "manage", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["earlyEntryMinutes"] = EarlyEntryMinutes;
            json["stageVoice"] = StageVoice;
            json["screen"] = Screen;
            json["camera"] = Camera;
            json["expel"] = Expel;
            json["backstage"] = Backstage;
            json["manage"] = Manage;
            return json;
        }
    }

    public sealed class EventsEnterAnswer
    {
        /// <summary>May be null.</summary>
        public string Room { get; set; }
        /// <summary>May be null.</summary>
        public string HostId { get; set; }
        /// <summary>May be null.</summary>
        public HostAddress Host { get; set; }
        /// <summary>May be null.</summary>
        public string Ticket { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? TicketExpiresAt { get; set; }
        /// <summary>May be null.</summary>
        public World World { get; set; }
        /// <summary>May be null.</summary>
        public string Seat { get; set; }
        /// <summary>May be null.</summary>
        public Queued Waiting { get; set; }
        /// <summary>May be null.</summary>
        public QueuePlace Queue { get; set; }
        /// <summary>May be null.</summary>
        public string StatusUrl { get; set; }
        /// <summary>May be null.</summary>
        public string GhostSeat { get; set; }

        public static EventsEnterAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EventsEnterAnswer
            {
                Room = Read.Optional<string>(from, "room", path, Read.Text),
                HostId = Read.Optional<string>(from, "hostId", path, Read.Text),
                Host = Read.Optional<HostAddress>(from, "host", path, HostAddress.FromJson),
                Ticket = Read.Optional<string>(from, "ticket", path, Read.Text),
                TicketExpiresAt = Read.OptionalValue<DateTimeOffset>(from, "ticketExpiresAt", path, Read.Time),
                World = Read.Optional<World>(from, "world", path, World.FromJson),
                Seat = Read.Optional<string>(from, "seat", path, Read.Text),
                Waiting = Read.Optional<Queued>(from, "waiting", path, Queued.FromJson),
                Queue = Read.Optional<QueuePlace>(from, "queue", path, QueuePlace.FromJson),
                StatusUrl = Read.Optional<string>(from, "statusUrl", path, Read.Text),
                GhostSeat = Read.Optional<string>(from, "ghostSeat", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Room != null) json["room"] = Room;
            if (HostId != null) json["hostId"] = HostId;
            if (Host != null) json["host"] = Host.ToJson();
            if (Ticket != null) json["ticket"] = Ticket;
            if (TicketExpiresAt != null) json["ticketExpiresAt"] = Write.Time(TicketExpiresAt.Value);
            if (World != null) json["world"] = World.ToJson();
            if (Seat != null) json["seat"] = Seat;
            if (Waiting != null) json["waiting"] = Waiting.ToJson();
            if (Queue != null) json["queue"] = Queue.ToJson();
            if (StatusUrl != null) json["statusUrl"] = StatusUrl;
            if (GhostSeat != null) json["ghostSeat"] = GhostSeat;
            return json;
        }
    }

    public sealed class EvidenceWindow
    {
        public double AtMs { get; set; }
        public List<EvidenceWindowPeopleItem> People { get; set; }
        public List<EvidenceWindowLinesItem> Lines { get; set; }
        public List<EvidenceWindowVisitsItem> Visits { get; set; }

        public static EvidenceWindow FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EvidenceWindow
            {
                AtMs = Read.Required<double>(from, "atMs", path, Read.Number),
                People = Read.Required<List<EvidenceWindowPeopleItem>>(from, "people", path, Read.ListOf(new ReadValue<EvidenceWindowPeopleItem>(EvidenceWindowPeopleItem.FromJson))),
                Lines = Read.Required<List<EvidenceWindowLinesItem>>(from, "lines", path, Read.ListOf(new ReadValue<EvidenceWindowLinesItem>(EvidenceWindowLinesItem.FromJson))),
                Visits = Read.Required<List<EvidenceWindowVisitsItem>>(from, "visits", path, Read.ListOf(new ReadValue<EvidenceWindowVisitsItem>(EvidenceWindowVisitsItem.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["atMs"] = AtMs;
            json["people"] = Write.List(People, item1 => item1.ToJson());
            json["lines"] = Write.List(Lines, item1 => item1.ToJson());
            json["visits"] = Write.List(Visits, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class EvidenceWindowLinesItem
    {
        public string User { get; set; }
        public string Name { get; set; }
        public string Text { get; set; }
        public double AtMs { get; set; }

        public static EvidenceWindowLinesItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EvidenceWindowLinesItem
            {
                User = Read.Required<string>(from, "user", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Text = Read.Required<string>(from, "text", path, Read.Text),
                AtMs = Read.Required<double>(from, "atMs", path, Read.Number),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["user"] = User;
            json["name"] = Name;
            json["text"] = Text;
            json["atMs"] = AtMs;
            return json;
        }
    }

    public sealed class EvidenceWindowPeopleItem
    {
        public string User { get; set; }
        public string Name { get; set; }
        public string Role { get; set; }
        public long Sid { get; set; }
        public string Seat { get; set; }
        public double JoinedAtMs { get; set; }
        public bool Silenced { get; set; }
        /// <summary>May be null.</summary>
        public List<double> Position { get; set; }

        public static EvidenceWindowPeopleItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EvidenceWindowPeopleItem
            {
                User = Read.Required<string>(from, "user", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Role = Read.Required<string>(from, "role", path, Read.Text),
                Sid = Read.Required<long>(from, "sid", path, Read.Integer),
                Seat = Read.Required<string>(from, "seat", path, Read.Text),
                JoinedAtMs = Read.Required<double>(from, "joinedAtMs", path, Read.Number),
                Silenced = Read.Required<bool>(from, "silenced", path, Read.Flag),
                Position = Read.Optional<List<double>>(from, "position", path, Read.ListOf(new ReadValue<double>(Read.Number))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["user"] = User;
            json["name"] = Name;
            json["role"] = Role;
            json["sid"] = Sid;
            json["seat"] = Seat;
            json["joinedAtMs"] = JoinedAtMs;
            json["silenced"] = Silenced;
            json["position"] = Position == null ? null : (object)Write.List(Position, item1 => item1);
            return json;
        }
    }

    public sealed class EvidenceWindowVisitsItem
    {
        /// <summary>May be null.</summary>
        public string User { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }
        public DateTimeOffset JoinedAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? LeftAt { get; set; }

        public static EvidenceWindowVisitsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new EvidenceWindowVisitsItem
            {
                User = Read.Optional<string>(from, "user", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
                JoinedAt = Read.Required<DateTimeOffset>(from, "joinedAt", path, Read.Time),
                LeftAt = Read.OptionalValue<DateTimeOffset>(from, "leftAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["user"] = User == null ? null : (object)User;
            json["name"] = Name == null ? null : (object)Name;
            json["joinedAt"] = Write.Time(JoinedAt);
            json["leftAt"] = LeftAt == null ? null : (object)Write.Time(LeftAt.Value);
            return json;
        }
    }

    public sealed class FiledReport
    {
        public string Id { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static FiledReport FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FiledReport
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class Finding
    {
        public string Code { get; set; }
        public string Severity { get; set; }
        public string Pointer { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public object Actual { get; set; }
        /// <summary>May be null.</summary>
        public object Limit { get; set; }
        public FindingMessage Message { get; set; }
        /// <summary>May be null.</summary>
        public bool? Fixed { get; set; }

        public static Finding FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Finding
            {
                Code = Read.Required<string>(from, "code", path, Read.Text),
                Severity = Read.Required<string>(from, "severity", path, Read.Text),
                Pointer = Read.Required<string>(from, "pointer", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
                Actual = Read.Optional<object>(from, "actual", path, Read.Any),
                Limit = Read.Optional<object>(from, "limit", path, Read.Any),
                Message = Read.Required<FindingMessage>(from, "message", path, FindingMessage.FromJson),
                Fixed = Read.OptionalValue<bool>(from, "fixed", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["code"] = Code;
            json["severity"] = Severity;
            json["pointer"] = Pointer;
            json["name"] = Name == null ? null : (object)Name;
            json["actual"] = Actual == null ? null : (object)Actual;
            json["limit"] = Limit == null ? null : (object)Limit;
            json["message"] = Message.ToJson();
            if (Fixed != null) json["fixed"] = Fixed.Value;
            return json;
        }
    }

    public sealed class FindingMessage
    {
        public string Ja { get; set; }
        public string En { get; set; }

        public static FindingMessage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FindingMessage
            {
                Ja = Read.Required<string>(from, "ja", path, Read.Text),
                En = Read.Required<string>(from, "en", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["ja"] = Ja;
            json["en"] = En;
            return json;
        }
    }

    public sealed class FirebaseSignIn
    {
        public string IdToken { get; set; }
        /// <summary>May be null.</summary>
        public string Locale { get; set; }
        /// <summary>May be null.</summary>
        public string Session { get; set; }

        public static FirebaseSignIn FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FirebaseSignIn
            {
                IdToken = Read.Required<string>(from, "idToken", path, Read.Text),
                Locale = Read.Optional<string>(from, "locale", path, Read.Text),
                Session = Read.Optional<string>(from, "session", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["idToken"] = IdToken;
            if (Locale != null) json["locale"] = Locale;
            if (Session != null) json["session"] = Session;
            return json;
        }
    }

    public sealed class FirebaseToken
    {
        public string IdToken { get; set; }

        public static FirebaseToken FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FirebaseToken
            {
                IdToken = Read.Required<string>(from, "idToken", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["idToken"] = IdToken;
            return json;
        }
    }

    public sealed class FriendsListAnswer
    {
        public List<FriendsListAnswerFriendsItem> Friends { get; set; }
        public List<FriendsListAnswerIncomingItem> Incoming { get; set; }
        public List<FriendsListAnswerOutgoingItem> Outgoing { get; set; }

        public static FriendsListAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FriendsListAnswer
            {
                Friends = Read.Required<List<FriendsListAnswerFriendsItem>>(from, "friends", path, Read.ListOf(new ReadValue<FriendsListAnswerFriendsItem>(FriendsListAnswerFriendsItem.FromJson))),
                Incoming = Read.Required<List<FriendsListAnswerIncomingItem>>(from, "incoming", path, Read.ListOf(new ReadValue<FriendsListAnswerIncomingItem>(FriendsListAnswerIncomingItem.FromJson))),
                Outgoing = Read.Required<List<FriendsListAnswerOutgoingItem>>(from, "outgoing", path, Read.ListOf(new ReadValue<FriendsListAnswerOutgoingItem>(FriendsListAnswerOutgoingItem.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["friends"] = Write.List(Friends, item1 => item1.ToJson());
            json["incoming"] = Write.List(Incoming, item1 => item1.ToJson());
            json["outgoing"] = Write.List(Outgoing, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class FriendsListAnswerFriendsItem
    {
        public FriendsListAnswerFriendsItemUser User { get; set; }
        public DateTimeOffset Since { get; set; }
        /// <summary>May be null.</summary>
        public FriendsListAnswerFriendsItemPresence Presence { get; set; }

        public static FriendsListAnswerFriendsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FriendsListAnswerFriendsItem
            {
                User = Read.Required<FriendsListAnswerFriendsItemUser>(from, "user", path, FriendsListAnswerFriendsItemUser.FromJson),
                Since = Read.Required<DateTimeOffset>(from, "since", path, Read.Time),
                Presence = Read.Optional<FriendsListAnswerFriendsItemPresence>(from, "presence", path, FriendsListAnswerFriendsItemPresence.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["user"] = User.ToJson();
            json["since"] = Write.Time(Since);
            json["presence"] = Presence == null ? null : (object)Presence.ToJson();
            return json;
        }
    }

    public sealed class FriendsListAnswerFriendsItemPresence
    {
        public FriendsListAnswerFriendsItemPresenceWorld World { get; set; }
        public bool IsJoinable { get; set; }

        public static FriendsListAnswerFriendsItemPresence FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FriendsListAnswerFriendsItemPresence
            {
                World = Read.Required<FriendsListAnswerFriendsItemPresenceWorld>(from, "world", path, FriendsListAnswerFriendsItemPresenceWorld.FromJson),
                IsJoinable = Read.Required<bool>(from, "isJoinable", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["world"] = World.ToJson();
            json["isJoinable"] = IsJoinable;
            return json;
        }
    }

    public sealed class FriendsListAnswerFriendsItemPresenceWorld
    {
        public string Id { get; set; }
        public string Name { get; set; }

        public static FriendsListAnswerFriendsItemPresenceWorld FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FriendsListAnswerFriendsItemPresenceWorld
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            return json;
        }
    }

    public sealed class FriendsListAnswerFriendsItemUser
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static FriendsListAnswerFriendsItemUser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FriendsListAnswerFriendsItemUser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class FriendsListAnswerIncomingItem
    {
        public FriendsListAnswerIncomingItemUser User { get; set; }
        public DateTimeOffset RequestedAt { get; set; }

        public static FriendsListAnswerIncomingItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FriendsListAnswerIncomingItem
            {
                User = Read.Required<FriendsListAnswerIncomingItemUser>(from, "user", path, FriendsListAnswerIncomingItemUser.FromJson),
                RequestedAt = Read.Required<DateTimeOffset>(from, "requestedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["user"] = User.ToJson();
            json["requestedAt"] = Write.Time(RequestedAt);
            return json;
        }
    }

    public sealed class FriendsListAnswerIncomingItemUser
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static FriendsListAnswerIncomingItemUser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FriendsListAnswerIncomingItemUser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class FriendsListAnswerOutgoingItem
    {
        public FriendsListAnswerOutgoingItemUser User { get; set; }
        public DateTimeOffset RequestedAt { get; set; }

        public static FriendsListAnswerOutgoingItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FriendsListAnswerOutgoingItem
            {
                User = Read.Required<FriendsListAnswerOutgoingItemUser>(from, "user", path, FriendsListAnswerOutgoingItemUser.FromJson),
                RequestedAt = Read.Required<DateTimeOffset>(from, "requestedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["user"] = User.ToJson();
            json["requestedAt"] = Write.Time(RequestedAt);
            return json;
        }
    }

    public sealed class FriendsListAnswerOutgoingItemUser
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static FriendsListAnswerOutgoingItemUser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FriendsListAnswerOutgoingItemUser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class FriendsPutAnswer
    {
        public string State { get; set; }

        public static FriendsPutAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new FriendsPutAnswer
            {
                State = Read.Required<string>(from, "state", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["state"] = State;
            return json;
        }
    }

    public sealed class Gift
    {
        public string Id { get; set; }
        public string KindId { get; set; }
        public GiftNames Names { get; set; }
        public string EventId { get; set; }
        /// <summary>May be null.</summary>
        public GiftFrom From { get; set; }
        /// <summary>May be null.</summary>
        public GiftTo To { get; set; }
        /// <summary>May be null.</summary>
        public string Text { get; set; }
        public long CoinCount { get; set; }
        public long EarnedCount { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static Gift FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Gift
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                KindId = Read.Required<string>(from, "kindId", path, Read.Text),
                Names = Read.Required<GiftNames>(from, "names", path, GiftNames.FromJson),
                EventId = Read.Required<string>(from, "eventId", path, Read.Text),
                From = Read.Optional<GiftFrom>(from, "from", path, GiftFrom.FromJson),
                To = Read.Optional<GiftTo>(from, "to", path, GiftTo.FromJson),
                Text = Read.Optional<string>(from, "text", path, Read.Text),
                CoinCount = Read.Required<long>(from, "coinCount", path, Read.Integer),
                EarnedCount = Read.Required<long>(from, "earnedCount", path, Read.Integer),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["kindId"] = KindId;
            json["names"] = Names.ToJson();
            json["eventId"] = EventId;
            json["from"] = From == null ? null : (object)From.ToJson();
            json["to"] = To == null ? null : (object)To.ToJson();
            json["text"] = Text == null ? null : (object)Text;
            json["coinCount"] = CoinCount;
            json["earnedCount"] = EarnedCount;
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class GiftFrom
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static GiftFrom FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new GiftFrom
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class GiftKind
    {
        public string Id { get; set; }
        public GiftNames Names { get; set; }
        public long CoinCount { get; set; }
        public string Effect { get; set; }
        public long Seconds { get; set; }

        public static GiftKind FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new GiftKind
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Names = Read.Required<GiftNames>(from, "names", path, GiftNames.FromJson),
                CoinCount = Read.Required<long>(from, "coinCount", path, Read.Integer),
                Effect = Read.Required<string>(from, "effect", path, Read.Text),
                Seconds = Read.Required<long>(from, "seconds", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["names"] = Names.ToJson();
            json["coinCount"] = CoinCount;
            json["effect"] = Effect;
            json["seconds"] = Seconds;
            return json;
        }
    }

    public sealed class GiftKindList
    {
        public List<GiftKind> Items { get; set; }

        public static GiftKindList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new GiftKindList
            {
                Items = Read.Required<List<GiftKind>>(from, "items", path, Read.ListOf(new ReadValue<GiftKind>(GiftKind.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class GiftNames
    {
        public string Ja { get; set; }
        public string En { get; set; }

        public static GiftNames FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new GiftNames
            {
                Ja = Read.Required<string>(from, "ja", path, Read.Text),
                En = Read.Required<string>(from, "en", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["ja"] = Ja;
            json["en"] = En;
            return json;
        }
    }

    public sealed class GiftTo
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static GiftTo FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new GiftTo
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class GuestSignIn
    {
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string Locale { get; set; }
        /// <summary>May be null.</summary>
        public string Session { get; set; }

        public static GuestSignIn FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new GuestSignIn
            {
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                Locale = Read.Optional<string>(from, "locale", path, Read.Text),
                Session = Read.Optional<string>(from, "session", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["displayName"] = DisplayName;
            if (Locale != null) json["locale"] = Locale;
            if (Session != null) json["session"] = Session;
            return json;
        }
    }

    public sealed class Holding
    {
        public string AssetId { get; set; }
        public string Kind { get; set; }
        public string Name { get; set; }
        public HoldingOwner Owner { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailUrl { get; set; }
        public string Got { get; set; }
        /// <summary>May be null.</summary>
        public HoldingFrom From { get; set; }
        public string Note { get; set; }
        public bool IsTakenDown { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static Holding FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Holding
            {
                AssetId = Read.Required<string>(from, "assetId", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Owner = Read.Required<HoldingOwner>(from, "owner", path, HoldingOwner.FromJson),
                ThumbnailUrl = Read.Optional<string>(from, "thumbnailUrl", path, Read.Text),
                Got = Read.Required<string>(from, "got", path, Read.Text),
                From = Read.Optional<HoldingFrom>(from, "from", path, HoldingFrom.FromJson),
                Note = Read.Required<string>(from, "note", path, Read.Text),
                IsTakenDown = Read.Required<bool>(from, "isTakenDown", path, Read.Flag),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["assetId"] = AssetId;
            json["kind"] = Kind;
            json["name"] = Name;
            json["owner"] = Owner.ToJson();
            json["thumbnailUrl"] = ThumbnailUrl == null ? null : (object)ThumbnailUrl;
            json["got"] = Got;
            json["from"] = From == null ? null : (object)From.ToJson();
            json["note"] = Note;
            json["isTakenDown"] = IsTakenDown;
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class HoldingFrom
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static HoldingFrom FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new HoldingFrom
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class HoldingOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static HoldingOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new HoldingOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class HoldingPage
    {
        public List<Holding> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static HoldingPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new HoldingPage
            {
                Items = Read.Required<List<Holding>>(from, "items", path, Read.ListOf(new ReadValue<Holding>(Holding.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class HostAddress
    {
        public string Address { get; set; }
        public long TcpPort { get; set; }
        public string WsUrl { get; set; }

        public static HostAddress FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new HostAddress
            {
                Address = Read.Required<string>(from, "address", path, Read.Text),
                TcpPort = Read.Required<long>(from, "tcpPort", path, Read.Integer),
                WsUrl = Read.Required<string>(from, "wsUrl", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["address"] = Address;
            json["tcpPort"] = TcpPort;
            json["wsUrl"] = WsUrl;
            return json;
        }
    }

    public sealed class IdentitiesListAnswer
    {
        public List<Identity> Items { get; set; }

        public static IdentitiesListAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new IdentitiesListAnswer
            {
                Items = Read.Required<List<Identity>>(from, "items", path, Read.ListOf(new ReadValue<Identity>(Identity.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class Identity
    {
        public string Id { get; set; }
        public string Issuer { get; set; }
        /// <summary>May be null.</summary>
        public string Label { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? LastUsedAt { get; set; }

        public static Identity FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Identity
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Issuer = Read.Required<string>(from, "issuer", path, Read.Text),
                Label = Read.Optional<string>(from, "label", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                LastUsedAt = Read.OptionalValue<DateTimeOffset>(from, "lastUsedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["issuer"] = Issuer;
            json["label"] = Label == null ? null : (object)Label;
            json["createdAt"] = Write.Time(CreatedAt);
            json["lastUsedAt"] = LastUsedAt == null ? null : (object)Write.Time(LastUsedAt.Value);
            return json;
        }
    }

    public sealed class ImageFacts
    {
        public string Format { get; set; }
        public long WidthPx { get; set; }
        public long HeightPx { get; set; }

        public static ImageFacts FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ImageFacts
            {
                Format = Read.Required<string>(from, "format", path, Read.Text),
                WidthPx = Read.Required<long>(from, "widthPx", path, Read.Integer),
                HeightPx = Read.Required<long>(from, "heightPx", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["format"] = Format;
            json["widthPx"] = WidthPx;
            json["heightPx"] = HeightPx;
            return json;
        }
    }

    public sealed class InvitationPage
    {
        public List<ListedInvitation> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static InvitationPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new InvitationPage
            {
                Items = Read.Required<List<ListedInvitation>>(from, "items", path, Read.ListOf(new ReadValue<ListedInvitation>(ListedInvitation.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class InvitationsCreateAnswer
    {
        public string Id { get; set; }
        public InvitationsCreateAnswerUser User { get; set; }
        public InvitationsCreateAnswerWorld World { get; set; }
        /// <summary>May be null.</summary>
        public string Room { get; set; }
        public DateTimeOffset ExpiresAt { get; set; }

        public static InvitationsCreateAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new InvitationsCreateAnswer
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                User = Read.Required<InvitationsCreateAnswerUser>(from, "user", path, InvitationsCreateAnswerUser.FromJson),
                World = Read.Required<InvitationsCreateAnswerWorld>(from, "world", path, InvitationsCreateAnswerWorld.FromJson),
                Room = Read.Optional<string>(from, "room", path, Read.Text),
                ExpiresAt = Read.Required<DateTimeOffset>(from, "expiresAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["user"] = User.ToJson();
            json["world"] = World.ToJson();
            json["room"] = Room == null ? null : (object)Room;
            json["expiresAt"] = Write.Time(ExpiresAt);
            return json;
        }
    }

    public sealed class InvitationsCreateAnswerUser
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static InvitationsCreateAnswerUser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new InvitationsCreateAnswerUser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class InvitationsCreateAnswerWorld
    {
        public string Id { get; set; }
        public string Name { get; set; }

        public static InvitationsCreateAnswerWorld FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new InvitationsCreateAnswerWorld
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            return json;
        }
    }

    public sealed class InvitationsCreateBody
    {
        public string UserId { get; set; }
        /// <summary>May be null.</summary>
        public string WorldId { get; set; }
        /// <summary>May be null.</summary>
        public string Room { get; set; }

        public static InvitationsCreateBody FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new InvitationsCreateBody
            {
                UserId = Read.Required<string>(from, "userId", path, Read.Text),
                WorldId = Read.Optional<string>(from, "worldId", path, Read.Text),
                Room = Read.Optional<string>(from, "room", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["userId"] = UserId;
            if (WorldId != null) json["worldId"] = WorldId;
            if (Room != null) json["room"] = Room;
            return json;
        }
    }

    public sealed class InvitationsEnterAnswer
    {
        /// <summary>May be null.</summary>
        public string Room { get; set; }
        /// <summary>May be null.</summary>
        public string HostId { get; set; }
        /// <summary>May be null.</summary>
        public HostAddress Host { get; set; }
        /// <summary>May be null.</summary>
        public string Ticket { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? TicketExpiresAt { get; set; }
        /// <summary>May be null.</summary>
        public World World { get; set; }
        /// <summary>May be null.</summary>
        public string Seat { get; set; }
        /// <summary>May be null.</summary>
        public Queued Waiting { get; set; }
        /// <summary>May be null.</summary>
        public QueuePlace Queue { get; set; }
        /// <summary>May be null.</summary>
        public string StatusUrl { get; set; }
        /// <summary>May be null.</summary>
        public string GhostSeat { get; set; }

        public static InvitationsEnterAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new InvitationsEnterAnswer
            {
                Room = Read.Optional<string>(from, "room", path, Read.Text),
                HostId = Read.Optional<string>(from, "hostId", path, Read.Text),
                Host = Read.Optional<HostAddress>(from, "host", path, HostAddress.FromJson),
                Ticket = Read.Optional<string>(from, "ticket", path, Read.Text),
                TicketExpiresAt = Read.OptionalValue<DateTimeOffset>(from, "ticketExpiresAt", path, Read.Time),
                World = Read.Optional<World>(from, "world", path, World.FromJson),
                Seat = Read.Optional<string>(from, "seat", path, Read.Text),
                Waiting = Read.Optional<Queued>(from, "waiting", path, Queued.FromJson),
                Queue = Read.Optional<QueuePlace>(from, "queue", path, QueuePlace.FromJson),
                StatusUrl = Read.Optional<string>(from, "statusUrl", path, Read.Text),
                GhostSeat = Read.Optional<string>(from, "ghostSeat", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Room != null) json["room"] = Room;
            if (HostId != null) json["hostId"] = HostId;
            if (Host != null) json["host"] = Host.ToJson();
            if (Ticket != null) json["ticket"] = Ticket;
            if (TicketExpiresAt != null) json["ticketExpiresAt"] = Write.Time(TicketExpiresAt.Value);
            if (World != null) json["world"] = World.ToJson();
            if (Seat != null) json["seat"] = Seat;
            if (Waiting != null) json["waiting"] = Waiting.ToJson();
            if (Queue != null) json["queue"] = Queue.ToJson();
            if (StatusUrl != null) json["statusUrl"] = StatusUrl;
            if (GhostSeat != null) json["ghostSeat"] = GhostSeat;
            return json;
        }
    }

    public sealed class InviteToTickets
    {
        /// <summary>May be null.</summary>
        public string UserId { get; set; }
        /// <summary>May be null.</summary>
        public long? TicketsMax { get; set; }

        public static InviteToTickets FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new InviteToTickets
            {
                UserId = Read.Optional<string>(from, "userId", path, Read.Text),
                TicketsMax = Read.OptionalValue<long>(from, "ticketsMax", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (UserId != null) json["userId"] = UserId;
            if (TicketsMax != null) json["ticketsMax"] = TicketsMax.Value;
            return json;
        }
    }

    public sealed class ItemDetail
    {
        public string Id { get; set; }
        public string Name { get; set; }
        public ItemDetailOwner Owner { get; set; }
        public ItemDetailFile File { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailUrl { get; set; }
        /// <summary>May be null.</summary>
        public VrmLicence Licence { get; set; }
        public AssetFacts Facts { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public string Kind { get; set; }
        public long LikeCount { get; set; }
        /// <summary>May be null.</summary>
        public ListingTerms Listing { get; set; }
        public List<AssetVariant> Variants { get; set; }

        public static ItemDetail FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ItemDetail
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Owner = Read.Required<ItemDetailOwner>(from, "owner", path, ItemDetailOwner.FromJson),
                File = Read.Required<ItemDetailFile>(from, "file", path, ItemDetailFile.FromJson),
                ThumbnailUrl = Read.Optional<string>(from, "thumbnailUrl", path, Read.Text),
                Licence = Read.Optional<VrmLicence>(from, "licence", path, VrmLicence.FromJson),
                Facts = Read.Required<AssetFacts>(from, "facts", path, AssetFacts.FromJson),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                LikeCount = Read.Required<long>(from, "likeCount", path, Read.Integer),
                Listing = Read.Optional<ListingTerms>(from, "listing", path, ListingTerms.FromJson),
                Variants = Read.Required<List<AssetVariant>>(from, "variants", path, Read.ListOf(new ReadValue<AssetVariant>(AssetVariant.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            json["owner"] = Owner.ToJson();
            json["file"] = File.ToJson();
            json["thumbnailUrl"] = ThumbnailUrl == null ? null : (object)ThumbnailUrl;
            json["licence"] = Licence == null ? null : (object)Licence.ToJson();
            json["facts"] = Facts.ToJson();
            json["createdAt"] = Write.Time(CreatedAt);
            json["kind"] = Kind;
            json["likeCount"] = LikeCount;
            json["listing"] = Listing == null ? null : (object)Listing.ToJson();
            json["variants"] = Write.List(Variants, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class ItemDetailFile
    {
        public string Url { get; set; }
        public string Sha256 { get; set; }
        public long SizeBytes { get; set; }

        public static ItemDetailFile FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ItemDetailFile
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
                Sha256 = Read.Required<string>(from, "sha256", path, Read.Text),
                SizeBytes = Read.Required<long>(from, "sizeBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            json["sha256"] = Sha256;
            json["sizeBytes"] = SizeBytes;
            return json;
        }
    }

    public sealed class ItemDetailOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ItemDetailOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ItemDetailOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ItemPage
    {
        public List<ListedAsset> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static ItemPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ItemPage
            {
                Items = Read.Required<List<ListedAsset>>(from, "items", path, Read.ListOf(new ReadValue<ListedAsset>(ListedAsset.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class KeysAccessAnswer
    {
        public List<Dictionary<string, string>> Keys { get; set; }

        public static KeysAccessAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new KeysAccessAnswer
            {
                Keys = Read.Required<List<Dictionary<string, string>>>(from, "keys", path, Read.ListOf(Read.MapOf(new ReadValue<string>(Read.Text)))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["keys"] = Write.List(Keys, item2 => Write.Map(item2, item1 => item1));
            return json;
        }
    }

    public sealed class LeadParty
    {
        public string UserId { get; set; }

        public static LeadParty FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new LeadParty
            {
                UserId = Read.Required<string>(from, "userId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["userId"] = UserId;
            return json;
        }
    }

    public sealed class Leaving
    {
        public DateTimeOffset EraseAt { get; set; }
        public bool CanRestore { get; set; }

        public static Leaving FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Leaving
            {
                EraseAt = Read.Required<DateTimeOffset>(from, "eraseAt", path, Read.Time),
                CanRestore = Read.Required<bool>(from, "canRestore", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["eraseAt"] = Write.Time(EraseAt);
            json["canRestore"] = CanRestore;
            return json;
        }
    }

    public sealed class LiftSanction
    {
        public string Reason { get; set; }

        public static LiftSanction FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new LiftSanction
            {
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["reason"] = Reason;
            return json;
        }
    }

    public sealed class Like
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset LikedAt { get; set; }

        public static Like FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Like
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                LikedAt = Read.Required<DateTimeOffset>(from, "likedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["likedAt"] = Write.Time(LikedAt);
            return json;
        }
    }

    public sealed class LikePage
    {
        public List<Like> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static LikePage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new LikePage
            {
                Items = Read.Required<List<Like>>(from, "items", path, Read.ListOf(new ReadValue<Like>(Like.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class Liked
    {
        public bool IsLiked { get; set; }
        public long LikeCount { get; set; }

        public static Liked FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Liked
            {
                IsLiked = Read.Required<bool>(from, "isLiked", path, Read.Flag),
                LikeCount = Read.Required<long>(from, "likeCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["isLiked"] = IsLiked;
            json["likeCount"] = LikeCount;
            return json;
        }
    }

    public sealed class LinkOidc
    {
        /// <summary>May be null.</summary>
        public string Provider { get; set; }
        /// <summary>May be null.</summary>
        public string ReturnTo { get; set; }

        public static LinkOidc FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new LinkOidc
            {
                Provider = Read.Optional<string>(from, "provider", path, Read.Text),
                ReturnTo = Read.Optional<string>(from, "returnTo", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Provider != null) json["provider"] = Provider;
            if (ReturnTo != null) json["returnTo"] = ReturnTo;
            return json;
        }
    }

    public sealed class LinkOidcStart
    {
        public string AuthorizationUrl { get; set; }

        public static LinkOidcStart FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new LinkOidcStart
            {
                AuthorizationUrl = Read.Required<string>(from, "authorizationUrl", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["authorizationUrl"] = AuthorizationUrl;
            return json;
        }
    }

    public sealed class ListedAsset
    {
        public string Id { get; set; }
        public string Name { get; set; }
        public ListedAssetOwner Owner { get; set; }
        public ListedAssetFile File { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailUrl { get; set; }
        /// <summary>May be null.</summary>
        public VrmLicence Licence { get; set; }
        public AssetFacts Facts { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public string Kind { get; set; }
        public long LikeCount { get; set; }
        /// <summary>May be null.</summary>
        public ListingTerms Listing { get; set; }

        public static ListedAsset FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ListedAsset
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Owner = Read.Required<ListedAssetOwner>(from, "owner", path, ListedAssetOwner.FromJson),
                File = Read.Required<ListedAssetFile>(from, "file", path, ListedAssetFile.FromJson),
                ThumbnailUrl = Read.Optional<string>(from, "thumbnailUrl", path, Read.Text),
                Licence = Read.Optional<VrmLicence>(from, "licence", path, VrmLicence.FromJson),
                Facts = Read.Required<AssetFacts>(from, "facts", path, AssetFacts.FromJson),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                LikeCount = Read.Required<long>(from, "likeCount", path, Read.Integer),
                Listing = Read.Optional<ListingTerms>(from, "listing", path, ListingTerms.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            json["owner"] = Owner.ToJson();
            json["file"] = File.ToJson();
            json["thumbnailUrl"] = ThumbnailUrl == null ? null : (object)ThumbnailUrl;
            json["licence"] = Licence == null ? null : (object)Licence.ToJson();
            json["facts"] = Facts.ToJson();
            json["createdAt"] = Write.Time(CreatedAt);
            json["kind"] = Kind;
            json["likeCount"] = LikeCount;
            json["listing"] = Listing == null ? null : (object)Listing.ToJson();
            return json;
        }
    }

    public sealed class ListedAssetFile
    {
        public string Url { get; set; }
        public string Sha256 { get; set; }
        public long SizeBytes { get; set; }

        public static ListedAssetFile FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ListedAssetFile
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
                Sha256 = Read.Required<string>(from, "sha256", path, Read.Text),
                SizeBytes = Read.Required<long>(from, "sizeBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            json["sha256"] = Sha256;
            json["sizeBytes"] = SizeBytes;
            return json;
        }
    }

    public sealed class ListedAssetOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ListedAssetOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ListedAssetOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ListedAvatar
    {
        public string Id { get; set; }
        public string Name { get; set; }
        public ListedAvatarOwner Owner { get; set; }
        public ListedAvatarFile File { get; set; }
        public string ThumbnailUrl { get; set; }
        public VrmLicence Licence { get; set; }
        public AvatarFacts Facts { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public long LikeCount { get; set; }
        /// <summary>May be null.</summary>
        public ListingTerms Listing { get; set; }

        public static ListedAvatar FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ListedAvatar
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Owner = Read.Required<ListedAvatarOwner>(from, "owner", path, ListedAvatarOwner.FromJson),
                File = Read.Required<ListedAvatarFile>(from, "file", path, ListedAvatarFile.FromJson),
                ThumbnailUrl = Read.Required<string>(from, "thumbnailUrl", path, Read.Text),
                Licence = Read.Required<VrmLicence>(from, "licence", path, VrmLicence.FromJson),
                Facts = Read.Required<AvatarFacts>(from, "facts", path, AvatarFacts.FromJson),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                LikeCount = Read.Required<long>(from, "likeCount", path, Read.Integer),
                Listing = Read.Optional<ListingTerms>(from, "listing", path, ListingTerms.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            json["owner"] = Owner.ToJson();
            json["file"] = File.ToJson();
            json["thumbnailUrl"] = ThumbnailUrl;
            json["licence"] = Licence.ToJson();
            json["facts"] = Facts.ToJson();
            json["createdAt"] = Write.Time(CreatedAt);
            json["likeCount"] = LikeCount;
            json["listing"] = Listing == null ? null : (object)Listing.ToJson();
            return json;
        }
    }

    public sealed class ListedAvatarFile
    {
        public string Url { get; set; }
        public string Sha256 { get; set; }
        public long SizeBytes { get; set; }

        public static ListedAvatarFile FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ListedAvatarFile
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
                Sha256 = Read.Required<string>(from, "sha256", path, Read.Text),
                SizeBytes = Read.Required<long>(from, "sizeBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            json["sha256"] = Sha256;
            json["sizeBytes"] = SizeBytes;
            return json;
        }
    }

    public sealed class ListedAvatarOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ListedAvatarOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ListedAvatarOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ListedInvitation
    {
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public ListedInvitationUser User { get; set; }
        public long TicketsMax { get; set; }
        public long TakenCount { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static ListedInvitation FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ListedInvitation
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                User = Read.Optional<ListedInvitationUser>(from, "user", path, ListedInvitationUser.FromJson),
                TicketsMax = Read.Required<long>(from, "ticketsMax", path, Read.Integer),
                TakenCount = Read.Required<long>(from, "takenCount", path, Read.Integer),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["user"] = User == null ? null : (object)User.ToJson();
            json["ticketsMax"] = TicketsMax;
            json["takenCount"] = TakenCount;
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class ListedInvitationUser
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ListedInvitationUser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ListedInvitationUser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class Listing
    {
        public long PriceCoins { get; set; }
        /// <summary>May be null.</summary>
        public long? NumberMax { get; set; }
        /// <summary>May be null.</summary>
        public long? LeftCount { get; set; }
        public bool TakesExchangeTickets { get; set; }
        public bool IsForSale { get; set; }
        public bool IsForHolders { get; set; }
        public string AssetId { get; set; }
        public string Kind { get; set; }
        public string Name { get; set; }
        public ListingOwner Owner { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailUrl { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static Listing FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Listing
            {
                PriceCoins = Read.Required<long>(from, "priceCoins", path, Read.Integer),
                NumberMax = Read.OptionalValue<long>(from, "numberMax", path, Read.Integer),
                LeftCount = Read.OptionalValue<long>(from, "leftCount", path, Read.Integer),
                TakesExchangeTickets = Read.Required<bool>(from, "takesExchangeTickets", path, Read.Flag),
                IsForSale = Read.Required<bool>(from, "isForSale", path, Read.Flag),
                IsForHolders = Read.Required<bool>(from, "isForHolders", path, Read.Flag),
                AssetId = Read.Required<string>(from, "assetId", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Owner = Read.Required<ListingOwner>(from, "owner", path, ListingOwner.FromJson),
                ThumbnailUrl = Read.Optional<string>(from, "thumbnailUrl", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["priceCoins"] = PriceCoins;
            json["numberMax"] = NumberMax == null ? null : (object)NumberMax.Value;
            json["leftCount"] = LeftCount == null ? null : (object)LeftCount.Value;
            json["takesExchangeTickets"] = TakesExchangeTickets;
            json["isForSale"] = IsForSale;
            json["isForHolders"] = IsForHolders;
            json["assetId"] = AssetId;
            json["kind"] = Kind;
            json["name"] = Name;
            json["owner"] = Owner.ToJson();
            json["thumbnailUrl"] = ThumbnailUrl == null ? null : (object)ThumbnailUrl;
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class ListingOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ListingOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ListingOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ListingPage
    {
        public List<Listing> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static ListingPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ListingPage
            {
                Items = Read.Required<List<Listing>>(from, "items", path, Read.ListOf(new ReadValue<Listing>(Listing.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class ListingTerms
    {
        public long PriceCoins { get; set; }
        /// <summary>May be null.</summary>
        public long? NumberMax { get; set; }
        /// <summary>May be null.</summary>
        public long? LeftCount { get; set; }
        public bool TakesExchangeTickets { get; set; }
        public bool IsForSale { get; set; }
        public bool IsForHolders { get; set; }

        public static ListingTerms FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ListingTerms
            {
                PriceCoins = Read.Required<long>(from, "priceCoins", path, Read.Integer),
                NumberMax = Read.OptionalValue<long>(from, "numberMax", path, Read.Integer),
                LeftCount = Read.OptionalValue<long>(from, "leftCount", path, Read.Integer),
                TakesExchangeTickets = Read.Required<bool>(from, "takesExchangeTickets", path, Read.Flag),
                IsForSale = Read.Required<bool>(from, "isForSale", path, Read.Flag),
                IsForHolders = Read.Required<bool>(from, "isForHolders", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["priceCoins"] = PriceCoins;
            json["numberMax"] = NumberMax == null ? null : (object)NumberMax.Value;
            json["leftCount"] = LeftCount == null ? null : (object)LeftCount.Value;
            json["takesExchangeTickets"] = TakesExchangeTickets;
            json["isForSale"] = IsForSale;
            json["isForHolders"] = IsForHolders;
            return json;
        }
    }

    public sealed class MeTakeHandleBody
    {
        public string Handle { get; set; }

        public static MeTakeHandleBody FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new MeTakeHandleBody
            {
                Handle = Read.Required<string>(from, "handle", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["handle"] = Handle;
            return json;
        }
    }

    public sealed class MemberList
    {
        public List<WorldMember> Items { get; set; }

        public static MemberList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new MemberList
            {
                Items = Read.Required<List<WorldMember>>(from, "items", path, Read.ListOf(new ReadValue<WorldMember>(WorldMember.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class ModelFacts
    {
        public string Format { get; set; }
        public long TriangleCount { get; set; }
        public long VertexCount { get; set; }
        public long MaterialCount { get; set; }
        public long TextureCount { get; set; }
        public long NodeCount { get; set; }
        public List<double> SizeM { get; set; }
        /// <summary>May be null.</summary>
        public string AttachBone { get; set; }

        public static ModelFacts FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ModelFacts
            {
                Format = Read.Required<string>(from, "format", path, Read.Text),
                TriangleCount = Read.Required<long>(from, "triangleCount", path, Read.Integer),
                VertexCount = Read.Required<long>(from, "vertexCount", path, Read.Integer),
                MaterialCount = Read.Required<long>(from, "materialCount", path, Read.Integer),
                TextureCount = Read.Required<long>(from, "textureCount", path, Read.Integer),
                NodeCount = Read.Required<long>(from, "nodeCount", path, Read.Integer),
                SizeM = Read.Required<List<double>>(from, "sizeM", path, Read.ListOf(new ReadValue<double>(Read.Number))),
                AttachBone = Read.Optional<string>(from, "attachBone", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["format"] = Format;
            json["triangleCount"] = TriangleCount;
            json["vertexCount"] = VertexCount;
            json["materialCount"] = MaterialCount;
            json["textureCount"] = TextureCount;
            json["nodeCount"] = NodeCount;
            json["sizeM"] = Write.List(SizeM, item1 => item1);
            if (AttachBone != null) json["attachBone"] = AttachBone;
            return json;
        }
    }

    public sealed class MultipartUpload
    {
        public string UploadId { get; set; }
        public List<MultipartUploadPartsItem> Parts { get; set; }
        public string CompleteUrl { get; set; }
        public string StatusApiUrl { get; set; }
        public DateTimeOffset ExpiresAt { get; set; }

        public static MultipartUpload FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new MultipartUpload
            {
                UploadId = Read.Required<string>(from, "uploadId", path, Read.Text),
                Parts = Read.Required<List<MultipartUploadPartsItem>>(from, "parts", path, Read.ListOf(new ReadValue<MultipartUploadPartsItem>(MultipartUploadPartsItem.FromJson))),
                CompleteUrl = Read.Required<string>(from, "completeUrl", path, Read.Text),
                StatusApiUrl = Read.Required<string>(from, "statusApiUrl", path, Read.Text),
                ExpiresAt = Read.Required<DateTimeOffset>(from, "expiresAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["uploadId"] = UploadId;
            json["parts"] = Write.List(Parts, item1 => item1.ToJson());
            json["completeUrl"] = CompleteUrl;
            json["statusApiUrl"] = StatusApiUrl;
            json["expiresAt"] = Write.Time(ExpiresAt);
            return json;
        }
    }

    public sealed class MultipartUploadPartsItem
    {
        public long PartNumber { get; set; }
        public long SizeBytes { get; set; }
        public string Url { get; set; }

        public static MultipartUploadPartsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new MultipartUploadPartsItem
            {
                PartNumber = Read.Required<long>(from, "partNumber", path, Read.Integer),
                SizeBytes = Read.Required<long>(from, "sizeBytes", path, Read.Integer),
                Url = Read.Required<string>(from, "url", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["partNumber"] = PartNumber;
            json["sizeBytes"] = SizeBytes;
            json["url"] = Url;
            return json;
        }
    }

    public sealed class NewCalendar
    {
        public string Url { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static NewCalendar FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NewCalendar
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class NewCredential
    {
        public string Id { get; set; }
        public string RawId { get; set; }
        public string Type { get; set; }
        public NewCredentialResponse Response { get; set; }

        public static NewCredential FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NewCredential
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                RawId = Read.Required<string>(from, "rawId", path, Read.Text),
                Type = Read.Required<string>(from, "type", path, Read.Text),
                Response = Read.Required<NewCredentialResponse>(from, "response", path, NewCredentialResponse.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["rawId"] = RawId;
            json["type"] = Type;
            json["response"] = Response.ToJson();
            return json;
        }
    }

    public sealed class NewCredentialResponse
    {
        public string ClientDataJSON { get; set; }
        public string AttestationObject { get; set; }
        /// <summary>May be null.</summary>
        public List<string> Transports { get; set; }

        public static NewCredentialResponse FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NewCredentialResponse
            {
                ClientDataJSON = Read.Required<string>(from, "clientDataJSON", path, Read.Text),
                AttestationObject = Read.Required<string>(from, "attestationObject", path, Read.Text),
                Transports = Read.Optional<List<string>>(from, "transports", path, Read.ListOf(new ReadValue<string>(Read.Text))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["clientDataJSON"] = ClientDataJSON;
            json["attestationObject"] = AttestationObject;
            if (Transports != null) json["transports"] = Write.List(Transports, item1 => item1);
            return json;
        }
    }

    public sealed class NotificationsEventsAnswer
    {
        public List<NotificationsEventsAnswerArrivedItem> Arrived { get; set; }
        public long UnreadCount { get; set; }

        public static NotificationsEventsAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswer
            {
                Arrived = Read.Required<List<NotificationsEventsAnswerArrivedItem>>(from, "arrived", path, Read.ListOf(new ReadValue<NotificationsEventsAnswerArrivedItem>(NotificationsEventsAnswerArrivedItem.FromJson))),
                UnreadCount = Read.Required<long>(from, "unreadCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["arrived"] = Write.List(Arrived, item1 => item1.ToJson());
            json["unreadCount"] = UnreadCount;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        /// <summary>May be null.</summary>
        public object User { get; set; }
        /// <summary>May be null.</summary>
        public NotificationsEventsAnswerArrivedItem4Invitation Invitation { get; set; }
        /// <summary>May be null.</summary>
        public NotificationsEventsAnswerArrivedItem5Sanction Sanction { get; set; }
        /// <summary>May be null.</summary>
        public NotificationsEventsAnswerArrivedItem6Appeal Appeal { get; set; }
        /// <summary>May be null.</summary>
        public NotificationsEventsAnswerArrivedItem7Present Present { get; set; }
        /// <summary>May be null.</summary>
        public NotificationsEventsAnswerArrivedItem8Sold Sold { get; set; }

        public static NotificationsEventsAnswerArrivedItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Optional<object>(from, "user", path, Read.Any),
                Invitation = Read.Optional<NotificationsEventsAnswerArrivedItem4Invitation>(from, "invitation", path, NotificationsEventsAnswerArrivedItem4Invitation.FromJson),
                Sanction = Read.Optional<NotificationsEventsAnswerArrivedItem5Sanction>(from, "sanction", path, NotificationsEventsAnswerArrivedItem5Sanction.FromJson),
                Appeal = Read.Optional<NotificationsEventsAnswerArrivedItem6Appeal>(from, "appeal", path, NotificationsEventsAnswerArrivedItem6Appeal.FromJson),
                Present = Read.Optional<NotificationsEventsAnswerArrivedItem7Present>(from, "present", path, NotificationsEventsAnswerArrivedItem7Present.FromJson),
                Sold = Read.Optional<NotificationsEventsAnswerArrivedItem8Sold>(from, "sold", path, NotificationsEventsAnswerArrivedItem8Sold.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            if (User != null) json["user"] = User;
            if (Invitation != null) json["invitation"] = Invitation.ToJson();
            if (Sanction != null) json["sanction"] = Sanction.ToJson();
            if (Appeal != null) json["appeal"] = Appeal.ToJson();
            if (Present != null) json["present"] = Present.ToJson();
            if (Sold != null) json["sold"] = Sold.ToJson();
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem1
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsEventsAnswerArrivedItem1User User { get; set; }

        public static NotificationsEventsAnswerArrivedItem1 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem1
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Required<NotificationsEventsAnswerArrivedItem1User>(from, "user", path, NotificationsEventsAnswerArrivedItem1User.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["user"] = User.ToJson();
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem1User
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static NotificationsEventsAnswerArrivedItem1User FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem1User
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem2
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsEventsAnswerArrivedItem2User User { get; set; }

        public static NotificationsEventsAnswerArrivedItem2 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem2
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Required<NotificationsEventsAnswerArrivedItem2User>(from, "user", path, NotificationsEventsAnswerArrivedItem2User.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["user"] = User.ToJson();
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem2User
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static NotificationsEventsAnswerArrivedItem2User FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem2User
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem3
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsEventsAnswerArrivedItem3User User { get; set; }

        public static NotificationsEventsAnswerArrivedItem3 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem3
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Required<NotificationsEventsAnswerArrivedItem3User>(from, "user", path, NotificationsEventsAnswerArrivedItem3User.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["user"] = User.ToJson();
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem3User
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static NotificationsEventsAnswerArrivedItem3User FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem3User
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem4
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsEventsAnswerArrivedItem4User User { get; set; }
        public NotificationsEventsAnswerArrivedItem4Invitation Invitation { get; set; }

        public static NotificationsEventsAnswerArrivedItem4 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem4
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Required<NotificationsEventsAnswerArrivedItem4User>(from, "user", path, NotificationsEventsAnswerArrivedItem4User.FromJson),
                Invitation = Read.Required<NotificationsEventsAnswerArrivedItem4Invitation>(from, "invitation", path, NotificationsEventsAnswerArrivedItem4Invitation.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["user"] = User.ToJson();
            json["invitation"] = Invitation.ToJson();
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem4Invitation
    {
        public string InvitationId { get; set; }
        public NotificationsEventsAnswerArrivedItem4InvitationWorld World { get; set; }
        public DateTimeOffset ExpiresAt { get; set; }

        public static NotificationsEventsAnswerArrivedItem4Invitation FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem4Invitation
            {
                InvitationId = Read.Required<string>(from, "invitationId", path, Read.Text),
                World = Read.Required<NotificationsEventsAnswerArrivedItem4InvitationWorld>(from, "world", path, NotificationsEventsAnswerArrivedItem4InvitationWorld.FromJson),
                ExpiresAt = Read.Required<DateTimeOffset>(from, "expiresAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["invitationId"] = InvitationId;
            json["world"] = World.ToJson();
            json["expiresAt"] = Write.Time(ExpiresAt);
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem4InvitationWorld
    {
        public string Id { get; set; }
        public string Name { get; set; }

        public static NotificationsEventsAnswerArrivedItem4InvitationWorld FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem4InvitationWorld
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem4User
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static NotificationsEventsAnswerArrivedItem4User FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem4User
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem5
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsEventsAnswerArrivedItem5Sanction Sanction { get; set; }

        public static NotificationsEventsAnswerArrivedItem5 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem5
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                Sanction = Read.Required<NotificationsEventsAnswerArrivedItem5Sanction>(from, "sanction", path, NotificationsEventsAnswerArrivedItem5Sanction.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["sanction"] = Sanction.ToJson();
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem5Sanction
    {
        public string SanctionId { get; set; }
        public string Kind { get; set; }
        public NotificationsEventsAnswerArrivedItem5SanctionTarget Target { get; set; }
        public string Reason { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? Until { get; set; }

        public static NotificationsEventsAnswerArrivedItem5Sanction FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem5Sanction
            {
                SanctionId = Read.Required<string>(from, "sanctionId", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Target = Read.Required<NotificationsEventsAnswerArrivedItem5SanctionTarget>(from, "target", path, NotificationsEventsAnswerArrivedItem5SanctionTarget.FromJson),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
                Until = Read.OptionalValue<DateTimeOffset>(from, "until", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["sanctionId"] = SanctionId;
            json["kind"] = Kind;
            json["target"] = Target.ToJson();
            json["reason"] = Reason;
            json["until"] = Until == null ? null : (object)Write.Time(Until.Value);
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem5SanctionTarget
    {
        public string Kind { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }

        public static NotificationsEventsAnswerArrivedItem5SanctionTarget FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem5SanctionTarget
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["name"] = Name == null ? null : (object)Name;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem6
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsEventsAnswerArrivedItem6Appeal Appeal { get; set; }

        public static NotificationsEventsAnswerArrivedItem6 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem6
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                Appeal = Read.Required<NotificationsEventsAnswerArrivedItem6Appeal>(from, "appeal", path, NotificationsEventsAnswerArrivedItem6Appeal.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["appeal"] = Appeal.ToJson();
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem6Appeal
    {
        public string SanctionId { get; set; }
        public string Kind { get; set; }
        public NotificationsEventsAnswerArrivedItem6AppealTarget Target { get; set; }
        public string Outcome { get; set; }
        public string Answer { get; set; }

        public static NotificationsEventsAnswerArrivedItem6Appeal FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem6Appeal
            {
                SanctionId = Read.Required<string>(from, "sanctionId", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Target = Read.Required<NotificationsEventsAnswerArrivedItem6AppealTarget>(from, "target", path, NotificationsEventsAnswerArrivedItem6AppealTarget.FromJson),
                Outcome = Read.Required<string>(from, "outcome", path, Read.Text),
                Answer = Read.Required<string>(from, "answer", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["sanctionId"] = SanctionId;
            json["kind"] = Kind;
            json["target"] = Target.ToJson();
            json["outcome"] = Outcome;
            json["answer"] = Answer;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem6AppealTarget
    {
        public string Kind { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }

        public static NotificationsEventsAnswerArrivedItem6AppealTarget FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem6AppealTarget
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["name"] = Name == null ? null : (object)Name;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem7
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsEventsAnswerArrivedItem7User User { get; set; }
        public NotificationsEventsAnswerArrivedItem7Present Present { get; set; }

        public static NotificationsEventsAnswerArrivedItem7 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem7
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Required<NotificationsEventsAnswerArrivedItem7User>(from, "user", path, NotificationsEventsAnswerArrivedItem7User.FromJson),
                Present = Read.Required<NotificationsEventsAnswerArrivedItem7Present>(from, "present", path, NotificationsEventsAnswerArrivedItem7Present.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["user"] = User.ToJson();
            json["present"] = Present.ToJson();
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem7Present
    {
        public NotificationsEventsAnswerArrivedItem7PresentAsset Asset { get; set; }
        public string Note { get; set; }

        public static NotificationsEventsAnswerArrivedItem7Present FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem7Present
            {
                Asset = Read.Required<NotificationsEventsAnswerArrivedItem7PresentAsset>(from, "asset", path, NotificationsEventsAnswerArrivedItem7PresentAsset.FromJson),
                Note = Read.Required<string>(from, "note", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["asset"] = Asset.ToJson();
            json["note"] = Note;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem7PresentAsset
    {
        public string Id { get; set; }
        public string Kind { get; set; }
        public string Name { get; set; }

        public static NotificationsEventsAnswerArrivedItem7PresentAsset FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem7PresentAsset
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["kind"] = Kind;
            json["name"] = Name;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem7User
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static NotificationsEventsAnswerArrivedItem7User FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem7User
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem8
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsEventsAnswerArrivedItem8Sold Sold { get; set; }

        public static NotificationsEventsAnswerArrivedItem8 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem8
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                Sold = Read.Required<NotificationsEventsAnswerArrivedItem8Sold>(from, "sold", path, NotificationsEventsAnswerArrivedItem8Sold.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["sold"] = Sold.ToJson();
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem8Sold
    {
        public NotificationsEventsAnswerArrivedItem8SoldAsset Asset { get; set; }

        public static NotificationsEventsAnswerArrivedItem8Sold FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem8Sold
            {
                Asset = Read.Required<NotificationsEventsAnswerArrivedItem8SoldAsset>(from, "asset", path, NotificationsEventsAnswerArrivedItem8SoldAsset.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["asset"] = Asset.ToJson();
            return json;
        }
    }

    public sealed class NotificationsEventsAnswerArrivedItem8SoldAsset
    {
        public string Id { get; set; }
        public string Kind { get; set; }
        public string Name { get; set; }

        public static NotificationsEventsAnswerArrivedItem8SoldAsset FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsEventsAnswerArrivedItem8SoldAsset
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["kind"] = Kind;
            json["name"] = Name;
            return json;
        }
    }

    public sealed class NotificationsListAnswer
    {
        public List<NotificationsListAnswerItemsItem> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }
        public long UnreadCount { get; set; }

        public static NotificationsListAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswer
            {
                Items = Read.Required<List<NotificationsListAnswerItemsItem>>(from, "items", path, Read.ListOf(new ReadValue<NotificationsListAnswerItemsItem>(NotificationsListAnswerItemsItem.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
                UnreadCount = Read.Required<long>(from, "unreadCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            json["unreadCount"] = UnreadCount;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        /// <summary>May be null.</summary>
        public object User { get; set; }
        /// <summary>May be null.</summary>
        public NotificationsListAnswerItemsItem4Invitation Invitation { get; set; }
        /// <summary>May be null.</summary>
        public NotificationsListAnswerItemsItem5Sanction Sanction { get; set; }
        /// <summary>May be null.</summary>
        public NotificationsListAnswerItemsItem6Appeal Appeal { get; set; }
        /// <summary>May be null.</summary>
        public NotificationsListAnswerItemsItem7Present Present { get; set; }
        /// <summary>May be null.</summary>
        public NotificationsListAnswerItemsItem8Sold Sold { get; set; }

        public static NotificationsListAnswerItemsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Optional<object>(from, "user", path, Read.Any),
                Invitation = Read.Optional<NotificationsListAnswerItemsItem4Invitation>(from, "invitation", path, NotificationsListAnswerItemsItem4Invitation.FromJson),
                Sanction = Read.Optional<NotificationsListAnswerItemsItem5Sanction>(from, "sanction", path, NotificationsListAnswerItemsItem5Sanction.FromJson),
                Appeal = Read.Optional<NotificationsListAnswerItemsItem6Appeal>(from, "appeal", path, NotificationsListAnswerItemsItem6Appeal.FromJson),
                Present = Read.Optional<NotificationsListAnswerItemsItem7Present>(from, "present", path, NotificationsListAnswerItemsItem7Present.FromJson),
                Sold = Read.Optional<NotificationsListAnswerItemsItem8Sold>(from, "sold", path, NotificationsListAnswerItemsItem8Sold.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            if (User != null) json["user"] = User;
            if (Invitation != null) json["invitation"] = Invitation.ToJson();
            if (Sanction != null) json["sanction"] = Sanction.ToJson();
            if (Appeal != null) json["appeal"] = Appeal.ToJson();
            if (Present != null) json["present"] = Present.ToJson();
            if (Sold != null) json["sold"] = Sold.ToJson();
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem1
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsListAnswerItemsItem1User User { get; set; }

        public static NotificationsListAnswerItemsItem1 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem1
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Required<NotificationsListAnswerItemsItem1User>(from, "user", path, NotificationsListAnswerItemsItem1User.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["user"] = User.ToJson();
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem1User
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static NotificationsListAnswerItemsItem1User FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem1User
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem2
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsListAnswerItemsItem2User User { get; set; }

        public static NotificationsListAnswerItemsItem2 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem2
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Required<NotificationsListAnswerItemsItem2User>(from, "user", path, NotificationsListAnswerItemsItem2User.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["user"] = User.ToJson();
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem2User
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static NotificationsListAnswerItemsItem2User FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem2User
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem3
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsListAnswerItemsItem3User User { get; set; }

        public static NotificationsListAnswerItemsItem3 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem3
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Required<NotificationsListAnswerItemsItem3User>(from, "user", path, NotificationsListAnswerItemsItem3User.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["user"] = User.ToJson();
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem3User
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static NotificationsListAnswerItemsItem3User FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem3User
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem4
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsListAnswerItemsItem4User User { get; set; }
        public NotificationsListAnswerItemsItem4Invitation Invitation { get; set; }

        public static NotificationsListAnswerItemsItem4 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem4
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Required<NotificationsListAnswerItemsItem4User>(from, "user", path, NotificationsListAnswerItemsItem4User.FromJson),
                Invitation = Read.Required<NotificationsListAnswerItemsItem4Invitation>(from, "invitation", path, NotificationsListAnswerItemsItem4Invitation.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["user"] = User.ToJson();
            json["invitation"] = Invitation.ToJson();
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem4Invitation
    {
        public string InvitationId { get; set; }
        public NotificationsListAnswerItemsItem4InvitationWorld World { get; set; }
        public DateTimeOffset ExpiresAt { get; set; }

        public static NotificationsListAnswerItemsItem4Invitation FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem4Invitation
            {
                InvitationId = Read.Required<string>(from, "invitationId", path, Read.Text),
                World = Read.Required<NotificationsListAnswerItemsItem4InvitationWorld>(from, "world", path, NotificationsListAnswerItemsItem4InvitationWorld.FromJson),
                ExpiresAt = Read.Required<DateTimeOffset>(from, "expiresAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["invitationId"] = InvitationId;
            json["world"] = World.ToJson();
            json["expiresAt"] = Write.Time(ExpiresAt);
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem4InvitationWorld
    {
        public string Id { get; set; }
        public string Name { get; set; }

        public static NotificationsListAnswerItemsItem4InvitationWorld FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem4InvitationWorld
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem4User
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static NotificationsListAnswerItemsItem4User FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem4User
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem5
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsListAnswerItemsItem5Sanction Sanction { get; set; }

        public static NotificationsListAnswerItemsItem5 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem5
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                Sanction = Read.Required<NotificationsListAnswerItemsItem5Sanction>(from, "sanction", path, NotificationsListAnswerItemsItem5Sanction.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["sanction"] = Sanction.ToJson();
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem5Sanction
    {
        public string SanctionId { get; set; }
        public string Kind { get; set; }
        public NotificationsListAnswerItemsItem5SanctionTarget Target { get; set; }
        public string Reason { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? Until { get; set; }

        public static NotificationsListAnswerItemsItem5Sanction FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem5Sanction
            {
                SanctionId = Read.Required<string>(from, "sanctionId", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Target = Read.Required<NotificationsListAnswerItemsItem5SanctionTarget>(from, "target", path, NotificationsListAnswerItemsItem5SanctionTarget.FromJson),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
                Until = Read.OptionalValue<DateTimeOffset>(from, "until", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["sanctionId"] = SanctionId;
            json["kind"] = Kind;
            json["target"] = Target.ToJson();
            json["reason"] = Reason;
            json["until"] = Until == null ? null : (object)Write.Time(Until.Value);
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem5SanctionTarget
    {
        public string Kind { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }

        public static NotificationsListAnswerItemsItem5SanctionTarget FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem5SanctionTarget
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["name"] = Name == null ? null : (object)Name;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem6
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsListAnswerItemsItem6Appeal Appeal { get; set; }

        public static NotificationsListAnswerItemsItem6 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem6
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                Appeal = Read.Required<NotificationsListAnswerItemsItem6Appeal>(from, "appeal", path, NotificationsListAnswerItemsItem6Appeal.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["appeal"] = Appeal.ToJson();
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem6Appeal
    {
        public string SanctionId { get; set; }
        public string Kind { get; set; }
        public NotificationsListAnswerItemsItem6AppealTarget Target { get; set; }
        public string Outcome { get; set; }
        public string Answer { get; set; }

        public static NotificationsListAnswerItemsItem6Appeal FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem6Appeal
            {
                SanctionId = Read.Required<string>(from, "sanctionId", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Target = Read.Required<NotificationsListAnswerItemsItem6AppealTarget>(from, "target", path, NotificationsListAnswerItemsItem6AppealTarget.FromJson),
                Outcome = Read.Required<string>(from, "outcome", path, Read.Text),
                Answer = Read.Required<string>(from, "answer", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["sanctionId"] = SanctionId;
            json["kind"] = Kind;
            json["target"] = Target.ToJson();
            json["outcome"] = Outcome;
            json["answer"] = Answer;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem6AppealTarget
    {
        public string Kind { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }

        public static NotificationsListAnswerItemsItem6AppealTarget FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem6AppealTarget
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["name"] = Name == null ? null : (object)Name;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem7
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsListAnswerItemsItem7User User { get; set; }
        public NotificationsListAnswerItemsItem7Present Present { get; set; }

        public static NotificationsListAnswerItemsItem7 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem7
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                User = Read.Required<NotificationsListAnswerItemsItem7User>(from, "user", path, NotificationsListAnswerItemsItem7User.FromJson),
                Present = Read.Required<NotificationsListAnswerItemsItem7Present>(from, "present", path, NotificationsListAnswerItemsItem7Present.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["user"] = User.ToJson();
            json["present"] = Present.ToJson();
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem7Present
    {
        public NotificationsListAnswerItemsItem7PresentAsset Asset { get; set; }
        public string Note { get; set; }

        public static NotificationsListAnswerItemsItem7Present FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem7Present
            {
                Asset = Read.Required<NotificationsListAnswerItemsItem7PresentAsset>(from, "asset", path, NotificationsListAnswerItemsItem7PresentAsset.FromJson),
                Note = Read.Required<string>(from, "note", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["asset"] = Asset.ToJson();
            json["note"] = Note;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem7PresentAsset
    {
        public string Id { get; set; }
        public string Kind { get; set; }
        public string Name { get; set; }

        public static NotificationsListAnswerItemsItem7PresentAsset FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem7PresentAsset
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["kind"] = Kind;
            json["name"] = Name;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem7User
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static NotificationsListAnswerItemsItem7User FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem7User
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem8
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public DateTimeOffset At { get; set; }
        public bool IsRead { get; set; }
        public NotificationsListAnswerItemsItem8Sold Sold { get; set; }

        public static NotificationsListAnswerItemsItem8 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem8
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                IsRead = Read.Required<bool>(from, "isRead", path, Read.Flag),
                Sold = Read.Required<NotificationsListAnswerItemsItem8Sold>(from, "sold", path, NotificationsListAnswerItemsItem8Sold.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["at"] = Write.Time(At);
            json["isRead"] = IsRead;
            json["sold"] = Sold.ToJson();
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem8Sold
    {
        public NotificationsListAnswerItemsItem8SoldAsset Asset { get; set; }

        public static NotificationsListAnswerItemsItem8Sold FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem8Sold
            {
                Asset = Read.Required<NotificationsListAnswerItemsItem8SoldAsset>(from, "asset", path, NotificationsListAnswerItemsItem8SoldAsset.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["asset"] = Asset.ToJson();
            return json;
        }
    }

    public sealed class NotificationsListAnswerItemsItem8SoldAsset
    {
        public string Id { get; set; }
        public string Kind { get; set; }
        public string Name { get; set; }

        public static NotificationsListAnswerItemsItem8SoldAsset FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsListAnswerItemsItem8SoldAsset
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["kind"] = Kind;
            json["name"] = Name;
            return json;
        }
    }

    public sealed class NotificationsReadAllBody
    {
        /// <summary>May be null.</summary>
        public string UpTo { get; set; }

        public static NotificationsReadAllBody FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsReadAllBody
            {
                UpTo = Read.Optional<string>(from, "upTo", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (UpTo != null) json["upTo"] = UpTo;
            return json;
        }
    }

    public sealed class NotificationsReadAnswer
    {
        public long UnreadCount { get; set; }

        public static NotificationsReadAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new NotificationsReadAnswer
            {
                UnreadCount = Read.Required<long>(from, "unreadCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["unreadCount"] = UnreadCount;
            return json;
        }
    }

    public sealed class Onboarding
    {
        /// <summary>May be null.</summary>
        public string Country { get; set; }
        /// <summary>May be null.</summary>
        public string ReturnTo { get; set; }

        public static Onboarding FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Onboarding
            {
                Country = Read.Optional<string>(from, "country", path, Read.Text),
                ReturnTo = Read.Optional<string>(from, "returnTo", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Country != null) json["country"] = Country;
            if (ReturnTo != null) json["returnTo"] = ReturnTo;
            return json;
        }
    }

    public sealed class OpenRoom
    {
        public string Id { get; set; }
        public string Region { get; set; }
        public long HeadCount { get; set; }
        public long Capacity { get; set; }

        public static OpenRoom FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OpenRoom
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Region = Read.Required<string>(from, "region", path, Read.Text),
                HeadCount = Read.Required<long>(from, "headCount", path, Read.Integer),
                Capacity = Read.Required<long>(from, "capacity", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["region"] = Region;
            json["headCount"] = HeadCount;
            json["capacity"] = Capacity;
            return json;
        }
    }

    public sealed class OpenRoomList
    {
        public List<OpenRoom> Items { get; set; }

        public static OpenRoomList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OpenRoomList
            {
                Items = Read.Required<List<OpenRoom>>(from, "items", path, Read.ListOf(new ReadValue<OpenRoom>(OpenRoom.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class Order
    {
        public string Id { get; set; }
        public string State { get; set; }
        public string What { get; set; }
        /// <summary>May be null.</summary>
        public string CoinPackId { get; set; }
        /// <summary>May be null.</summary>
        public string TicketTypeId { get; set; }
        /// <summary>May be null.</summary>
        public string EventId { get; set; }
        public string Title { get; set; }
        public long Count { get; set; }
        public long CoinCount { get; set; }
        public long FreeCoinCount { get; set; }
        public string Currency { get; set; }
        public long Amount { get; set; }
        public long RefundedAmount { get; set; }
        /// <summary>May be null.</summary>
        public string CheckoutUrl { get; set; }
        public DateTimeOffset HoldUntil { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static Order FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Order
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                State = Read.Required<string>(from, "state", path, Read.Text),
                What = Read.Required<string>(from, "what", path, Read.Text),
                CoinPackId = Read.Optional<string>(from, "coinPackId", path, Read.Text),
                TicketTypeId = Read.Optional<string>(from, "ticketTypeId", path, Read.Text),
                EventId = Read.Optional<string>(from, "eventId", path, Read.Text),
                Title = Read.Required<string>(from, "title", path, Read.Text),
                Count = Read.Required<long>(from, "count", path, Read.Integer),
                CoinCount = Read.Required<long>(from, "coinCount", path, Read.Integer),
                FreeCoinCount = Read.Required<long>(from, "freeCoinCount", path, Read.Integer),
                Currency = Read.Required<string>(from, "currency", path, Read.Text),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
                RefundedAmount = Read.Required<long>(from, "refundedAmount", path, Read.Integer),
                CheckoutUrl = Read.Optional<string>(from, "checkoutUrl", path, Read.Text),
                HoldUntil = Read.Required<DateTimeOffset>(from, "holdUntil", path, Read.Time),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["state"] = State;
            json["what"] = What;
            json["coinPackId"] = CoinPackId == null ? null : (object)CoinPackId;
            json["ticketTypeId"] = TicketTypeId == null ? null : (object)TicketTypeId;
            json["eventId"] = EventId == null ? null : (object)EventId;
            json["title"] = Title;
            json["count"] = Count;
            json["coinCount"] = CoinCount;
            json["freeCoinCount"] = FreeCoinCount;
            json["currency"] = Currency;
            json["amount"] = Amount;
            json["refundedAmount"] = RefundedAmount;
            json["checkoutUrl"] = CheckoutUrl == null ? null : (object)CheckoutUrl;
            json["holdUntil"] = Write.Time(HoldUntil);
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class OrderPage
    {
        public List<Order> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static OrderPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OrderPage
            {
                Items = Read.Required<List<Order>>(from, "items", path, Read.ListOf(new ReadValue<Order>(Order.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class OwnEvent
    {
        public string Id { get; set; }
        public string WorldId { get; set; }
        /// <summary>May be null.</summary>
        public OwnEventOrganiser Organiser { get; set; }
        public string Name { get; set; }
        public string Description { get; set; }
        public string Phase { get; set; }
        public DateTimeOffset StartsAt { get; set; }
        public DateTimeOffset EndsAt { get; set; }
        public DateTimeOffset DoorsAt { get; set; }
        public string TimeZone { get; set; }
        /// <summary>May be null.</summary>
        public string Recurrence { get; set; }
        public DateTimeOffset FirstStartsAt { get; set; }
        public List<string> Tags { get; set; }
        /// <summary>May be null.</summary>
        public long? SeatsMax { get; set; }
        /// <summary>May be null.</summary>
        public long? GhostSeatsMax { get; set; }
        /// <summary>May be null.</summary>
        public long? RoomsMax { get; set; }
        /// <summary>May be null.</summary>
        public AvatarFloor AvatarFloor { get; set; }
        public long GoingCount { get; set; }
        public long InterestedCount { get; set; }
        public long LikeCount { get; set; }
        public long Revision { get; set; }
        public DateTimeOffset UpdatedAt { get; set; }
        /// <summary>May be null.</summary>
        public string Role { get; set; }
        public EventRights Rights { get; set; }

        public static OwnEvent FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnEvent
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                WorldId = Read.Required<string>(from, "worldId", path, Read.Text),
                Organiser = Read.Optional<OwnEventOrganiser>(from, "organiser", path, OwnEventOrganiser.FromJson),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Description = Read.Required<string>(from, "description", path, Read.Text),
                Phase = Read.Required<string>(from, "phase", path, Read.Text),
                StartsAt = Read.Required<DateTimeOffset>(from, "startsAt", path, Read.Time),
                EndsAt = Read.Required<DateTimeOffset>(from, "endsAt", path, Read.Time),
                DoorsAt = Read.Required<DateTimeOffset>(from, "doorsAt", path, Read.Time),
                TimeZone = Read.Required<string>(from, "timeZone", path, Read.Text),
                Recurrence = Read.Optional<string>(from, "recurrence", path, Read.Text),
                FirstStartsAt = Read.Required<DateTimeOffset>(from, "firstStartsAt", path, Read.Time),
                Tags = Read.Required<List<string>>(from, "tags", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                SeatsMax = Read.OptionalValue<long>(from, "seatsMax", path, Read.Integer),
                GhostSeatsMax = Read.OptionalValue<long>(from, "ghostSeatsMax", path, Read.Integer),
                RoomsMax = Read.OptionalValue<long>(from, "roomsMax", path, Read.Integer),
                AvatarFloor = Read.Optional<AvatarFloor>(from, "avatarFloor", path, AvatarFloor.FromJson),
                GoingCount = Read.Required<long>(from, "goingCount", path, Read.Integer),
                InterestedCount = Read.Required<long>(from, "interestedCount", path, Read.Integer),
                LikeCount = Read.Required<long>(from, "likeCount", path, Read.Integer),
                Revision = Read.Required<long>(from, "revision", path, Read.Integer),
                UpdatedAt = Read.Required<DateTimeOffset>(from, "updatedAt", path, Read.Time),
                Role = Read.Optional<string>(from, "role", path, Read.Text),
                Rights = Read.Required<EventRights>(from, "rights", path, EventRights.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["worldId"] = WorldId;
            json["organiser"] = Organiser == null ? null : (object)Organiser.ToJson();
            json["name"] = Name;
            json["description"] = Description;
            json["phase"] = Phase;
            json["startsAt"] = Write.Time(StartsAt);
            json["endsAt"] = Write.Time(EndsAt);
            json["doorsAt"] = Write.Time(DoorsAt);
            json["timeZone"] = TimeZone;
            json["recurrence"] = Recurrence == null ? null : (object)Recurrence;
            json["firstStartsAt"] = Write.Time(FirstStartsAt);
            json["tags"] = Write.List(Tags, item1 => item1);
            json["seatsMax"] = SeatsMax == null ? null : (object)SeatsMax.Value;
            json["ghostSeatsMax"] = GhostSeatsMax == null ? null : (object)GhostSeatsMax.Value;
            json["roomsMax"] = RoomsMax == null ? null : (object)RoomsMax.Value;
            json["avatarFloor"] = AvatarFloor == null ? null : (object)AvatarFloor.ToJson();
            json["goingCount"] = GoingCount;
            json["interestedCount"] = InterestedCount;
            json["likeCount"] = LikeCount;
            json["revision"] = Revision;
            json["updatedAt"] = Write.Time(UpdatedAt);
            json["role"] = Role == null ? null : (object)Role;
            json["rights"] = Rights.ToJson();
            return json;
        }
    }

    public sealed class OwnEventOrganiser
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static OwnEventOrganiser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnEventOrganiser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class OwnEventPage
    {
        public List<OwnEvent> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static OwnEventPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnEventPage
            {
                Items = Read.Required<List<OwnEvent>>(from, "items", path, Read.ListOf(new ReadValue<OwnEvent>(OwnEvent.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class OwnListing
    {
        public long PriceCoins { get; set; }
        /// <summary>May be null.</summary>
        public long? NumberMax { get; set; }
        /// <summary>May be null.</summary>
        public long? LeftCount { get; set; }
        public bool TakesExchangeTickets { get; set; }
        public bool IsForSale { get; set; }
        public bool IsForHolders { get; set; }
        public string AssetId { get; set; }
        public string Kind { get; set; }
        public string Name { get; set; }
        public OwnListingOwner Owner { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailUrl { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public long SoldCount { get; set; }

        public static OwnListing FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnListing
            {
                PriceCoins = Read.Required<long>(from, "priceCoins", path, Read.Integer),
                NumberMax = Read.OptionalValue<long>(from, "numberMax", path, Read.Integer),
                LeftCount = Read.OptionalValue<long>(from, "leftCount", path, Read.Integer),
                TakesExchangeTickets = Read.Required<bool>(from, "takesExchangeTickets", path, Read.Flag),
                IsForSale = Read.Required<bool>(from, "isForSale", path, Read.Flag),
                IsForHolders = Read.Required<bool>(from, "isForHolders", path, Read.Flag),
                AssetId = Read.Required<string>(from, "assetId", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Owner = Read.Required<OwnListingOwner>(from, "owner", path, OwnListingOwner.FromJson),
                ThumbnailUrl = Read.Optional<string>(from, "thumbnailUrl", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                SoldCount = Read.Required<long>(from, "soldCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["priceCoins"] = PriceCoins;
            json["numberMax"] = NumberMax == null ? null : (object)NumberMax.Value;
            json["leftCount"] = LeftCount == null ? null : (object)LeftCount.Value;
            json["takesExchangeTickets"] = TakesExchangeTickets;
            json["isForSale"] = IsForSale;
            json["isForHolders"] = IsForHolders;
            json["assetId"] = AssetId;
            json["kind"] = Kind;
            json["name"] = Name;
            json["owner"] = Owner.ToJson();
            json["thumbnailUrl"] = ThumbnailUrl == null ? null : (object)ThumbnailUrl;
            json["createdAt"] = Write.Time(CreatedAt);
            json["soldCount"] = SoldCount;
            return json;
        }
    }

    public sealed class OwnListingOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static OwnListingOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnListingOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class OwnListingPage
    {
        public List<OwnListing> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static OwnListingPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnListingPage
            {
                Items = Read.Required<List<OwnListing>>(from, "items", path, Read.ListOf(new ReadValue<OwnListing>(OwnListing.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class OwnRsvp
    {
        public string Answer { get; set; }
        public DateTimeOffset AnsweredAt { get; set; }
        public Event Event { get; set; }

        public static OwnRsvp FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnRsvp
            {
                Answer = Read.Required<string>(from, "answer", path, Read.Text),
                AnsweredAt = Read.Required<DateTimeOffset>(from, "answeredAt", path, Read.Time),
                Event = Read.Required<Event>(from, "event", path, Event.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["answer"] = Answer;
            json["answeredAt"] = Write.Time(AnsweredAt);
            json["event"] = Event.ToJson();
            return json;
        }
    }

    public sealed class OwnRsvpPage
    {
        public List<OwnRsvp> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static OwnRsvpPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnRsvpPage
            {
                Items = Read.Required<List<OwnRsvp>>(from, "items", path, Read.ListOf(new ReadValue<OwnRsvp>(OwnRsvp.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class OwnTicketType
    {
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public Dictionary<string, long> Prices { get; set; }
        /// <summary>May be null.</summary>
        public long? TicketsMax { get; set; }
        public long PerUserMax { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? SalesFrom { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? SalesUntil { get; set; }
        public bool IsTransferable { get; set; }
        public bool IsByInvitation { get; set; }
        public string Id { get; set; }
        public string EventId { get; set; }
        public bool IsForSale { get; set; }
        /// <summary>May be null.</summary>
        public long? LeftCount { get; set; }
        public long OwnCount { get; set; }
        /// <summary>May be null.</summary>
        public long? InvitedCount { get; set; }
        /// <summary>May be null.</summary>
        public OwnTicketTypeSales Sales { get; set; }

        public static OwnTicketType FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnTicketType
            {
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Prices = Read.Optional<Dictionary<string, long>>(from, "prices", path, Read.MapOf(new ReadValue<long>(Read.Integer))),
                TicketsMax = Read.OptionalValue<long>(from, "ticketsMax", path, Read.Integer),
                PerUserMax = Read.Required<long>(from, "perUserMax", path, Read.Integer),
                SalesFrom = Read.OptionalValue<DateTimeOffset>(from, "salesFrom", path, Read.Time),
                SalesUntil = Read.OptionalValue<DateTimeOffset>(from, "salesUntil", path, Read.Time),
                IsTransferable = Read.Required<bool>(from, "isTransferable", path, Read.Flag),
                IsByInvitation = Read.Required<bool>(from, "isByInvitation", path, Read.Flag),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                EventId = Read.Required<string>(from, "eventId", path, Read.Text),
                IsForSale = Read.Required<bool>(from, "isForSale", path, Read.Flag),
                LeftCount = Read.OptionalValue<long>(from, "leftCount", path, Read.Integer),
                OwnCount = Read.Required<long>(from, "ownCount", path, Read.Integer),
                InvitedCount = Read.OptionalValue<long>(from, "invitedCount", path, Read.Integer),
                Sales = Read.Optional<OwnTicketTypeSales>(from, "sales", path, OwnTicketTypeSales.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["name"] = Name;
            json["prices"] = Prices == null ? null : (object)Write.Map(Prices, item1 => item1);
            json["ticketsMax"] = TicketsMax == null ? null : (object)TicketsMax.Value;
            json["perUserMax"] = PerUserMax;
            json["salesFrom"] = SalesFrom == null ? null : (object)Write.Time(SalesFrom.Value);
            json["salesUntil"] = SalesUntil == null ? null : (object)Write.Time(SalesUntil.Value);
            json["isTransferable"] = IsTransferable;
            json["isByInvitation"] = IsByInvitation;
            json["id"] = Id;
            json["eventId"] = EventId;
            json["isForSale"] = IsForSale;
            json["leftCount"] = LeftCount == null ? null : (object)LeftCount.Value;
            json["ownCount"] = OwnCount;
            json["invitedCount"] = InvitedCount == null ? null : (object)InvitedCount.Value;
            json["sales"] = Sales == null ? null : (object)Sales.ToJson();
            return json;
        }
    }

    public sealed class OwnTicketTypeList
    {
        public List<OwnTicketType> Items { get; set; }

        public static OwnTicketTypeList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnTicketTypeList
            {
                Items = Read.Required<List<OwnTicketType>>(from, "items", path, Read.ListOf(new ReadValue<OwnTicketType>(OwnTicketType.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class OwnTicketTypeSales
    {
        public long HadCount { get; set; }
        public long HeldCount { get; set; }

        public static OwnTicketTypeSales FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnTicketTypeSales
            {
                HadCount = Read.Required<long>(from, "hadCount", path, Read.Integer),
                HeldCount = Read.Required<long>(from, "heldCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["hadCount"] = HadCount;
            json["heldCount"] = HeldCount;
            return json;
        }
    }

    public sealed class OwnUpload
    {
        public string UploadId { get; set; }
        public string Kind { get; set; }
        public string Status { get; set; }
        /// <summary>May be null.</summary>
        public OwnUploadProgress Progress { get; set; }
        /// <summary>May be null.</summary>
        public string Reason { get; set; }
        /// <summary>May be null.</summary>
        public string Platform { get; set; }
        public string FileName { get; set; }
        public long FileSize { get; set; }
        /// <summary>May be null.</summary>
        public string AssetId { get; set; }
        /// <summary>May be null.</summary>
        public Finding Finding { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static OwnUpload FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnUpload
            {
                UploadId = Read.Required<string>(from, "uploadId", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Status = Read.Required<string>(from, "status", path, Read.Text),
                Progress = Read.Optional<OwnUploadProgress>(from, "progress", path, OwnUploadProgress.FromJson),
                Reason = Read.Optional<string>(from, "reason", path, Read.Text),
                Platform = Read.Optional<string>(from, "platform", path, Read.Text),
                FileName = Read.Required<string>(from, "fileName", path, Read.Text),
                FileSize = Read.Required<long>(from, "fileSize", path, Read.Integer),
                AssetId = Read.Optional<string>(from, "assetId", path, Read.Text),
                Finding = Read.Optional<Finding>(from, "finding", path, Finding.FromJson),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["uploadId"] = UploadId;
            json["kind"] = Kind;
            json["status"] = Status;
            json["progress"] = Progress == null ? null : (object)Progress.ToJson();
            if (Reason != null) json["reason"] = Reason;
            json["platform"] = Platform == null ? null : (object)Platform;
            json["fileName"] = FileName;
            json["fileSize"] = FileSize;
            json["assetId"] = AssetId == null ? null : (object)AssetId;
            json["finding"] = Finding == null ? null : (object)Finding.ToJson();
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class OwnUploadPage
    {
        public List<OwnUpload> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }
        public OwnUploadPageQuota Quota { get; set; }

        public static OwnUploadPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnUploadPage
            {
                Items = Read.Required<List<OwnUpload>>(from, "items", path, Read.ListOf(new ReadValue<OwnUpload>(OwnUpload.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
                Quota = Read.Required<OwnUploadPageQuota>(from, "quota", path, OwnUploadPageQuota.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            json["quota"] = Quota.ToJson();
            return json;
        }
    }

    public sealed class OwnUploadPageQuota
    {
        public long UploadsToday { get; set; }
        public long UploadsPerDay { get; set; }
        public long StoredBytes { get; set; }
        public long StoredMaxBytes { get; set; }

        public static OwnUploadPageQuota FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnUploadPageQuota
            {
                UploadsToday = Read.Required<long>(from, "uploadsToday", path, Read.Integer),
                UploadsPerDay = Read.Required<long>(from, "uploadsPerDay", path, Read.Integer),
                StoredBytes = Read.Required<long>(from, "storedBytes", path, Read.Integer),
                StoredMaxBytes = Read.Required<long>(from, "storedMaxBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["uploadsToday"] = UploadsToday;
            json["uploadsPerDay"] = UploadsPerDay;
            json["storedBytes"] = StoredBytes;
            json["storedMaxBytes"] = StoredMaxBytes;
            return json;
        }
    }

    public sealed class OwnUploadProgress
    {
        public string Step { get; set; }
        public long StepsDone { get; set; }
        public long StepsTotal { get; set; }

        public static OwnUploadProgress FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnUploadProgress
            {
                Step = Read.Required<string>(from, "step", path, Read.Text),
                StepsDone = Read.Required<long>(from, "stepsDone", path, Read.Integer),
                StepsTotal = Read.Required<long>(from, "stepsTotal", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["step"] = Step;
            json["stepsDone"] = StepsDone;
            json["stepsTotal"] = StepsTotal;
            return json;
        }
    }

    public sealed class OwnWorld
    {
        public string Id { get; set; }
        public string Name { get; set; }
        public string Description { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailUrl { get; set; }
        /// <summary>May be null.</summary>
        public OwnWorldOwner Owner { get; set; }
        public long Capacity { get; set; }
        public WorldSettings Settings { get; set; }
        public string Visibility { get; set; }
        public List<string> Tags { get; set; }
        public Dictionary<string, string> Descriptions { get; set; }
        /// <summary>May be null.</summary>
        public long? Version { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public long HeadCount { get; set; }
        public long LikeCount { get; set; }
        /// <summary>May be null.</summary>
        public string Role { get; set; }

        public static OwnWorld FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnWorld
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Description = Read.Required<string>(from, "description", path, Read.Text),
                ThumbnailUrl = Read.Optional<string>(from, "thumbnailUrl", path, Read.Text),
                Owner = Read.Optional<OwnWorldOwner>(from, "owner", path, OwnWorldOwner.FromJson),
                Capacity = Read.Required<long>(from, "capacity", path, Read.Integer),
                Settings = Read.Required<WorldSettings>(from, "settings", path, WorldSettings.FromJson),
                Visibility = Read.Required<string>(from, "visibility", path, Read.Text),
                Tags = Read.Required<List<string>>(from, "tags", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Descriptions = Read.Required<Dictionary<string, string>>(from, "descriptions", path, Read.MapOf(new ReadValue<string>(Read.Text))),
                Version = Read.OptionalValue<long>(from, "version", path, Read.Integer),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                HeadCount = Read.Required<long>(from, "headCount", path, Read.Integer),
                LikeCount = Read.Required<long>(from, "likeCount", path, Read.Integer),
                Role = Read.Optional<string>(from, "role", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            json["description"] = Description;
            json["thumbnailUrl"] = ThumbnailUrl == null ? null : (object)ThumbnailUrl;
            json["owner"] = Owner == null ? null : (object)Owner.ToJson();
            json["capacity"] = Capacity;
            json["settings"] = Settings.ToJson();
            json["visibility"] = Visibility;
            json["tags"] = Write.List(Tags, item1 => item1);
            json["descriptions"] = Write.Map(Descriptions, item1 => item1);
            json["version"] = Version == null ? null : (object)Version.Value;
            json["createdAt"] = Write.Time(CreatedAt);
            json["headCount"] = HeadCount;
            json["likeCount"] = LikeCount;
            json["role"] = Role == null ? null : (object)Role;
            return json;
        }
    }

    public sealed class OwnWorldOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static OwnWorldOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new OwnWorldOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class PageAddress
    {
        public string Url { get; set; }

        public static PageAddress FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PageAddress
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            return json;
        }
    }

    public sealed class Party
    {
        public string Id { get; set; }
        public List<PartyMembersItem> Members { get; set; }
        public List<PartyInvitedItem> Invited { get; set; }
        /// <summary>May be null.</summary>
        public PartyCall Call { get; set; }

        public static Party FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Party
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Members = Read.Required<List<PartyMembersItem>>(from, "members", path, Read.ListOf(new ReadValue<PartyMembersItem>(PartyMembersItem.FromJson))),
                Invited = Read.Required<List<PartyInvitedItem>>(from, "invited", path, Read.ListOf(new ReadValue<PartyInvitedItem>(PartyInvitedItem.FromJson))),
                Call = Read.Optional<PartyCall>(from, "call", path, PartyCall.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["members"] = Write.List(Members, item1 => item1.ToJson());
            json["invited"] = Write.List(Invited, item1 => item1.ToJson());
            json["call"] = Call == null ? null : (object)Call.ToJson();
            return json;
        }
    }

    public sealed class PartyCall
    {
        public string Room { get; set; }
        public PartyCallWorld World { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? Until { get; set; }

        public static PartyCall FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PartyCall
            {
                Room = Read.Required<string>(from, "room", path, Read.Text),
                World = Read.Required<PartyCallWorld>(from, "world", path, PartyCallWorld.FromJson),
                Until = Read.OptionalValue<DateTimeOffset>(from, "until", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["room"] = Room;
            json["world"] = World.ToJson();
            json["until"] = Until == null ? null : (object)Write.Time(Until.Value);
            return json;
        }
    }

    public sealed class PartyCallWorld
    {
        public string Id { get; set; }
        public string Name { get; set; }

        public static PartyCallWorld FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PartyCallWorld
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            return json;
        }
    }

    public sealed class PartyEnterAnswer
    {
        /// <summary>May be null.</summary>
        public string Room { get; set; }
        /// <summary>May be null.</summary>
        public string HostId { get; set; }
        /// <summary>May be null.</summary>
        public HostAddress Host { get; set; }
        /// <summary>May be null.</summary>
        public string Ticket { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? TicketExpiresAt { get; set; }
        /// <summary>May be null.</summary>
        public World World { get; set; }
        /// <summary>May be null.</summary>
        public string Seat { get; set; }
        /// <summary>May be null.</summary>
        public Queued Waiting { get; set; }
        /// <summary>May be null.</summary>
        public QueuePlace Queue { get; set; }
        /// <summary>May be null.</summary>
        public string StatusUrl { get; set; }
        /// <summary>May be null.</summary>
        public string GhostSeat { get; set; }

        public static PartyEnterAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PartyEnterAnswer
            {
                Room = Read.Optional<string>(from, "room", path, Read.Text),
                HostId = Read.Optional<string>(from, "hostId", path, Read.Text),
                Host = Read.Optional<HostAddress>(from, "host", path, HostAddress.FromJson),
                Ticket = Read.Optional<string>(from, "ticket", path, Read.Text),
                TicketExpiresAt = Read.OptionalValue<DateTimeOffset>(from, "ticketExpiresAt", path, Read.Time),
                World = Read.Optional<World>(from, "world", path, World.FromJson),
                Seat = Read.Optional<string>(from, "seat", path, Read.Text),
                Waiting = Read.Optional<Queued>(from, "waiting", path, Queued.FromJson),
                Queue = Read.Optional<QueuePlace>(from, "queue", path, QueuePlace.FromJson),
                StatusUrl = Read.Optional<string>(from, "statusUrl", path, Read.Text),
                GhostSeat = Read.Optional<string>(from, "ghostSeat", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Room != null) json["room"] = Room;
            if (HostId != null) json["hostId"] = HostId;
            if (Host != null) json["host"] = Host.ToJson();
            if (Ticket != null) json["ticket"] = Ticket;
            if (TicketExpiresAt != null) json["ticketExpiresAt"] = Write.Time(TicketExpiresAt.Value);
            if (World != null) json["world"] = World.ToJson();
            if (Seat != null) json["seat"] = Seat;
            if (Waiting != null) json["waiting"] = Waiting.ToJson();
            if (Queue != null) json["queue"] = Queue.ToJson();
            if (StatusUrl != null) json["statusUrl"] = StatusUrl;
            if (GhostSeat != null) json["ghostSeat"] = GhostSeat;
            return json;
        }
    }

    public sealed class PartyInvitation
    {
        public string PartyId { get; set; }
        public PartyInvitationBy By { get; set; }
        public DateTimeOffset ExpiresAt { get; set; }

        public static PartyInvitation FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PartyInvitation
            {
                PartyId = Read.Required<string>(from, "partyId", path, Read.Text),
                By = Read.Required<PartyInvitationBy>(from, "by", path, PartyInvitationBy.FromJson),
                ExpiresAt = Read.Required<DateTimeOffset>(from, "expiresAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["partyId"] = PartyId;
            json["by"] = By.ToJson();
            json["expiresAt"] = Write.Time(ExpiresAt);
            return json;
        }
    }

    public sealed class PartyInvitationBy
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static PartyInvitationBy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PartyInvitationBy
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class PartyInvitedItem
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static PartyInvitedItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PartyInvitedItem
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class PartyMembersItem
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static PartyMembersItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PartyMembersItem
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class PartyState
    {
        /// <summary>May be null.</summary>
        public Party Party { get; set; }
        public List<PartyInvitation> Invitations { get; set; }

        public static PartyState FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PartyState
            {
                Party = Read.Optional<Party>(from, "party", path, Party.FromJson),
                Invitations = Read.Required<List<PartyInvitation>>(from, "invitations", path, Read.ListOf(new ReadValue<PartyInvitation>(PartyInvitation.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["party"] = Party == null ? null : (object)Party.ToJson();
            json["invitations"] = Write.List(Invitations, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class Passkey
    {
        public string Id { get; set; }
        public string Label { get; set; }
        public bool IsBackedUp { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? LastUsedAt { get; set; }

        public static Passkey FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Passkey
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Label = Read.Required<string>(from, "label", path, Read.Text),
                IsBackedUp = Read.Required<bool>(from, "isBackedUp", path, Read.Flag),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                LastUsedAt = Read.OptionalValue<DateTimeOffset>(from, "lastUsedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["label"] = Label;
            json["isBackedUp"] = IsBackedUp;
            json["createdAt"] = Write.Time(CreatedAt);
            json["lastUsedAt"] = LastUsedAt == null ? null : (object)Write.Time(LastUsedAt.Value);
            return json;
        }
    }

    public sealed class PasskeySignIn
    {
        public AssertedCredential Credential { get; set; }
        /// <summary>May be null.</summary>
        public string Session { get; set; }

        public static PasskeySignIn FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PasskeySignIn
            {
                Credential = Read.Required<AssertedCredential>(from, "credential", path, AssertedCredential.FromJson),
                Session = Read.Optional<string>(from, "session", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["credential"] = Credential.ToJson();
            if (Session != null) json["session"] = Session;
            return json;
        }
    }

    public sealed class PasskeySignUp
    {
        public NewCredential Credential { get; set; }
        /// <summary>May be null.</summary>
        public string Session { get; set; }

        public static PasskeySignUp FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PasskeySignUp
            {
                Credential = Read.Required<NewCredential>(from, "credential", path, NewCredential.FromJson),
                Session = Read.Optional<string>(from, "session", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["credential"] = Credential.ToJson();
            if (Session != null) json["session"] = Session;
            return json;
        }
    }

    public sealed class PasskeySignUpStart
    {
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string Locale { get; set; }

        public static PasskeySignUpStart FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PasskeySignUpStart
            {
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                Locale = Read.Optional<string>(from, "locale", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["displayName"] = DisplayName;
            if (Locale != null) json["locale"] = Locale;
            return json;
        }
    }

    public sealed class PasskeysListAnswer
    {
        public List<Passkey> Items { get; set; }

        public static PasskeysListAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PasskeysListAnswer
            {
                Items = Read.Required<List<Passkey>>(from, "items", path, Read.ListOf(new ReadValue<Passkey>(Passkey.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class Payment
    {
        public string Id { get; set; }
        public string State { get; set; }
        /// <summary>May be null.</summary>
        public string Trouble { get; set; }
        public PaymentBuyer Buyer { get; set; }
        public string LineName { get; set; }
        public long Count { get; set; }
        public string Currency { get; set; }
        public long Amount { get; set; }
        /// <summary>May be null.</summary>
        public long? PaidAmount { get; set; }
        public long RefundedAmount { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static Payment FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Payment
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                State = Read.Required<string>(from, "state", path, Read.Text),
                Trouble = Read.Optional<string>(from, "trouble", path, Read.Text),
                Buyer = Read.Required<PaymentBuyer>(from, "buyer", path, PaymentBuyer.FromJson),
                LineName = Read.Required<string>(from, "lineName", path, Read.Text),
                Count = Read.Required<long>(from, "count", path, Read.Integer),
                Currency = Read.Required<string>(from, "currency", path, Read.Text),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
                PaidAmount = Read.OptionalValue<long>(from, "paidAmount", path, Read.Integer),
                RefundedAmount = Read.Required<long>(from, "refundedAmount", path, Read.Integer),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["state"] = State;
            json["trouble"] = Trouble == null ? null : (object)Trouble;
            json["buyer"] = Buyer.ToJson();
            json["lineName"] = LineName;
            json["count"] = Count;
            json["currency"] = Currency;
            json["amount"] = Amount;
            json["paidAmount"] = PaidAmount == null ? null : (object)PaidAmount.Value;
            json["refundedAmount"] = RefundedAmount;
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class PaymentBuyer
    {
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string DisplayName { get; set; }

        public static PaymentBuyer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentBuyer
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Optional<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName == null ? null : (object)DisplayName;
            return json;
        }
    }

    public sealed class PaymentDetail
    {
        public string Id { get; set; }
        public string State { get; set; }
        /// <summary>May be null.</summary>
        public string Trouble { get; set; }
        public PaymentDetailBuyer Buyer { get; set; }
        public string LineName { get; set; }
        public long Count { get; set; }
        public string Currency { get; set; }
        public long Amount { get; set; }
        /// <summary>May be null.</summary>
        public long? PaidAmount { get; set; }
        public long RefundedAmount { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        /// <summary>May be null.</summary>
        public PaymentDetailEvent Event { get; set; }
        /// <summary>May be null.</summary>
        public long? PaidTax { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? PaidAt { get; set; }
        public DateTimeOffset AskedAt { get; set; }
        /// <summary>May be null.</summary>
        public string StripeSessionId { get; set; }
        /// <summary>May be null.</summary>
        public string StripePaymentIntentId { get; set; }
        public List<PaymentDetailRefundsItem> Refunds { get; set; }
        public List<PaymentDetailDisputesItem> Disputes { get; set; }
        public List<PaymentDetailTicketsItem> Tickets { get; set; }
        public List<PaymentDetailLotsItem> Lots { get; set; }
        public List<PaymentDetailBookedItem> Booked { get; set; }
        public List<PaymentDetailWebhooksItem> Webhooks { get; set; }
        public List<PaymentDetailActsItem> Acts { get; set; }

        public static PaymentDetail FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetail
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                State = Read.Required<string>(from, "state", path, Read.Text),
                Trouble = Read.Optional<string>(from, "trouble", path, Read.Text),
                Buyer = Read.Required<PaymentDetailBuyer>(from, "buyer", path, PaymentDetailBuyer.FromJson),
                LineName = Read.Required<string>(from, "lineName", path, Read.Text),
                Count = Read.Required<long>(from, "count", path, Read.Integer),
                Currency = Read.Required<string>(from, "currency", path, Read.Text),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
                PaidAmount = Read.OptionalValue<long>(from, "paidAmount", path, Read.Integer),
                RefundedAmount = Read.Required<long>(from, "refundedAmount", path, Read.Integer),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                Event = Read.Optional<PaymentDetailEvent>(from, "event", path, PaymentDetailEvent.FromJson),
                PaidTax = Read.OptionalValue<long>(from, "paidTax", path, Read.Integer),
                PaidAt = Read.OptionalValue<DateTimeOffset>(from, "paidAt", path, Read.Time),
                AskedAt = Read.Required<DateTimeOffset>(from, "askedAt", path, Read.Time),
                StripeSessionId = Read.Optional<string>(from, "stripeSessionId", path, Read.Text),
                StripePaymentIntentId = Read.Optional<string>(from, "stripePaymentIntentId", path, Read.Text),
                Refunds = Read.Required<List<PaymentDetailRefundsItem>>(from, "refunds", path, Read.ListOf(new ReadValue<PaymentDetailRefundsItem>(PaymentDetailRefundsItem.FromJson))),
                Disputes = Read.Required<List<PaymentDetailDisputesItem>>(from, "disputes", path, Read.ListOf(new ReadValue<PaymentDetailDisputesItem>(PaymentDetailDisputesItem.FromJson))),
                Tickets = Read.Required<List<PaymentDetailTicketsItem>>(from, "tickets", path, Read.ListOf(new ReadValue<PaymentDetailTicketsItem>(PaymentDetailTicketsItem.FromJson))),
                Lots = Read.Required<List<PaymentDetailLotsItem>>(from, "lots", path, Read.ListOf(new ReadValue<PaymentDetailLotsItem>(PaymentDetailLotsItem.FromJson))),
                Booked = Read.Required<List<PaymentDetailBookedItem>>(from, "booked", path, Read.ListOf(new ReadValue<PaymentDetailBookedItem>(PaymentDetailBookedItem.FromJson))),
                Webhooks = Read.Required<List<PaymentDetailWebhooksItem>>(from, "webhooks", path, Read.ListOf(new ReadValue<PaymentDetailWebhooksItem>(PaymentDetailWebhooksItem.FromJson))),
                Acts = Read.Required<List<PaymentDetailActsItem>>(from, "acts", path, Read.ListOf(new ReadValue<PaymentDetailActsItem>(PaymentDetailActsItem.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["state"] = State;
            json["trouble"] = Trouble == null ? null : (object)Trouble;
            json["buyer"] = Buyer.ToJson();
            json["lineName"] = LineName;
            json["count"] = Count;
            json["currency"] = Currency;
            json["amount"] = Amount;
            json["paidAmount"] = PaidAmount == null ? null : (object)PaidAmount.Value;
            json["refundedAmount"] = RefundedAmount;
            json["createdAt"] = Write.Time(CreatedAt);
            json["event"] = Event == null ? null : (object)Event.ToJson();
            json["paidTax"] = PaidTax == null ? null : (object)PaidTax.Value;
            json["paidAt"] = PaidAt == null ? null : (object)Write.Time(PaidAt.Value);
            json["askedAt"] = Write.Time(AskedAt);
            json["stripeSessionId"] = StripeSessionId == null ? null : (object)StripeSessionId;
            json["stripePaymentIntentId"] = StripePaymentIntentId == null ? null : (object)StripePaymentIntentId;
            json["refunds"] = Write.List(Refunds, item1 => item1.ToJson());
            json["disputes"] = Write.List(Disputes, item1 => item1.ToJson());
            json["tickets"] = Write.List(Tickets, item1 => item1.ToJson());
            json["lots"] = Write.List(Lots, item1 => item1.ToJson());
            json["booked"] = Write.List(Booked, item1 => item1.ToJson());
            json["webhooks"] = Write.List(Webhooks, item1 => item1.ToJson());
            json["acts"] = Write.List(Acts, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class PaymentDetailActsItem
    {
        public DateTimeOffset At { get; set; }
        /// <summary>May be null.</summary>
        public PaymentDetailActsItemBy By { get; set; }
        public string Act { get; set; }
        public string Reason { get; set; }

        public static PaymentDetailActsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailActsItem
            {
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                By = Read.Optional<PaymentDetailActsItemBy>(from, "by", path, PaymentDetailActsItemBy.FromJson),
                Act = Read.Required<string>(from, "act", path, Read.Text),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["at"] = Write.Time(At);
            json["by"] = By == null ? null : (object)By.ToJson();
            json["act"] = Act;
            json["reason"] = Reason;
            return json;
        }
    }

    public sealed class PaymentDetailActsItemBy
    {
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string DisplayName { get; set; }

        public static PaymentDetailActsItemBy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailActsItemBy
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Optional<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName == null ? null : (object)DisplayName;
            return json;
        }
    }

    public sealed class PaymentDetailBookedItem
    {
        public string Key { get; set; }
        public string Kind { get; set; }
        public DateTimeOffset At { get; set; }
        /// <summary>May be null.</summary>
        public string BalanceTransactionId { get; set; }
        public List<PaymentDetailBookedItemEntriesItem> Entries { get; set; }

        public static PaymentDetailBookedItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailBookedItem
            {
                Key = Read.Required<string>(from, "key", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                BalanceTransactionId = Read.Optional<string>(from, "balanceTransactionId", path, Read.Text),
                Entries = Read.Required<List<PaymentDetailBookedItemEntriesItem>>(from, "entries", path, Read.ListOf(new ReadValue<PaymentDetailBookedItemEntriesItem>(PaymentDetailBookedItemEntriesItem.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["key"] = Key;
            json["kind"] = Kind;
            json["at"] = Write.Time(At);
            json["balanceTransactionId"] = BalanceTransactionId == null ? null : (object)BalanceTransactionId;
            json["entries"] = Write.List(Entries, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class PaymentDetailBookedItemEntriesItem
    {
        public string Account { get; set; }
        /// <summary>May be null.</summary>
        public string Owner { get; set; }
        public string Unit { get; set; }
        public long Amount { get; set; }

        public static PaymentDetailBookedItemEntriesItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailBookedItemEntriesItem
            {
                Account = Read.Required<string>(from, "account", path, Read.Text),
                Owner = Read.Optional<string>(from, "owner", path, Read.Text),
                Unit = Read.Required<string>(from, "unit", path, Read.Text),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["account"] = Account;
            json["owner"] = Owner == null ? null : (object)Owner;
            json["unit"] = Unit;
            json["amount"] = Amount;
            return json;
        }
    }

    public sealed class PaymentDetailBuyer
    {
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string DisplayName { get; set; }

        public static PaymentDetailBuyer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailBuyer
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Optional<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName == null ? null : (object)DisplayName;
            return json;
        }
    }

    public sealed class PaymentDetailDisputesItem
    {
        public string StripeId { get; set; }
        public long Amount { get; set; }
        public string State { get; set; }
        public DateTimeOffset OpenedAt { get; set; }

        public static PaymentDetailDisputesItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailDisputesItem
            {
                StripeId = Read.Required<string>(from, "stripeId", path, Read.Text),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
                State = Read.Required<string>(from, "state", path, Read.Text),
                OpenedAt = Read.Required<DateTimeOffset>(from, "openedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["stripeId"] = StripeId;
            json["amount"] = Amount;
            json["state"] = State;
            json["openedAt"] = Write.Time(OpenedAt);
            return json;
        }
    }

    public sealed class PaymentDetailEvent
    {
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }

        public static PaymentDetailEvent FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailEvent
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name == null ? null : (object)Name;
            return json;
        }
    }

    public sealed class PaymentDetailLotsItem
    {
        public string Unit { get; set; }
        public long IssuedCount { get; set; }
        public long LeftCount { get; set; }
        public bool IsFrozen { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? ExpiresAt { get; set; }

        public static PaymentDetailLotsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailLotsItem
            {
                Unit = Read.Required<string>(from, "unit", path, Read.Text),
                IssuedCount = Read.Required<long>(from, "issuedCount", path, Read.Integer),
                LeftCount = Read.Required<long>(from, "leftCount", path, Read.Integer),
                IsFrozen = Read.Required<bool>(from, "isFrozen", path, Read.Flag),
                ExpiresAt = Read.OptionalValue<DateTimeOffset>(from, "expiresAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["unit"] = Unit;
            json["issuedCount"] = IssuedCount;
            json["leftCount"] = LeftCount;
            json["isFrozen"] = IsFrozen;
            json["expiresAt"] = ExpiresAt == null ? null : (object)Write.Time(ExpiresAt.Value);
            return json;
        }
    }

    public sealed class PaymentDetailRefundsItem
    {
        public string Id { get; set; }
        public long Amount { get; set; }
        public string State { get; set; }
        public string Reason { get; set; }
        /// <summary>May be null.</summary>
        public string StripeId { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? TriedAt { get; set; }

        public static PaymentDetailRefundsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailRefundsItem
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
                State = Read.Required<string>(from, "state", path, Read.Text),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
                StripeId = Read.Optional<string>(from, "stripeId", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                TriedAt = Read.OptionalValue<DateTimeOffset>(from, "triedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["amount"] = Amount;
            json["state"] = State;
            json["reason"] = Reason;
            json["stripeId"] = StripeId == null ? null : (object)StripeId;
            json["createdAt"] = Write.Time(CreatedAt);
            json["triedAt"] = TriedAt == null ? null : (object)Write.Time(TriedAt.Value);
            return json;
        }
    }

    public sealed class PaymentDetailTicketsItem
    {
        public string Id { get; set; }
        public string TypeName { get; set; }
        public string State { get; set; }
        public PaymentDetailTicketsItemOwner Owner { get; set; }

        public static PaymentDetailTicketsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailTicketsItem
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                TypeName = Read.Required<string>(from, "typeName", path, Read.Text),
                State = Read.Required<string>(from, "state", path, Read.Text),
                Owner = Read.Required<PaymentDetailTicketsItemOwner>(from, "owner", path, PaymentDetailTicketsItemOwner.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["typeName"] = TypeName;
            json["state"] = State;
            json["owner"] = Owner.ToJson();
            return json;
        }
    }

    public sealed class PaymentDetailTicketsItemOwner
    {
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string DisplayName { get; set; }

        public static PaymentDetailTicketsItemOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailTicketsItemOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Optional<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName == null ? null : (object)DisplayName;
            return json;
        }
    }

    public sealed class PaymentDetailWebhooksItem
    {
        public string Id { get; set; }
        public string Type { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public DateTimeOffset ReceivedAt { get; set; }

        public static PaymentDetailWebhooksItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentDetailWebhooksItem
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Type = Read.Required<string>(from, "type", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                ReceivedAt = Read.Required<DateTimeOffset>(from, "receivedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["type"] = Type;
            json["createdAt"] = Write.Time(CreatedAt);
            json["receivedAt"] = Write.Time(ReceivedAt);
            return json;
        }
    }

    public sealed class PaymentPage
    {
        public List<Payment> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static PaymentPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PaymentPage
            {
                Items = Read.Required<List<Payment>>(from, "items", path, Read.ListOf(new ReadValue<Payment>(Payment.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class Payout
    {
        public string Id { get; set; }
        public string State { get; set; }
        public string Currency { get; set; }
        public long Amount { get; set; }
        public long MoneyAmount { get; set; }
        public long CoinCount { get; set; }
        public long CoinAmount { get; set; }
        public long ReturnedAmount { get; set; }
        /// <summary>May be null.</summary>
        public string Refusal { get; set; }
        public DateTimeOffset DecidedAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? PaidAt { get; set; }

        public static Payout FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Payout
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                State = Read.Required<string>(from, "state", path, Read.Text),
                Currency = Read.Required<string>(from, "currency", path, Read.Text),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
                MoneyAmount = Read.Required<long>(from, "moneyAmount", path, Read.Integer),
                CoinCount = Read.Required<long>(from, "coinCount", path, Read.Integer),
                CoinAmount = Read.Required<long>(from, "coinAmount", path, Read.Integer),
                ReturnedAmount = Read.Required<long>(from, "returnedAmount", path, Read.Integer),
                Refusal = Read.Optional<string>(from, "refusal", path, Read.Text),
                DecidedAt = Read.Required<DateTimeOffset>(from, "decidedAt", path, Read.Time),
                PaidAt = Read.OptionalValue<DateTimeOffset>(from, "paidAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["state"] = State;
            json["currency"] = Currency;
            json["amount"] = Amount;
            json["moneyAmount"] = MoneyAmount;
            json["coinCount"] = CoinCount;
            json["coinAmount"] = CoinAmount;
            json["returnedAmount"] = ReturnedAmount;
            json["refusal"] = Refusal == null ? null : (object)Refusal;
            json["decidedAt"] = Write.Time(DecidedAt);
            json["paidAt"] = PaidAt == null ? null : (object)Write.Time(PaidAt.Value);
            return json;
        }
    }

    public sealed class PayoutAccount
    {
        public string State { get; set; }
        public long MissingCount { get; set; }

        public static PayoutAccount FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PayoutAccount
            {
                State = Read.Required<string>(from, "state", path, Read.Text),
                MissingCount = Read.Required<long>(from, "missingCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["state"] = State;
            json["missingCount"] = MissingCount;
            return json;
        }
    }

    public sealed class PayoutPage
    {
        public List<Payout> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static PayoutPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PayoutPage
            {
                Items = Read.Required<List<Payout>>(from, "items", path, Read.ListOf(new ReadValue<Payout>(Payout.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class Privacy
    {
        public string PresenceFor { get; set; }
        public string JoinableBy { get; set; }
        public string MessageableBy { get; set; }

        public static Privacy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Privacy
            {
                PresenceFor = Read.Required<string>(from, "presenceFor", path, Read.Text),
                JoinableBy = Read.Required<string>(from, "joinableBy", path, Read.Text),
                MessageableBy = Read.Required<string>(from, "messageableBy", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["presenceFor"] = PresenceFor;
            json["joinableBy"] = JoinableBy;
            json["messageableBy"] = MessageableBy;
            return json;
        }
    }

    public sealed class Problem
    {
        public string Type { get; set; }
        public string Title { get; set; }
        public long Status { get; set; }
        /// <summary>May be null.</summary>
        public string Detail { get; set; }
        public string Code { get; set; }
        /// <summary>May be null.</summary>
        public List<ProblemErrorsItem> Errors { get; set; }
        /// <summary>May be null.</summary>
        public string RequestId { get; set; }

        public static Problem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Problem
            {
                Type = Read.Required<string>(from, "type", path, Read.Text),
                Title = Read.Required<string>(from, "title", path, Read.Text),
                Status = Read.Required<long>(from, "status", path, Read.Integer),
                Detail = Read.Optional<string>(from, "detail", path, Read.Text),
                Code = Read.Required<string>(from, "code", path, Read.Text),
                Errors = Read.Optional<List<ProblemErrorsItem>>(from, "errors", path, Read.ListOf(new ReadValue<ProblemErrorsItem>(ProblemErrorsItem.FromJson))),
                RequestId = Read.Optional<string>(from, "requestId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["type"] = Type;
            json["title"] = Title;
            json["status"] = Status;
            if (Detail != null) json["detail"] = Detail;
            json["code"] = Code;
            if (Errors != null) json["errors"] = Write.List(Errors, item1 => item1.ToJson());
            if (RequestId != null) json["requestId"] = RequestId;
            return json;
        }
    }

    public sealed class ProblemErrorsItem
    {
        public string Name { get; set; }
        public string Message { get; set; }
        /// <summary>May be null.</summary>
        public object Actual { get; set; }
        /// <summary>May be null.</summary>
        public object Limit { get; set; }

        public static ProblemErrorsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ProblemErrorsItem
            {
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Message = Read.Required<string>(from, "message", path, Read.Text),
                Actual = Read.Optional<object>(from, "actual", path, Read.Any),
                Limit = Read.Optional<object>(from, "limit", path, Read.Any),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["name"] = Name;
            json["message"] = Message;
            if (Actual != null) json["actual"] = Actual;
            if (Limit != null) json["limit"] = Limit;
            return json;
        }
    }

    public sealed class Profile
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string Handle { get; set; }
        public string Bio { get; set; }
        /// <summary>May be null.</summary>
        public Avatar Avatar { get; set; }
        public long WorldCount { get; set; }
        public long AvatarCount { get; set; }
        public long FollowerCount { get; set; }
        public long FollowingCount { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static Profile FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Profile
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                Handle = Read.Optional<string>(from, "handle", path, Read.Text),
                Bio = Read.Required<string>(from, "bio", path, Read.Text),
                Avatar = Read.Optional<Avatar>(from, "avatar", path, Avatar.FromJson),
                WorldCount = Read.Required<long>(from, "worldCount", path, Read.Integer),
                AvatarCount = Read.Required<long>(from, "avatarCount", path, Read.Integer),
                FollowerCount = Read.Required<long>(from, "followerCount", path, Read.Integer),
                FollowingCount = Read.Required<long>(from, "followingCount", path, Read.Integer),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["handle"] = Handle == null ? null : (object)Handle;
            json["bio"] = Bio;
            json["avatar"] = Avatar == null ? null : (object)Avatar.ToJson();
            json["worldCount"] = WorldCount;
            json["avatarCount"] = AvatarCount;
            json["followerCount"] = FollowerCount;
            json["followingCount"] = FollowingCount;
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class PublishNotice
    {
        public PublishNoticeTarget Target { get; set; }
        public string Text { get; set; }

        public static PublishNotice FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PublishNotice
            {
                Target = Read.Required<PublishNoticeTarget>(from, "target", path, PublishNoticeTarget.FromJson),
                Text = Read.Required<string>(from, "text", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["target"] = Target.ToJson();
            json["text"] = Text;
            return json;
        }
    }

    public sealed class PublishNoticeTarget
    {
        public string Kind { get; set; }
        /// <summary>May be null.</summary>
        public string Id { get; set; }

        public static PublishNoticeTarget FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PublishNoticeTarget
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Optional<string>(from, "id", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            if (Id != null) json["id"] = Id;
            return json;
        }
    }

    public sealed class PublishNoticeTarget1
    {
        public string Kind { get; set; }
        public string Id { get; set; }

        public static PublishNoticeTarget1 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PublishNoticeTarget1
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            return json;
        }
    }

    public sealed class PublishNoticeTarget2
    {
        public string Kind { get; set; }
        public string Id { get; set; }

        public static PublishNoticeTarget2 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PublishNoticeTarget2
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            return json;
        }
    }

    public sealed class PublishNoticeTarget3
    {
        public string Kind { get; set; }
        public string Id { get; set; }

        public static PublishNoticeTarget3 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PublishNoticeTarget3
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            return json;
        }
    }

    public sealed class PublishNoticeTarget4
    {
        public string Kind { get; set; }

        public static PublishNoticeTarget4 FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PublishNoticeTarget4
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            return json;
        }
    }

    public sealed class PublishVersion
    {
        /// <summary>May be null.</summary>
        public string Channel { get; set; }

        public static PublishVersion FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PublishVersion
            {
                Channel = Read.Optional<string>(from, "channel", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Channel != null) json["channel"] = Channel;
            return json;
        }
    }

    public sealed class PublishedNotice
    {
        public string Id { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public long RoomCount { get; set; }

        public static PublishedNotice FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PublishedNotice
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                RoomCount = Read.Required<long>(from, "roomCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["createdAt"] = Write.Time(CreatedAt);
            json["roomCount"] = RoomCount;
            return json;
        }
    }

    public sealed class Purchase
    {
        public string Id { get; set; }
        public string AssetId { get; set; }
        public long PriceCoins { get; set; }
        public string PayWith { get; set; }
        /// <summary>May be null.</summary>
        public string ForUserId { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static Purchase FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Purchase
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                AssetId = Read.Required<string>(from, "assetId", path, Read.Text),
                PriceCoins = Read.Required<long>(from, "priceCoins", path, Read.Integer),
                PayWith = Read.Required<string>(from, "payWith", path, Read.Text),
                ForUserId = Read.Optional<string>(from, "forUserId", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["assetId"] = AssetId;
            json["priceCoins"] = PriceCoins;
            json["payWith"] = PayWith;
            json["forUserId"] = ForUserId == null ? null : (object)ForUserId;
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class PutMember
    {
        public string Role { get; set; }

        public static PutMember FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new PutMember
            {
                Role = Read.Required<string>(from, "role", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["role"] = Role;
            return json;
        }
    }

    public sealed class QueueGetAnswer
    {
        /// <summary>May be null.</summary>
        public string Room { get; set; }
        /// <summary>May be null.</summary>
        public string HostId { get; set; }
        /// <summary>May be null.</summary>
        public HostAddress Host { get; set; }
        /// <summary>May be null.</summary>
        public string Ticket { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? TicketExpiresAt { get; set; }
        /// <summary>May be null.</summary>
        public World World { get; set; }
        /// <summary>May be null.</summary>
        public string Seat { get; set; }
        /// <summary>May be null.</summary>
        public Queued Waiting { get; set; }
        /// <summary>May be null.</summary>
        public QueuePlace Queue { get; set; }
        /// <summary>May be null.</summary>
        public string StatusUrl { get; set; }
        /// <summary>May be null.</summary>
        public string GhostSeat { get; set; }

        public static QueueGetAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new QueueGetAnswer
            {
                Room = Read.Optional<string>(from, "room", path, Read.Text),
                HostId = Read.Optional<string>(from, "hostId", path, Read.Text),
                Host = Read.Optional<HostAddress>(from, "host", path, HostAddress.FromJson),
                Ticket = Read.Optional<string>(from, "ticket", path, Read.Text),
                TicketExpiresAt = Read.OptionalValue<DateTimeOffset>(from, "ticketExpiresAt", path, Read.Time),
                World = Read.Optional<World>(from, "world", path, World.FromJson),
                Seat = Read.Optional<string>(from, "seat", path, Read.Text),
                Waiting = Read.Optional<Queued>(from, "waiting", path, Queued.FromJson),
                Queue = Read.Optional<QueuePlace>(from, "queue", path, QueuePlace.FromJson),
                StatusUrl = Read.Optional<string>(from, "statusUrl", path, Read.Text),
                GhostSeat = Read.Optional<string>(from, "ghostSeat", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Room != null) json["room"] = Room;
            if (HostId != null) json["hostId"] = HostId;
            if (Host != null) json["host"] = Host.ToJson();
            if (Ticket != null) json["ticket"] = Ticket;
            if (TicketExpiresAt != null) json["ticketExpiresAt"] = Write.Time(TicketExpiresAt.Value);
            if (World != null) json["world"] = World.ToJson();
            if (Seat != null) json["seat"] = Seat;
            if (Waiting != null) json["waiting"] = Waiting.ToJson();
            if (Queue != null) json["queue"] = Queue.ToJson();
            if (StatusUrl != null) json["statusUrl"] = StatusUrl;
            if (GhostSeat != null) json["ghostSeat"] = GhostSeat;
            return json;
        }
    }

    public sealed class QueuePlace
    {
        public string Id { get; set; }
        public long Position { get; set; }
        public long PollAfterMs { get; set; }
        public long ExpiresInMs { get; set; }

        public static QueuePlace FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new QueuePlace
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Position = Read.Required<long>(from, "position", path, Read.Integer),
                PollAfterMs = Read.Required<long>(from, "pollAfterMs", path, Read.Integer),
                ExpiresInMs = Read.Required<long>(from, "expiresInMs", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["position"] = Position;
            json["pollAfterMs"] = PollAfterMs;
            json["expiresInMs"] = ExpiresInMs;
            return json;
        }
    }

    public sealed class Queued
    {
        public QueuePlace Queue { get; set; }
        public string StatusUrl { get; set; }
        public string GhostSeat { get; set; }

        public static Queued FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Queued
            {
                Queue = Read.Required<QueuePlace>(from, "queue", path, QueuePlace.FromJson),
                StatusUrl = Read.Required<string>(from, "statusUrl", path, Read.Text),
                GhostSeat = Read.Required<string>(from, "ghostSeat", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["queue"] = Queue.ToJson();
            json["statusUrl"] = StatusUrl;
            json["ghostSeat"] = GhostSeat;
            return json;
        }
    }

    public sealed class RankTable
    {
        public RankTableDesktop Desktop { get; set; }
        public RankTableMobile Mobile { get; set; }
        public RankTableHeadset Headset { get; set; }

        public static RankTable FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RankTable
            {
                Desktop = Read.Required<RankTableDesktop>(from, "desktop", path, RankTableDesktop.FromJson),
                Mobile = Read.Required<RankTableMobile>(from, "mobile", path, RankTableMobile.FromJson),
                Headset = Read.Required<RankTableHeadset>(from, "headset", path, RankTableHeadset.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["desktop"] = Desktop.ToJson();
            json["mobile"] = Mobile.ToJson();
            json["headset"] = Headset.ToJson();
            return json;
        }
    }

    public sealed class RankTableDesktop
    {
        public List<long> Triangles { get; set; }
        public List<long> Materials { get; set; }
        public List<long> Bones { get; set; }
        public List<long> MorphTargets { get; set; }
        public List<long> SpringJoints { get; set; }
        public List<long> Colliders { get; set; }
        public List<long> TextureBytes { get; set; }
        public List<long> FileBytes { get; set; }

        public static RankTableDesktop FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RankTableDesktop
            {
                Triangles = Read.Required<List<long>>(from, "triangles", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                Materials = Read.Required<List<long>>(from, "materials", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                Bones = Read.Required<List<long>>(from, "bones", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                MorphTargets = Read.Required<List<long>>(from, "morphTargets", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                SpringJoints = Read.Required<List<long>>(from, "springJoints", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                Colliders = Read.Required<List<long>>(from, "colliders", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                TextureBytes = Read.Required<List<long>>(from, "textureBytes", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                FileBytes = Read.Required<List<long>>(from, "fileBytes", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["triangles"] = Write.List(Triangles, item1 => item1);
            json["materials"] = Write.List(Materials, item1 => item1);
            json["bones"] = Write.List(Bones, item1 => item1);
            json["morphTargets"] = Write.List(MorphTargets, item1 => item1);
            json["springJoints"] = Write.List(SpringJoints, item1 => item1);
            json["colliders"] = Write.List(Colliders, item1 => item1);
            json["textureBytes"] = Write.List(TextureBytes, item1 => item1);
            json["fileBytes"] = Write.List(FileBytes, item1 => item1);
            return json;
        }
    }

    public sealed class RankTableHeadset
    {
        public List<long> Triangles { get; set; }
        public List<long> Materials { get; set; }
        public List<long> Bones { get; set; }
        public List<long> MorphTargets { get; set; }
        public List<long> SpringJoints { get; set; }
        public List<long> Colliders { get; set; }
        public List<long> TextureBytes { get; set; }
        public List<long> FileBytes { get; set; }

        public static RankTableHeadset FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RankTableHeadset
            {
                Triangles = Read.Required<List<long>>(from, "triangles", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                Materials = Read.Required<List<long>>(from, "materials", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                Bones = Read.Required<List<long>>(from, "bones", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                MorphTargets = Read.Required<List<long>>(from, "morphTargets", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                SpringJoints = Read.Required<List<long>>(from, "springJoints", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                Colliders = Read.Required<List<long>>(from, "colliders", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                TextureBytes = Read.Required<List<long>>(from, "textureBytes", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                FileBytes = Read.Required<List<long>>(from, "fileBytes", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["triangles"] = Write.List(Triangles, item1 => item1);
            json["materials"] = Write.List(Materials, item1 => item1);
            json["bones"] = Write.List(Bones, item1 => item1);
            json["morphTargets"] = Write.List(MorphTargets, item1 => item1);
            json["springJoints"] = Write.List(SpringJoints, item1 => item1);
            json["colliders"] = Write.List(Colliders, item1 => item1);
            json["textureBytes"] = Write.List(TextureBytes, item1 => item1);
            json["fileBytes"] = Write.List(FileBytes, item1 => item1);
            return json;
        }
    }

    public sealed class RankTableMobile
    {
        public List<long> Triangles { get; set; }
        public List<long> Materials { get; set; }
        public List<long> Bones { get; set; }
        public List<long> MorphTargets { get; set; }
        public List<long> SpringJoints { get; set; }
        public List<long> Colliders { get; set; }
        public List<long> TextureBytes { get; set; }
        public List<long> FileBytes { get; set; }

        public static RankTableMobile FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RankTableMobile
            {
                Triangles = Read.Required<List<long>>(from, "triangles", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                Materials = Read.Required<List<long>>(from, "materials", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                Bones = Read.Required<List<long>>(from, "bones", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                MorphTargets = Read.Required<List<long>>(from, "morphTargets", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                SpringJoints = Read.Required<List<long>>(from, "springJoints", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                Colliders = Read.Required<List<long>>(from, "colliders", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                TextureBytes = Read.Required<List<long>>(from, "textureBytes", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
                FileBytes = Read.Required<List<long>>(from, "fileBytes", path, Read.ListOf(new ReadValue<long>(Read.Integer))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["triangles"] = Write.List(Triangles, item1 => item1);
            json["materials"] = Write.List(Materials, item1 => item1);
            json["bones"] = Write.List(Bones, item1 => item1);
            json["morphTargets"] = Write.List(MorphTargets, item1 => item1);
            json["springJoints"] = Write.List(SpringJoints, item1 => item1);
            json["colliders"] = Write.List(Colliders, item1 => item1);
            json["textureBytes"] = Write.List(TextureBytes, item1 => item1);
            json["fileBytes"] = Write.List(FileBytes, item1 => item1);
            return json;
        }
    }

    public sealed class Receipt
    {
        public string Url { get; set; }

        public static Receipt FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Receipt
            {
                Url = Read.Required<string>(from, "url", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["url"] = Url;
            return json;
        }
    }

    public sealed class ReceivedGiftPage
    {
        public List<Gift> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }
        /// <summary>May be null.</summary>
        public ReceivedGiftPageTotal Total { get; set; }

        public static ReceivedGiftPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReceivedGiftPage
            {
                Items = Read.Required<List<Gift>>(from, "items", path, Read.ListOf(new ReadValue<Gift>(Gift.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
                Total = Read.Optional<ReceivedGiftPageTotal>(from, "total", path, ReceivedGiftPageTotal.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            json["total"] = Total == null ? null : (object)Total.ToJson();
            return json;
        }
    }

    public sealed class ReceivedGiftPageTotal
    {
        public long GiftCount { get; set; }
        public long CoinCount { get; set; }
        public long EarnedCount { get; set; }

        public static ReceivedGiftPageTotal FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReceivedGiftPageTotal
            {
                GiftCount = Read.Required<long>(from, "giftCount", path, Read.Integer),
                CoinCount = Read.Required<long>(from, "coinCount", path, Read.Integer),
                EarnedCount = Read.Required<long>(from, "earnedCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["giftCount"] = GiftCount;
            json["coinCount"] = CoinCount;
            json["earnedCount"] = EarnedCount;
            return json;
        }
    }

    public sealed class Reconciliation
    {
        public long Number { get; set; }
        public DateTimeOffset RanAt { get; set; }
        public DateTimeOffset From { get; set; }
        public DateTimeOffset Until { get; set; }
        public long ComparedCount { get; set; }
        public long DifferenceCount { get; set; }

        public static Reconciliation FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Reconciliation
            {
                Number = Read.Required<long>(from, "number", path, Read.Integer),
                RanAt = Read.Required<DateTimeOffset>(from, "ranAt", path, Read.Time),
                From = Read.Required<DateTimeOffset>(from, "from", path, Read.Time),
                Until = Read.Required<DateTimeOffset>(from, "until", path, Read.Time),
                ComparedCount = Read.Required<long>(from, "comparedCount", path, Read.Integer),
                DifferenceCount = Read.Required<long>(from, "differenceCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["number"] = Number;
            json["ranAt"] = Write.Time(RanAt);
            json["from"] = Write.Time(From);
            json["until"] = Write.Time(Until);
            json["comparedCount"] = ComparedCount;
            json["differenceCount"] = DifferenceCount;
            return json;
        }
    }

    public sealed class ReconciliationDetail
    {
        public long Number { get; set; }
        public DateTimeOffset RanAt { get; set; }
        public DateTimeOffset From { get; set; }
        public DateTimeOffset Until { get; set; }
        public long ComparedCount { get; set; }
        public long DifferenceCount { get; set; }
        public List<ReconciliationDetailDifferencesItem> Differences { get; set; }

        public static ReconciliationDetail FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReconciliationDetail
            {
                Number = Read.Required<long>(from, "number", path, Read.Integer),
                RanAt = Read.Required<DateTimeOffset>(from, "ranAt", path, Read.Time),
                From = Read.Required<DateTimeOffset>(from, "from", path, Read.Time),
                Until = Read.Required<DateTimeOffset>(from, "until", path, Read.Time),
                ComparedCount = Read.Required<long>(from, "comparedCount", path, Read.Integer),
                DifferenceCount = Read.Required<long>(from, "differenceCount", path, Read.Integer),
                Differences = Read.Required<List<ReconciliationDetailDifferencesItem>>(from, "differences", path, Read.ListOf(new ReadValue<ReconciliationDetailDifferencesItem>(ReconciliationDetailDifferencesItem.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["number"] = Number;
            json["ranAt"] = Write.Time(RanAt);
            json["from"] = Write.Time(From);
            json["until"] = Write.Time(Until);
            json["comparedCount"] = ComparedCount;
            json["differenceCount"] = DifferenceCount;
            json["differences"] = Write.List(Differences, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class ReconciliationDetailDifferencesItem
    {
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string Ours { get; set; }
        /// <summary>May be null.</summary>
        public string Theirs { get; set; }
        /// <summary>May be null.</summary>
        public string OrderId { get; set; }

        public static ReconciliationDetailDifferencesItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReconciliationDetailDifferencesItem
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Ours = Read.Optional<string>(from, "ours", path, Read.Text),
                Theirs = Read.Optional<string>(from, "theirs", path, Read.Text),
                OrderId = Read.Optional<string>(from, "orderId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["ours"] = Ours == null ? null : (object)Ours;
            json["theirs"] = Theirs == null ? null : (object)Theirs;
            json["orderId"] = OrderId == null ? null : (object)OrderId;
            return json;
        }
    }

    public sealed class ReconciliationPage
    {
        public List<Reconciliation> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static ReconciliationPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReconciliationPage
            {
                Items = Read.Required<List<Reconciliation>>(from, "items", path, Read.ListOf(new ReadValue<Reconciliation>(Reconciliation.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class Refresh
    {
        /// <summary>May be null.</summary>
        public string RefreshToken { get; set; }

        public static Refresh FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Refresh
            {
                RefreshToken = Read.Optional<string>(from, "refreshToken", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (RefreshToken != null) json["refreshToken"] = RefreshToken;
            return json;
        }
    }

    public sealed class RefundPayment
    {
        /// <summary>May be null.</summary>
        public long? Amount { get; set; }
        public string Reason { get; set; }

        public static RefundPayment FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RefundPayment
            {
                Amount = Read.OptionalValue<long>(from, "amount", path, Read.Integer),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Amount != null) json["amount"] = Amount.Value;
            json["reason"] = Reason;
            return json;
        }
    }

    public sealed class RefundPreview
    {
        public long RefundableAmount { get; set; }
        public long Amount { get; set; }
        public long CoinCount { get; set; }
        public long FreeCoinCount { get; set; }
        public long TicketCount { get; set; }
        public long LossAmount { get; set; }
        public bool IsDisputed { get; set; }

        public static RefundPreview FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RefundPreview
            {
                RefundableAmount = Read.Required<long>(from, "refundableAmount", path, Read.Integer),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
                CoinCount = Read.Required<long>(from, "coinCount", path, Read.Integer),
                FreeCoinCount = Read.Required<long>(from, "freeCoinCount", path, Read.Integer),
                TicketCount = Read.Required<long>(from, "ticketCount", path, Read.Integer),
                LossAmount = Read.Required<long>(from, "lossAmount", path, Read.Integer),
                IsDisputed = Read.Required<bool>(from, "isDisputed", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["refundableAmount"] = RefundableAmount;
            json["amount"] = Amount;
            json["coinCount"] = CoinCount;
            json["freeCoinCount"] = FreeCoinCount;
            json["ticketCount"] = TicketCount;
            json["lossAmount"] = LossAmount;
            json["isDisputed"] = IsDisputed;
            return json;
        }
    }

    public sealed class RegionList
    {
        public List<RegionListItemsItem> Items { get; set; }

        public static RegionList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RegionList
            {
                Items = Read.Required<List<RegionListItemsItem>>(from, "items", path, Read.ListOf(new ReadValue<RegionListItemsItem>(RegionListItemsItem.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class RegionListItemsItem
    {
        public string Region { get; set; }
        public HostAddress Probe { get; set; }

        public static RegionListItemsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RegionListItemsItem
            {
                Region = Read.Required<string>(from, "region", path, Read.Text),
                Probe = Read.Required<HostAddress>(from, "probe", path, HostAddress.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["region"] = Region;
            json["probe"] = Probe.ToJson();
            return json;
        }
    }

    public sealed class RelationsGetAnswer
    {
        public string Friend { get; set; }
        public bool IsFollowed { get; set; }
        public bool IsBlocked { get; set; }
        public bool IsMuted { get; set; }
        /// <summary>May be null.</summary>
        public RelationsGetAnswerPresence Presence { get; set; }

        public static RelationsGetAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RelationsGetAnswer
            {
                Friend = Read.Required<string>(from, "friend", path, Read.Text),
                IsFollowed = Read.Required<bool>(from, "isFollowed", path, Read.Flag),
                IsBlocked = Read.Required<bool>(from, "isBlocked", path, Read.Flag),
                IsMuted = Read.Required<bool>(from, "isMuted", path, Read.Flag),
                Presence = Read.Optional<RelationsGetAnswerPresence>(from, "presence", path, RelationsGetAnswerPresence.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["friend"] = Friend;
            json["isFollowed"] = IsFollowed;
            json["isBlocked"] = IsBlocked;
            json["isMuted"] = IsMuted;
            json["presence"] = Presence == null ? null : (object)Presence.ToJson();
            return json;
        }
    }

    public sealed class RelationsGetAnswerPresence
    {
        public RelationsGetAnswerPresenceWorld World { get; set; }
        public bool IsJoinable { get; set; }

        public static RelationsGetAnswerPresence FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RelationsGetAnswerPresence
            {
                World = Read.Required<RelationsGetAnswerPresenceWorld>(from, "world", path, RelationsGetAnswerPresenceWorld.FromJson),
                IsJoinable = Read.Required<bool>(from, "isJoinable", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["world"] = World.ToJson();
            json["isJoinable"] = IsJoinable;
            return json;
        }
    }

    public sealed class RelationsGetAnswerPresenceWorld
    {
        public string Id { get; set; }
        public string Name { get; set; }

        public static RelationsGetAnswerPresenceWorld FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RelationsGetAnswerPresenceWorld
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            return json;
        }
    }

    public sealed class RenamePasskey
    {
        public string Label { get; set; }

        public static RenamePasskey FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RenamePasskey
            {
                Label = Read.Required<string>(from, "label", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["label"] = Label;
            return json;
        }
    }

    public sealed class Report
    {
        public string Id { get; set; }
        public ReportTarget Target { get; set; }
        /// <summary>May be null.</summary>
        public ReportSubject Subject { get; set; }
        /// <summary>May be null.</summary>
        public string Room { get; set; }
        public string Reason { get; set; }
        public string Text { get; set; }
        /// <summary>May be null.</summary>
        public ReportReporter Reporter { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public string Evidence { get; set; }
        /// <summary>May be null.</summary>
        public ReportClaim Claim { get; set; }
        /// <summary>May be null.</summary>
        public ReportClosed Closed { get; set; }

        public static Report FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Report
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Target = Read.Required<ReportTarget>(from, "target", path, ReportTarget.FromJson),
                Subject = Read.Optional<ReportSubject>(from, "subject", path, ReportSubject.FromJson),
                Room = Read.Optional<string>(from, "room", path, Read.Text),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
                Text = Read.Required<string>(from, "text", path, Read.Text),
                Reporter = Read.Optional<ReportReporter>(from, "reporter", path, ReportReporter.FromJson),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                Evidence = Read.Required<string>(from, "evidence", path, Read.Text),
                Claim = Read.Optional<ReportClaim>(from, "claim", path, ReportClaim.FromJson),
                Closed = Read.Optional<ReportClosed>(from, "closed", path, ReportClosed.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["target"] = Target.ToJson();
            json["subject"] = Subject == null ? null : (object)Subject.ToJson();
            json["room"] = Room == null ? null : (object)Room;
            json["reason"] = Reason;
            json["text"] = Text;
            json["reporter"] = Reporter == null ? null : (object)Reporter.ToJson();
            json["createdAt"] = Write.Time(CreatedAt);
            json["evidence"] = Evidence;
            json["claim"] = Claim == null ? null : (object)Claim.ToJson();
            json["closed"] = Closed == null ? null : (object)Closed.ToJson();
            return json;
        }
    }

    public sealed class ReportClaim
    {
        public ReportClaimBy By { get; set; }
        public DateTimeOffset Until { get; set; }

        public static ReportClaim FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportClaim
            {
                By = Read.Required<ReportClaimBy>(from, "by", path, ReportClaimBy.FromJson),
                Until = Read.Required<DateTimeOffset>(from, "until", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["by"] = By.ToJson();
            json["until"] = Write.Time(Until);
            return json;
        }
    }

    public sealed class ReportClaimBy
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ReportClaimBy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportClaimBy
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ReportClosed
    {
        /// <summary>May be null.</summary>
        public ReportClosedBy By { get; set; }
        public DateTimeOffset At { get; set; }
        public string Outcome { get; set; }
        public string Note { get; set; }

        public static ReportClosed FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportClosed
            {
                By = Read.Optional<ReportClosedBy>(from, "by", path, ReportClosedBy.FromJson),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                Outcome = Read.Required<string>(from, "outcome", path, Read.Text),
                Note = Read.Required<string>(from, "note", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["by"] = By == null ? null : (object)By.ToJson();
            json["at"] = Write.Time(At);
            json["outcome"] = Outcome;
            json["note"] = Note;
            return json;
        }
    }

    public sealed class ReportClosedBy
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ReportClosedBy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportClosedBy
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ReportDetail
    {
        public string Id { get; set; }
        public ReportDetailTarget Target { get; set; }
        /// <summary>May be null.</summary>
        public ReportDetailSubject Subject { get; set; }
        /// <summary>May be null.</summary>
        public string Room { get; set; }
        public string Reason { get; set; }
        public string Text { get; set; }
        /// <summary>May be null.</summary>
        public ReportDetailReporter Reporter { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public string Evidence { get; set; }
        /// <summary>May be null.</summary>
        public ReportDetailClaim Claim { get; set; }
        /// <summary>May be null.</summary>
        public ReportDetailClosed Closed { get; set; }
        /// <summary>May be null.</summary>
        public EvidenceWindow Window { get; set; }
        public List<DecidedSanction> Sanctions { get; set; }
        public List<DecidedSanction> EarlierSanctions { get; set; }
        public long OtherReportCount { get; set; }

        public static ReportDetail FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportDetail
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Target = Read.Required<ReportDetailTarget>(from, "target", path, ReportDetailTarget.FromJson),
                Subject = Read.Optional<ReportDetailSubject>(from, "subject", path, ReportDetailSubject.FromJson),
                Room = Read.Optional<string>(from, "room", path, Read.Text),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
                Text = Read.Required<string>(from, "text", path, Read.Text),
                Reporter = Read.Optional<ReportDetailReporter>(from, "reporter", path, ReportDetailReporter.FromJson),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                Evidence = Read.Required<string>(from, "evidence", path, Read.Text),
                Claim = Read.Optional<ReportDetailClaim>(from, "claim", path, ReportDetailClaim.FromJson),
                Closed = Read.Optional<ReportDetailClosed>(from, "closed", path, ReportDetailClosed.FromJson),
                Window = Read.Optional<EvidenceWindow>(from, "window", path, EvidenceWindow.FromJson),
                Sanctions = Read.Required<List<DecidedSanction>>(from, "sanctions", path, Read.ListOf(new ReadValue<DecidedSanction>(DecidedSanction.FromJson))),
                EarlierSanctions = Read.Required<List<DecidedSanction>>(from, "earlierSanctions", path, Read.ListOf(new ReadValue<DecidedSanction>(DecidedSanction.FromJson))),
                OtherReportCount = Read.Required<long>(from, "otherReportCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["target"] = Target.ToJson();
            json["subject"] = Subject == null ? null : (object)Subject.ToJson();
            json["room"] = Room == null ? null : (object)Room;
            json["reason"] = Reason;
            json["text"] = Text;
            json["reporter"] = Reporter == null ? null : (object)Reporter.ToJson();
            json["createdAt"] = Write.Time(CreatedAt);
            json["evidence"] = Evidence;
            json["claim"] = Claim == null ? null : (object)Claim.ToJson();
            json["closed"] = Closed == null ? null : (object)Closed.ToJson();
            json["window"] = Window == null ? null : (object)Window.ToJson();
            json["sanctions"] = Write.List(Sanctions, item1 => item1.ToJson());
            json["earlierSanctions"] = Write.List(EarlierSanctions, item1 => item1.ToJson());
            json["otherReportCount"] = OtherReportCount;
            return json;
        }
    }

    public sealed class ReportDetailClaim
    {
        public ReportDetailClaimBy By { get; set; }
        public DateTimeOffset Until { get; set; }

        public static ReportDetailClaim FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportDetailClaim
            {
                By = Read.Required<ReportDetailClaimBy>(from, "by", path, ReportDetailClaimBy.FromJson),
                Until = Read.Required<DateTimeOffset>(from, "until", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["by"] = By.ToJson();
            json["until"] = Write.Time(Until);
            return json;
        }
    }

    public sealed class ReportDetailClaimBy
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ReportDetailClaimBy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportDetailClaimBy
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ReportDetailClosed
    {
        /// <summary>May be null.</summary>
        public ReportDetailClosedBy By { get; set; }
        public DateTimeOffset At { get; set; }
        public string Outcome { get; set; }
        public string Note { get; set; }

        public static ReportDetailClosed FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportDetailClosed
            {
                By = Read.Optional<ReportDetailClosedBy>(from, "by", path, ReportDetailClosedBy.FromJson),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                Outcome = Read.Required<string>(from, "outcome", path, Read.Text),
                Note = Read.Required<string>(from, "note", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["by"] = By == null ? null : (object)By.ToJson();
            json["at"] = Write.Time(At);
            json["outcome"] = Outcome;
            json["note"] = Note;
            return json;
        }
    }

    public sealed class ReportDetailClosedBy
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ReportDetailClosedBy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportDetailClosedBy
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ReportDetailReporter
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ReportDetailReporter FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportDetailReporter
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ReportDetailSubject
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ReportDetailSubject FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportDetailSubject
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ReportDetailTarget
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }

        public static ReportDetailTarget FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportDetailTarget
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["name"] = Name == null ? null : (object)Name;
            return json;
        }
    }

    public sealed class ReportPage
    {
        public List<Report> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static ReportPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportPage
            {
                Items = Read.Required<List<Report>>(from, "items", path, Read.ListOf(new ReadValue<Report>(Report.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class ReportReporter
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ReportReporter FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportReporter
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ReportSubject
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static ReportSubject FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportSubject
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class ReportTarget
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }

        public static ReportTarget FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new ReportTarget
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["name"] = Name == null ? null : (object)Name;
            return json;
        }
    }

    public sealed class RequestOptions
    {
        public string Challenge { get; set; }
        public string RpId { get; set; }
        public long Timeout { get; set; }
        public string UserVerification { get; set; }

        public static RequestOptions FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RequestOptions
            {
                Challenge = Read.Required<string>(from, "challenge", path, Read.Text),
                RpId = Read.Required<string>(from, "rpId", path, Read.Text),
                Timeout = Read.Required<long>(from, "timeout", path, Read.Integer),
                UserVerification = Read.Required<string>(from, "userVerification", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["challenge"] = Challenge;
            json["rpId"] = RpId;
            json["timeout"] = Timeout;
            json["userVerification"] = UserVerification;
            return json;
        }
    }

    public sealed class RetryRefund
    {
        public string Reason { get; set; }

        public static RetryRefund FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RetryRefund
            {
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["reason"] = Reason;
            return json;
        }
    }

    public sealed class RoomEntry
    {
        public string Room { get; set; }
        public string HostId { get; set; }
        public HostAddress Host { get; set; }
        public string Ticket { get; set; }
        public DateTimeOffset TicketExpiresAt { get; set; }
        public World World { get; set; }
        public string Seat { get; set; }
        /// <summary>May be null.</summary>
        public Queued Waiting { get; set; }

        public static RoomEntry FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new RoomEntry
            {
                Room = Read.Required<string>(from, "room", path, Read.Text),
                HostId = Read.Required<string>(from, "hostId", path, Read.Text),
                Host = Read.Required<HostAddress>(from, "host", path, HostAddress.FromJson),
                Ticket = Read.Required<string>(from, "ticket", path, Read.Text),
                TicketExpiresAt = Read.Required<DateTimeOffset>(from, "ticketExpiresAt", path, Read.Time),
                World = Read.Required<World>(from, "world", path, World.FromJson),
                Seat = Read.Required<string>(from, "seat", path, Read.Text),
                Waiting = Read.Optional<Queued>(from, "waiting", path, Queued.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["room"] = Room;
            json["hostId"] = HostId;
            json["host"] = Host.ToJson();
            json["ticket"] = Ticket;
            json["ticketExpiresAt"] = Write.Time(TicketExpiresAt);
            json["world"] = World.ToJson();
            json["seat"] = Seat;
            json["waiting"] = Waiting == null ? null : (object)Waiting.ToJson();
            return json;
        }
    }

    public sealed class Rsvp
    {
        public string Answer { get; set; }
        public long GoingCount { get; set; }
        public long InterestedCount { get; set; }

        public static Rsvp FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Rsvp
            {
                Answer = Read.Required<string>(from, "answer", path, Read.Text),
                GoingCount = Read.Required<long>(from, "goingCount", path, Read.Integer),
                InterestedCount = Read.Required<long>(from, "interestedCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["answer"] = Answer;
            json["goingCount"] = GoingCount;
            json["interestedCount"] = InterestedCount;
            return json;
        }
    }

    public sealed class Sanction
    {
        public string Id { get; set; }
        public string Kind { get; set; }
        public SanctionTarget Target { get; set; }
        /// <summary>May be null.</summary>
        public SanctionScope Scope { get; set; }
        public string Reason { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? Until { get; set; }
        public string State { get; set; }
        /// <summary>May be null.</summary>
        public SanctionAppeal Appeal { get; set; }

        public static Sanction FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Sanction
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Target = Read.Required<SanctionTarget>(from, "target", path, SanctionTarget.FromJson),
                Scope = Read.Optional<SanctionScope>(from, "scope", path, SanctionScope.FromJson),
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                Until = Read.OptionalValue<DateTimeOffset>(from, "until", path, Read.Time),
                State = Read.Required<string>(from, "state", path, Read.Text),
                Appeal = Read.Optional<SanctionAppeal>(from, "appeal", path, SanctionAppeal.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["kind"] = Kind;
            json["target"] = Target.ToJson();
            json["scope"] = Scope == null ? null : (object)Scope.ToJson();
            json["reason"] = Reason;
            json["createdAt"] = Write.Time(CreatedAt);
            json["until"] = Until == null ? null : (object)Write.Time(Until.Value);
            json["state"] = State;
            json["appeal"] = Appeal == null ? null : (object)Appeal.ToJson();
            return json;
        }
    }

    public sealed class SanctionAppeal
    {
        public string Text { get; set; }
        public DateTimeOffset At { get; set; }
        public string Outcome { get; set; }
        public string Answer { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? DecidedAt { get; set; }

        public static SanctionAppeal FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SanctionAppeal
            {
                Text = Read.Required<string>(from, "text", path, Read.Text),
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                Outcome = Read.Required<string>(from, "outcome", path, Read.Text),
                Answer = Read.Required<string>(from, "answer", path, Read.Text),
                DecidedAt = Read.OptionalValue<DateTimeOffset>(from, "decidedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["text"] = Text;
            json["at"] = Write.Time(At);
            json["outcome"] = Outcome;
            json["answer"] = Answer;
            json["decidedAt"] = DecidedAt == null ? null : (object)Write.Time(DecidedAt.Value);
            return json;
        }
    }

    public sealed class SanctionPage
    {
        public List<DecidedSanction> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static SanctionPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SanctionPage
            {
                Items = Read.Required<List<DecidedSanction>>(from, "items", path, Read.ListOf(new ReadValue<DecidedSanction>(DecidedSanction.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class SanctionScope
    {
        public string Kind { get; set; }
        /// <summary>May be null.</summary>
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }

        public static SanctionScope FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SanctionScope
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Optional<string>(from, "id", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id == null ? null : (object)Id;
            json["name"] = Name == null ? null : (object)Name;
            return json;
        }
    }

    public sealed class SanctionTarget
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }

        public static SanctionTarget FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SanctionTarget
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["name"] = Name == null ? null : (object)Name;
            return json;
        }
    }

    public sealed class SearchHit
    {
        public string Kind { get; set; }
        public string Id { get; set; }
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailUrl { get; set; }
        public List<string> Tags { get; set; }
        public long LikeCount { get; set; }
        /// <summary>May be null.</summary>
        public SearchHitOwner Owner { get; set; }

        public static SearchHit FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SearchHit
            {
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                ThumbnailUrl = Read.Optional<string>(from, "thumbnailUrl", path, Read.Text),
                Tags = Read.Required<List<string>>(from, "tags", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                LikeCount = Read.Required<long>(from, "likeCount", path, Read.Integer),
                Owner = Read.Optional<SearchHitOwner>(from, "owner", path, SearchHitOwner.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kind"] = Kind;
            json["id"] = Id;
            json["name"] = Name;
            json["thumbnailUrl"] = ThumbnailUrl == null ? null : (object)ThumbnailUrl;
            json["tags"] = Write.List(Tags, item1 => item1);
            json["likeCount"] = LikeCount;
            json["owner"] = Owner == null ? null : (object)Owner.ToJson();
            return json;
        }
    }

    public sealed class SearchHitOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static SearchHitOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SearchHitOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class SearchPage
    {
        public List<SearchHit> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static SearchPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SearchPage
            {
                Items = Read.Required<List<SearchHit>>(from, "items", path, Read.ListOf(new ReadValue<SearchHit>(SearchHit.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class Sell
    {
        public long PriceCoins { get; set; }
        /// <summary>May be null.</summary>
        public long? NumberMax { get; set; }
        /// <summary>May be null.</summary>
        public bool? TakesExchangeTickets { get; set; }

        public static Sell FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Sell
            {
                PriceCoins = Read.Required<long>(from, "priceCoins", path, Read.Integer),
                NumberMax = Read.OptionalValue<long>(from, "numberMax", path, Read.Integer),
                TakesExchangeTickets = Read.OptionalValue<bool>(from, "takesExchangeTickets", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["priceCoins"] = PriceCoins;
            if (NumberMax != null) json["numberMax"] = NumberMax.Value;
            if (TakesExchangeTickets != null) json["takesExchangeTickets"] = TakesExchangeTickets.Value;
            return json;
        }
    }

    public sealed class SendGift
    {
        public string KindId { get; set; }
        public string ToUserId { get; set; }
        /// <summary>May be null.</summary>
        public string Text { get; set; }

        public static SendGift FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SendGift
            {
                KindId = Read.Required<string>(from, "kindId", path, Read.Text),
                ToUserId = Read.Required<string>(from, "toUserId", path, Read.Text),
                Text = Read.Optional<string>(from, "text", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kindId"] = KindId;
            json["toUserId"] = ToUserId;
            if (Text != null) json["text"] = Text;
            return json;
        }
    }

    public sealed class SessionGrant
    {
        public string AccessToken { get; set; }
        public DateTimeOffset AccessTokenExpiresAt { get; set; }
        /// <summary>May be null.</summary>
        public string RefreshToken { get; set; }
        public User User { get; set; }

        public static SessionGrant FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SessionGrant
            {
                AccessToken = Read.Required<string>(from, "accessToken", path, Read.Text),
                AccessTokenExpiresAt = Read.Required<DateTimeOffset>(from, "accessTokenExpiresAt", path, Read.Time),
                RefreshToken = Read.Optional<string>(from, "refreshToken", path, Read.Text),
                User = Read.Required<User>(from, "user", path, User.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["accessToken"] = AccessToken;
            json["accessTokenExpiresAt"] = Write.Time(AccessTokenExpiresAt);
            if (RefreshToken != null) json["refreshToken"] = RefreshToken;
            json["user"] = User.ToJson();
            return json;
        }
    }

    public sealed class SessionsListAnswer
    {
        public List<SessionsListAnswerItemsItem> Items { get; set; }

        public static SessionsListAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SessionsListAnswer
            {
                Items = Read.Required<List<SessionsListAnswerItemsItem>>(from, "items", path, Read.ListOf(new ReadValue<SessionsListAnswerItemsItem>(SessionsListAnswerItemsItem.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class SessionsListAnswerItemsItem
    {
        public string Id { get; set; }
        public string Device { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public DateTimeOffset LastUsedAt { get; set; }
        public bool IsCurrent { get; set; }

        public static SessionsListAnswerItemsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SessionsListAnswerItemsItem
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Device = Read.Required<string>(from, "device", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                LastUsedAt = Read.Required<DateTimeOffset>(from, "lastUsedAt", path, Read.Time),
                IsCurrent = Read.Required<bool>(from, "isCurrent", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["device"] = Device;
            json["createdAt"] = Write.Time(CreatedAt);
            json["lastUsedAt"] = Write.Time(LastUsedAt);
            json["isCurrent"] = IsCurrent;
            return json;
        }
    }

    public sealed class SetPrivacy
    {
        public string PresenceFor { get; set; }
        public string JoinableBy { get; set; }
        /// <summary>May be null.</summary>
        public string MessageableBy { get; set; }

        public static SetPrivacy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SetPrivacy
            {
                PresenceFor = Read.Required<string>(from, "presenceFor", path, Read.Text),
                JoinableBy = Read.Required<string>(from, "joinableBy", path, Read.Text),
                MessageableBy = Read.Optional<string>(from, "messageableBy", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["presenceFor"] = PresenceFor;
            json["joinableBy"] = JoinableBy;
            if (MessageableBy != null) json["messageableBy"] = MessageableBy;
            return json;
        }
    }

    public sealed class SignInWays
    {
        public List<string> Ways { get; set; }
        public List<SignInWaysProvidersItem> Providers { get; set; }

        public static SignInWays FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SignInWays
            {
                Ways = Read.Required<List<string>>(from, "ways", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Providers = Read.Required<List<SignInWaysProvidersItem>>(from, "providers", path, Read.ListOf(new ReadValue<SignInWaysProvidersItem>(SignInWaysProvidersItem.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["ways"] = Write.List(Ways, item1 => item1);
            json["providers"] = Write.List(Providers, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class SignInWaysProvidersItem
    {
        public string Id { get; set; }
        public string Label { get; set; }

        public static SignInWaysProvidersItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new SignInWaysProvidersItem
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Label = Read.Required<string>(from, "label", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["label"] = Label;
            return json;
        }
    }

    public sealed class Standing
    {
        public string PlatformRole { get; set; }
        /// <summary>May be null.</summary>
        public StandingBan Ban { get; set; }
        public List<Sanction> Sanctions { get; set; }

        public static Standing FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Standing
            {
                PlatformRole = Read.Required<string>(from, "platformRole", path, Read.Text),
                Ban = Read.Optional<StandingBan>(from, "ban", path, StandingBan.FromJson),
                Sanctions = Read.Required<List<Sanction>>(from, "sanctions", path, Read.ListOf(new ReadValue<Sanction>(Sanction.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["platformRole"] = PlatformRole;
            json["ban"] = Ban == null ? null : (object)Ban.ToJson();
            json["sanctions"] = Write.List(Sanctions, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class StandingBan
    {
        public string Reason { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? Until { get; set; }

        public static StandingBan FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new StandingBan
            {
                Reason = Read.Required<string>(from, "reason", path, Read.Text),
                Until = Read.OptionalValue<DateTimeOffset>(from, "until", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["reason"] = Reason;
            json["until"] = Until == null ? null : (object)Write.Time(Until.Value);
            return json;
        }
    }

    public sealed class Statement
    {
        public string Month { get; set; }
        public StatementCreator Creator { get; set; }
        public List<StatementUnitsItem> Units { get; set; }
        public List<StatementLinesItem> Lines { get; set; }
        public List<Payout> Payouts { get; set; }
        public bool IsWhole { get; set; }

        public static Statement FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Statement
            {
                Month = Read.Required<string>(from, "month", path, Read.Text),
                Creator = Read.Required<StatementCreator>(from, "creator", path, StatementCreator.FromJson),
                Units = Read.Required<List<StatementUnitsItem>>(from, "units", path, Read.ListOf(new ReadValue<StatementUnitsItem>(StatementUnitsItem.FromJson))),
                Lines = Read.Required<List<StatementLinesItem>>(from, "lines", path, Read.ListOf(new ReadValue<StatementLinesItem>(StatementLinesItem.FromJson))),
                Payouts = Read.Required<List<Payout>>(from, "payouts", path, Read.ListOf(new ReadValue<Payout>(Payout.FromJson))),
                IsWhole = Read.Required<bool>(from, "isWhole", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["month"] = Month;
            json["creator"] = Creator.ToJson();
            json["units"] = Write.List(Units, item1 => item1.ToJson());
            json["lines"] = Write.List(Lines, item1 => item1.ToJson());
            json["payouts"] = Write.List(Payouts, item1 => item1.ToJson());
            json["isWhole"] = IsWhole;
            return json;
        }
    }

    public sealed class StatementCreator
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static StatementCreator FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new StatementCreator
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class StatementLinesItem
    {
        public string On { get; set; }
        public string Kind { get; set; }
        /// <summary>May be null.</summary>
        public string About { get; set; }
        public string Unit { get; set; }
        public long Count { get; set; }
        /// <summary>May be null.</summary>
        public long? GrossAmount { get; set; }
        /// <summary>May be null.</summary>
        public long? FreeCount { get; set; }
        /// <summary>May be null.</summary>
        public long? SharePercent { get; set; }
        public long Amount { get; set; }
        public long Balance { get; set; }

        public static StatementLinesItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new StatementLinesItem
            {
                On = Read.Required<string>(from, "on", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                About = Read.Optional<string>(from, "about", path, Read.Text),
                Unit = Read.Required<string>(from, "unit", path, Read.Text),
                Count = Read.Required<long>(from, "count", path, Read.Integer),
                GrossAmount = Read.OptionalValue<long>(from, "grossAmount", path, Read.Integer),
                FreeCount = Read.OptionalValue<long>(from, "freeCount", path, Read.Integer),
                SharePercent = Read.OptionalValue<long>(from, "sharePercent", path, Read.Integer),
                Amount = Read.Required<long>(from, "amount", path, Read.Integer),
                Balance = Read.Required<long>(from, "balance", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["on"] = On;
            json["kind"] = Kind;
            json["about"] = About == null ? null : (object)About;
            json["unit"] = Unit;
            json["count"] = Count;
            json["grossAmount"] = GrossAmount == null ? null : (object)GrossAmount.Value;
            json["freeCount"] = FreeCount == null ? null : (object)FreeCount.Value;
            json["sharePercent"] = SharePercent == null ? null : (object)SharePercent.Value;
            json["amount"] = Amount;
            json["balance"] = Balance;
            return json;
        }
    }

    public sealed class StatementUnitsItem
    {
        public string Unit { get; set; }
        public long OpeningAmount { get; set; }
        public long ClosingAmount { get; set; }

        public static StatementUnitsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new StatementUnitsItem
            {
                Unit = Read.Required<string>(from, "unit", path, Read.Text),
                OpeningAmount = Read.Required<long>(from, "openingAmount", path, Read.Integer),
                ClosingAmount = Read.Required<long>(from, "closingAmount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["unit"] = Unit;
            json["openingAmount"] = OpeningAmount;
            json["closingAmount"] = ClosingAmount;
            return json;
        }
    }

    public sealed class TagList
    {
        public List<TagListItemsItem> Items { get; set; }

        public static TagList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new TagList
            {
                Items = Read.Required<List<TagListItemsItem>>(from, "items", path, Read.ListOf(new ReadValue<TagListItemsItem>(TagListItemsItem.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class TagListItemsItem
    {
        public string Tag { get; set; }
        public long Count { get; set; }

        public static TagListItemsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new TagListItemsItem
            {
                Tag = Read.Required<string>(from, "tag", path, Read.Text),
                Count = Read.Required<long>(from, "count", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["tag"] = Tag;
            json["count"] = Count;
            return json;
        }
    }

    public sealed class Team
    {
        public List<TeamMember> Items { get; set; }

        public static Team FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Team
            {
                Items = Read.Required<List<TeamMember>>(from, "items", path, Read.ListOf(new ReadValue<TeamMember>(TeamMember.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class TeamMember
    {
        public TeamMemberUser User { get; set; }
        public string Role { get; set; }

        public static TeamMember FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new TeamMember
            {
                User = Read.Required<TeamMemberUser>(from, "user", path, TeamMemberUser.FromJson),
                Role = Read.Required<string>(from, "role", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["user"] = User.ToJson();
            json["role"] = Role;
            return json;
        }
    }

    public sealed class TeamMemberUser
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static TeamMemberUser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new TeamMemberUser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class Ticket
    {
        public string Id { get; set; }
        public string State { get; set; }
        public string TicketTypeId { get; set; }
        public string TypeName { get; set; }
        public string EventId { get; set; }
        public string EventName { get; set; }
        public DateTimeOffset StartsAt { get; set; }
        public DateTimeOffset EndsAt { get; set; }
        public string OrderId { get; set; }
        public bool IsTransferable { get; set; }
        public bool IsReturnable { get; set; }

        public static Ticket FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Ticket
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                State = Read.Required<string>(from, "state", path, Read.Text),
                TicketTypeId = Read.Required<string>(from, "ticketTypeId", path, Read.Text),
                TypeName = Read.Required<string>(from, "typeName", path, Read.Text),
                EventId = Read.Required<string>(from, "eventId", path, Read.Text),
                EventName = Read.Required<string>(from, "eventName", path, Read.Text),
                StartsAt = Read.Required<DateTimeOffset>(from, "startsAt", path, Read.Time),
                EndsAt = Read.Required<DateTimeOffset>(from, "endsAt", path, Read.Time),
                OrderId = Read.Required<string>(from, "orderId", path, Read.Text),
                IsTransferable = Read.Required<bool>(from, "isTransferable", path, Read.Flag),
                IsReturnable = Read.Required<bool>(from, "isReturnable", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["state"] = State;
            json["ticketTypeId"] = TicketTypeId;
            json["typeName"] = TypeName;
            json["eventId"] = EventId;
            json["eventName"] = EventName;
            json["startsAt"] = Write.Time(StartsAt);
            json["endsAt"] = Write.Time(EndsAt);
            json["orderId"] = OrderId;
            json["isTransferable"] = IsTransferable;
            json["isReturnable"] = IsReturnable;
            return json;
        }
    }

    public sealed class TicketInvitation
    {
        /// <summary>May be null.</summary>
        public string Code { get; set; }
        public long TicketsMax { get; set; }

        public static TicketInvitation FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new TicketInvitation
            {
                Code = Read.Optional<string>(from, "code", path, Read.Text),
                TicketsMax = Read.Required<long>(from, "ticketsMax", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["code"] = Code == null ? null : (object)Code;
            json["ticketsMax"] = TicketsMax;
            return json;
        }
    }

    public sealed class TicketPage
    {
        public List<Ticket> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static TicketPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new TicketPage
            {
                Items = Read.Required<List<Ticket>>(from, "items", path, Read.ListOf(new ReadValue<Ticket>(Ticket.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class TicketType
    {
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public Dictionary<string, long> Prices { get; set; }
        /// <summary>May be null.</summary>
        public long? TicketsMax { get; set; }
        public long PerUserMax { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? SalesFrom { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? SalesUntil { get; set; }
        public bool IsTransferable { get; set; }
        public bool IsByInvitation { get; set; }
        public string Id { get; set; }
        public string EventId { get; set; }
        public bool IsForSale { get; set; }
        /// <summary>May be null.</summary>
        public long? LeftCount { get; set; }

        public static TicketType FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new TicketType
            {
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Prices = Read.Optional<Dictionary<string, long>>(from, "prices", path, Read.MapOf(new ReadValue<long>(Read.Integer))),
                TicketsMax = Read.OptionalValue<long>(from, "ticketsMax", path, Read.Integer),
                PerUserMax = Read.Required<long>(from, "perUserMax", path, Read.Integer),
                SalesFrom = Read.OptionalValue<DateTimeOffset>(from, "salesFrom", path, Read.Time),
                SalesUntil = Read.OptionalValue<DateTimeOffset>(from, "salesUntil", path, Read.Time),
                IsTransferable = Read.Required<bool>(from, "isTransferable", path, Read.Flag),
                IsByInvitation = Read.Required<bool>(from, "isByInvitation", path, Read.Flag),
                Id = Read.Required<string>(from, "id", path, Read.Text),
                EventId = Read.Required<string>(from, "eventId", path, Read.Text),
                IsForSale = Read.Required<bool>(from, "isForSale", path, Read.Flag),
                LeftCount = Read.OptionalValue<long>(from, "leftCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["name"] = Name;
            json["prices"] = Prices == null ? null : (object)Write.Map(Prices, item1 => item1);
            json["ticketsMax"] = TicketsMax == null ? null : (object)TicketsMax.Value;
            json["perUserMax"] = PerUserMax;
            json["salesFrom"] = SalesFrom == null ? null : (object)Write.Time(SalesFrom.Value);
            json["salesUntil"] = SalesUntil == null ? null : (object)Write.Time(SalesUntil.Value);
            json["isTransferable"] = IsTransferable;
            json["isByInvitation"] = IsByInvitation;
            json["id"] = Id;
            json["eventId"] = EventId;
            json["isForSale"] = IsForSale;
            json["leftCount"] = LeftCount == null ? null : (object)LeftCount.Value;
            return json;
        }
    }

    public sealed class TicketTypeList
    {
        public List<TicketType> Items { get; set; }

        public static TicketTypeList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new TicketTypeList
            {
                Items = Read.Required<List<TicketType>>(from, "items", path, Read.ListOf(new ReadValue<TicketType>(TicketType.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class TransferTicket
    {
        public string ToUserId { get; set; }

        public static TransferTicket FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new TransferTicket
            {
                ToUserId = Read.Required<string>(from, "toUserId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["toUserId"] = ToUserId;
            return json;
        }
    }

    public sealed class UnusedBalance
    {
        public DateTimeOffset At { get; set; }
        public long PaidCount { get; set; }
        public long FreeCount { get; set; }
        public Dictionary<string, long> Value { get; set; }

        public static UnusedBalance FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UnusedBalance
            {
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                PaidCount = Read.Required<long>(from, "paidCount", path, Read.Integer),
                FreeCount = Read.Required<long>(from, "freeCount", path, Read.Integer),
                Value = Read.Required<Dictionary<string, long>>(from, "value", path, Read.MapOf(new ReadValue<long>(Read.Integer))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["at"] = Write.Time(At);
            json["paidCount"] = PaidCount;
            json["freeCount"] = FreeCount;
            json["value"] = Write.Map(Value, item1 => item1);
            return json;
        }
    }

    public sealed class UpdateEvent
    {
        /// <summary>May be null.</summary>
        public string WorldId { get; set; }
        /// <summary>May be null.</summary>
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public string Description { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? StartsAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? EndsAt { get; set; }
        /// <summary>May be null.</summary>
        public string TimeZone { get; set; }
        /// <summary>May be null.</summary>
        public string Recurrence { get; set; }
        /// <summary>May be null.</summary>
        public List<string> Tags { get; set; }
        /// <summary>May be null.</summary>
        public long? SeatsMax { get; set; }
        /// <summary>May be null.</summary>
        public long? GhostSeatsMax { get; set; }
        /// <summary>May be null.</summary>
        public long? RoomsMax { get; set; }
        /// <summary>May be null.</summary>
        public AvatarFloor AvatarFloor { get; set; }

        public static UpdateEvent FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UpdateEvent
            {
                WorldId = Read.Optional<string>(from, "worldId", path, Read.Text),
                Name = Read.Optional<string>(from, "name", path, Read.Text),
                Description = Read.Optional<string>(from, "description", path, Read.Text),
                StartsAt = Read.OptionalValue<DateTimeOffset>(from, "startsAt", path, Read.Time),
                EndsAt = Read.OptionalValue<DateTimeOffset>(from, "endsAt", path, Read.Time),
                TimeZone = Read.Optional<string>(from, "timeZone", path, Read.Text),
                Recurrence = Read.Optional<string>(from, "recurrence", path, Read.Text),
                Tags = Read.Optional<List<string>>(from, "tags", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                SeatsMax = Read.OptionalValue<long>(from, "seatsMax", path, Read.Integer),
                GhostSeatsMax = Read.OptionalValue<long>(from, "ghostSeatsMax", path, Read.Integer),
                RoomsMax = Read.OptionalValue<long>(from, "roomsMax", path, Read.Integer),
                AvatarFloor = Read.Optional<AvatarFloor>(from, "avatarFloor", path, AvatarFloor.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (WorldId != null) json["worldId"] = WorldId;
            if (Name != null) json["name"] = Name;
            if (Description != null) json["description"] = Description;
            if (StartsAt != null) json["startsAt"] = Write.Time(StartsAt.Value);
            if (EndsAt != null) json["endsAt"] = Write.Time(EndsAt.Value);
            if (TimeZone != null) json["timeZone"] = TimeZone;
            if (Recurrence != null) json["recurrence"] = Recurrence;
            if (Tags != null) json["tags"] = Write.List(Tags, item1 => item1);
            if (SeatsMax != null) json["seatsMax"] = SeatsMax.Value;
            if (GhostSeatsMax != null) json["ghostSeatsMax"] = GhostSeatsMax.Value;
            if (RoomsMax != null) json["roomsMax"] = RoomsMax.Value;
            if (AvatarFloor != null) json["avatarFloor"] = AvatarFloor.ToJson();
            return json;
        }
    }

    public sealed class UpdateMe
    {
        /// <summary>May be null.</summary>
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string Bio { get; set; }
        /// <summary>May be null.</summary>
        public string Locale { get; set; }

        public static UpdateMe FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UpdateMe
            {
                DisplayName = Read.Optional<string>(from, "displayName", path, Read.Text),
                Bio = Read.Optional<string>(from, "bio", path, Read.Text),
                Locale = Read.Optional<string>(from, "locale", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (DisplayName != null) json["displayName"] = DisplayName;
            if (Bio != null) json["bio"] = Bio;
            if (Locale != null) json["locale"] = Locale;
            return json;
        }
    }

    public sealed class UpdateTicketType
    {
        /// <summary>May be null.</summary>
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public Dictionary<string, long> Prices { get; set; }
        /// <summary>May be null.</summary>
        public long? TicketsMax { get; set; }
        /// <summary>May be null.</summary>
        public long? PerUserMax { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? SalesFrom { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? SalesUntil { get; set; }
        /// <summary>May be null.</summary>
        public bool? IsTransferable { get; set; }
        /// <summary>May be null.</summary>
        public bool? IsByInvitation { get; set; }
        /// <summary>May be null.</summary>
        public bool? IsForSale { get; set; }

        public static UpdateTicketType FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UpdateTicketType
            {
                Name = Read.Optional<string>(from, "name", path, Read.Text),
                Prices = Read.Optional<Dictionary<string, long>>(from, "prices", path, Read.MapOf(new ReadValue<long>(Read.Integer))),
                TicketsMax = Read.OptionalValue<long>(from, "ticketsMax", path, Read.Integer),
                PerUserMax = Read.OptionalValue<long>(from, "perUserMax", path, Read.Integer),
                SalesFrom = Read.OptionalValue<DateTimeOffset>(from, "salesFrom", path, Read.Time),
                SalesUntil = Read.OptionalValue<DateTimeOffset>(from, "salesUntil", path, Read.Time),
                IsTransferable = Read.OptionalValue<bool>(from, "isTransferable", path, Read.Flag),
                IsByInvitation = Read.OptionalValue<bool>(from, "isByInvitation", path, Read.Flag),
                IsForSale = Read.OptionalValue<bool>(from, "isForSale", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Name != null) json["name"] = Name;
            if (Prices != null) json["prices"] = Write.Map(Prices, item1 => item1);
            if (TicketsMax != null) json["ticketsMax"] = TicketsMax.Value;
            if (PerUserMax != null) json["perUserMax"] = PerUserMax.Value;
            if (SalesFrom != null) json["salesFrom"] = Write.Time(SalesFrom.Value);
            if (SalesUntil != null) json["salesUntil"] = Write.Time(SalesUntil.Value);
            if (IsTransferable != null) json["isTransferable"] = IsTransferable.Value;
            if (IsByInvitation != null) json["isByInvitation"] = IsByInvitation.Value;
            if (IsForSale != null) json["isForSale"] = IsForSale.Value;
            return json;
        }
    }

    public sealed class UpdateVersion
    {
        /// <summary>May be null.</summary>
        public long? Capacity { get; set; }
        /// <summary>May be null.</summary>
        public ChangedSettings Settings { get; set; }
        /// <summary>May be null.</summary>
        public UpdateVersionContent Content { get; set; }
        /// <summary>May be null.</summary>
        public string Note { get; set; }

        public static UpdateVersion FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UpdateVersion
            {
                Capacity = Read.OptionalValue<long>(from, "capacity", path, Read.Integer),
                Settings = Read.Optional<ChangedSettings>(from, "settings", path, ChangedSettings.FromJson),
                Content = Read.Optional<UpdateVersionContent>(from, "content", path, UpdateVersionContent.FromJson),
                Note = Read.Optional<string>(from, "note", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Capacity != null) json["capacity"] = Capacity.Value;
            if (Settings != null) json["settings"] = Settings.ToJson();
            if (Content != null) json["content"] = Content.ToJson();
            if (Note != null) json["note"] = Note;
            return json;
        }
    }

    public sealed class UpdateVersionContent
    {
        /// <summary>May be null.</summary>
        public string Glb { get; set; }
        /// <summary>May be null.</summary>
        public Dictionary<string, string> Bundles { get; set; }
        /// <summary>May be null.</summary>
        public string Bgm { get; set; }

        public static UpdateVersionContent FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UpdateVersionContent
            {
                Glb = Read.Optional<string>(from, "glb", path, Read.Text),
                Bundles = Read.Optional<Dictionary<string, string>>(from, "bundles", path, Read.MapOf(new ReadValue<string>(Read.Text))),
                Bgm = Read.Optional<string>(from, "bgm", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Glb != null) json["glb"] = Glb;
            if (Bundles != null) json["bundles"] = Write.Map(Bundles, item1 => item1);
            if (Bgm != null) json["bgm"] = Bgm;
            return json;
        }
    }

    public sealed class UpdateWorld
    {
        /// <summary>May be null.</summary>
        public string Name { get; set; }
        /// <summary>May be null.</summary>
        public string Description { get; set; }
        /// <summary>May be null.</summary>
        public Dictionary<string, string> Descriptions { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailId { get; set; }
        /// <summary>May be null.</summary>
        public long? Capacity { get; set; }
        /// <summary>May be null.</summary>
        public ChangedSettings Settings { get; set; }
        /// <summary>May be null.</summary>
        public string Visibility { get; set; }
        /// <summary>May be null.</summary>
        public List<string> Tags { get; set; }

        public static UpdateWorld FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UpdateWorld
            {
                Name = Read.Optional<string>(from, "name", path, Read.Text),
                Description = Read.Optional<string>(from, "description", path, Read.Text),
                Descriptions = Read.Optional<Dictionary<string, string>>(from, "descriptions", path, Read.MapOf(new ReadValue<string>(Read.Text))),
                ThumbnailId = Read.Optional<string>(from, "thumbnailId", path, Read.Text),
                Capacity = Read.OptionalValue<long>(from, "capacity", path, Read.Integer),
                Settings = Read.Optional<ChangedSettings>(from, "settings", path, ChangedSettings.FromJson),
                Visibility = Read.Optional<string>(from, "visibility", path, Read.Text),
                Tags = Read.Optional<List<string>>(from, "tags", path, Read.ListOf(new ReadValue<string>(Read.Text))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Name != null) json["name"] = Name;
            if (Description != null) json["description"] = Description;
            if (Descriptions != null) json["descriptions"] = Write.Map(Descriptions, item1 => item1);
            if (ThumbnailId != null) json["thumbnailId"] = ThumbnailId;
            if (Capacity != null) json["capacity"] = Capacity.Value;
            if (Settings != null) json["settings"] = Settings.ToJson();
            if (Visibility != null) json["visibility"] = Visibility;
            if (Tags != null) json["tags"] = Write.List(Tags, item1 => item1);
            return json;
        }
    }

    public sealed class UploadLimits
    {
        public UploadLimitsKinds Kinds { get; set; }
        public UploadLimitsAvatar Avatar { get; set; }
        public RankTable Ranks { get; set; }
        public UploadLimitsQuotas Quotas { get; set; }
        public UploadLimitsMultipart Multipart { get; set; }

        public static UploadLimits FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimits
            {
                Kinds = Read.Required<UploadLimitsKinds>(from, "kinds", path, UploadLimitsKinds.FromJson),
                Avatar = Read.Required<UploadLimitsAvatar>(from, "avatar", path, UploadLimitsAvatar.FromJson),
                Ranks = Read.Required<RankTable>(from, "ranks", path, RankTable.FromJson),
                Quotas = Read.Required<UploadLimitsQuotas>(from, "quotas", path, UploadLimitsQuotas.FromJson),
                Multipart = Read.Required<UploadLimitsMultipart>(from, "multipart", path, UploadLimitsMultipart.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["kinds"] = Kinds.ToJson();
            json["avatar"] = Avatar.ToJson();
            json["ranks"] = Ranks.ToJson();
            json["quotas"] = Quotas.ToJson();
            json["multipart"] = Multipart.ToJson();
            return json;
        }
    }

    public sealed class UploadLimitsAvatar
    {
        public long FileMaxBytes { get; set; }
        public long JsonMaxBytes { get; set; }
        public long JsonDepthMax { get; set; }
        public long JsonValuesMax { get; set; }
        public long TrianglesMax { get; set; }
        public long TrianglesWarn { get; set; }
        public long VerticesMax { get; set; }
        public long NodesMax { get; set; }
        public long NodesWarn { get; set; }
        public long BonesMax { get; set; }
        public long BonesWarn { get; set; }
        public long MeshesMax { get; set; }
        public long PrimitivesMax { get; set; }
        public long MaterialsMax { get; set; }
        public long MaterialsWarn { get; set; }
        public long ElementsMax { get; set; }
        public long TexturesMax { get; set; }
        public long TextureSideMaxPx { get; set; }
        public long TextureSideWarnPx { get; set; }
        public long TexturePixelsMax { get; set; }
        public long TexturePixelsWarn { get; set; }
        public long ImageProfileMaxBytes { get; set; }
        public long MorphTargetsPerMeshMax { get; set; }
        public long ExpandedMaxBytes { get; set; }
        public long SpringJointsMax { get; set; }
        public long SpringJointsWarn { get; set; }
        public long CollidersMax { get; set; }
        public long CollidersWarn { get; set; }
        public double HeightMinM { get; set; }
        public double HeightMaxM { get; set; }
        public double HeightWarnBelowM { get; set; }
        public double HeightWarnAboveM { get; set; }

        public static UploadLimitsAvatar FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsAvatar
            {
                FileMaxBytes = Read.Required<long>(from, "fileMaxBytes", path, Read.Integer),
                JsonMaxBytes = Read.Required<long>(from, "jsonMaxBytes", path, Read.Integer),
                JsonDepthMax = Read.Required<long>(from, "jsonDepthMax", path, Read.Integer),
                JsonValuesMax = Read.Required<long>(from, "jsonValuesMax", path, Read.Integer),
                TrianglesMax = Read.Required<long>(from, "trianglesMax", path, Read.Integer),
                TrianglesWarn = Read.Required<long>(from, "trianglesWarn", path, Read.Integer),
                VerticesMax = Read.Required<long>(from, "verticesMax", path, Read.Integer),
                NodesMax = Read.Required<long>(from, "nodesMax", path, Read.Integer),
                NodesWarn = Read.Required<long>(from, "nodesWarn", path, Read.Integer),
                BonesMax = Read.Required<long>(from, "bonesMax", path, Read.Integer),
                BonesWarn = Read.Required<long>(from, "bonesWarn", path, Read.Integer),
                MeshesMax = Read.Required<long>(from, "meshesMax", path, Read.Integer),
                PrimitivesMax = Read.Required<long>(from, "primitivesMax", path, Read.Integer),
                MaterialsMax = Read.Required<long>(from, "materialsMax", path, Read.Integer),
                MaterialsWarn = Read.Required<long>(from, "materialsWarn", path, Read.Integer),
                ElementsMax = Read.Required<long>(from, "elementsMax", path, Read.Integer),
                TexturesMax = Read.Required<long>(from, "texturesMax", path, Read.Integer),
                TextureSideMaxPx = Read.Required<long>(from, "textureSideMaxPx", path, Read.Integer),
                TextureSideWarnPx = Read.Required<long>(from, "textureSideWarnPx", path, Read.Integer),
                TexturePixelsMax = Read.Required<long>(from, "texturePixelsMax", path, Read.Integer),
                TexturePixelsWarn = Read.Required<long>(from, "texturePixelsWarn", path, Read.Integer),
                ImageProfileMaxBytes = Read.Required<long>(from, "imageProfileMaxBytes", path, Read.Integer),
                MorphTargetsPerMeshMax = Read.Required<long>(from, "morphTargetsPerMeshMax", path, Read.Integer),
                ExpandedMaxBytes = Read.Required<long>(from, "expandedMaxBytes", path, Read.Integer),
                SpringJointsMax = Read.Required<long>(from, "springJointsMax", path, Read.Integer),
                SpringJointsWarn = Read.Required<long>(from, "springJointsWarn", path, Read.Integer),
                CollidersMax = Read.Required<long>(from, "collidersMax", path, Read.Integer),
                CollidersWarn = Read.Required<long>(from, "collidersWarn", path, Read.Integer),
                HeightMinM = Read.Required<double>(from, "heightMinM", path, Read.Number),
                HeightMaxM = Read.Required<double>(from, "heightMaxM", path, Read.Number),
                HeightWarnBelowM = Read.Required<double>(from, "heightWarnBelowM", path, Read.Number),
                HeightWarnAboveM = Read.Required<double>(from, "heightWarnAboveM", path, Read.Number),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["fileMaxBytes"] = FileMaxBytes;
            json["jsonMaxBytes"] = JsonMaxBytes;
            json["jsonDepthMax"] = JsonDepthMax;
            json["jsonValuesMax"] = JsonValuesMax;
            json["trianglesMax"] = TrianglesMax;
            json["trianglesWarn"] = TrianglesWarn;
            json["verticesMax"] = VerticesMax;
            json["nodesMax"] = NodesMax;
            json["nodesWarn"] = NodesWarn;
            json["bonesMax"] = BonesMax;
            json["bonesWarn"] = BonesWarn;
            json["meshesMax"] = MeshesMax;
            json["primitivesMax"] = PrimitivesMax;
            json["materialsMax"] = MaterialsMax;
            json["materialsWarn"] = MaterialsWarn;
            json["elementsMax"] = ElementsMax;
            json["texturesMax"] = TexturesMax;
            json["textureSideMaxPx"] = TextureSideMaxPx;
            json["textureSideWarnPx"] = TextureSideWarnPx;
            json["texturePixelsMax"] = TexturePixelsMax;
            json["texturePixelsWarn"] = TexturePixelsWarn;
            json["imageProfileMaxBytes"] = ImageProfileMaxBytes;
            json["morphTargetsPerMeshMax"] = MorphTargetsPerMeshMax;
            json["expandedMaxBytes"] = ExpandedMaxBytes;
            json["springJointsMax"] = SpringJointsMax;
            json["springJointsWarn"] = SpringJointsWarn;
            json["collidersMax"] = CollidersMax;
            json["collidersWarn"] = CollidersWarn;
            json["heightMinM"] = HeightMinM;
            json["heightMaxM"] = HeightMaxM;
            json["heightWarnBelowM"] = HeightWarnBelowM;
            json["heightWarnAboveM"] = HeightWarnAboveM;
            return json;
        }
    }

    public sealed class UploadLimitsKinds
    {
        public UploadLimitsKindsAvatar Avatar { get; set; }
        public UploadLimitsKindsWorld World { get; set; }
        public UploadLimitsKindsWorldBundle WorldBundle { get; set; }
        public UploadLimitsKindsItem Item { get; set; }
        public UploadLimitsKindsAccessory Accessory { get; set; }
        public UploadLimitsKindsImage Image { get; set; }
        public UploadLimitsKindsAudio Audio { get; set; }

        public static UploadLimitsKinds FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsKinds
            {
                Avatar = Read.Required<UploadLimitsKindsAvatar>(from, "avatar", path, UploadLimitsKindsAvatar.FromJson),
                World = Read.Required<UploadLimitsKindsWorld>(from, "world", path, UploadLimitsKindsWorld.FromJson),
                WorldBundle = Read.Required<UploadLimitsKindsWorldBundle>(from, "worldBundle", path, UploadLimitsKindsWorldBundle.FromJson),
                Item = Read.Required<UploadLimitsKindsItem>(from, "item", path, UploadLimitsKindsItem.FromJson),
                Accessory = Read.Required<UploadLimitsKindsAccessory>(from, "accessory", path, UploadLimitsKindsAccessory.FromJson),
                Image = Read.Required<UploadLimitsKindsImage>(from, "image", path, UploadLimitsKindsImage.FromJson),
                Audio = Read.Required<UploadLimitsKindsAudio>(from, "audio", path, UploadLimitsKindsAudio.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["avatar"] = Avatar.ToJson();
            json["world"] = World.ToJson();
            json["worldBundle"] = WorldBundle.ToJson();
            json["item"] = Item.ToJson();
            json["accessory"] = Accessory.ToJson();
            json["image"] = Image.ToJson();
            json["audio"] = Audio.ToJson();
            return json;
        }
    }

    public sealed class UploadLimitsKindsAccessory
    {
        public List<string> ContentTypes { get; set; }
        public List<string> Extensions { get; set; }
        public long SizeMinBytes { get; set; }
        public long SizeMaxBytes { get; set; }
        public long PolicySeconds { get; set; }

        public static UploadLimitsKindsAccessory FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsKindsAccessory
            {
                ContentTypes = Read.Required<List<string>>(from, "contentTypes", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Extensions = Read.Required<List<string>>(from, "extensions", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                SizeMinBytes = Read.Required<long>(from, "sizeMinBytes", path, Read.Integer),
                SizeMaxBytes = Read.Required<long>(from, "sizeMaxBytes", path, Read.Integer),
                PolicySeconds = Read.Required<long>(from, "policySeconds", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["contentTypes"] = Write.List(ContentTypes, item1 => item1);
            json["extensions"] = Write.List(Extensions, item1 => item1);
            json["sizeMinBytes"] = SizeMinBytes;
            json["sizeMaxBytes"] = SizeMaxBytes;
            json["policySeconds"] = PolicySeconds;
            return json;
        }
    }

    public sealed class UploadLimitsKindsAudio
    {
        public List<string> ContentTypes { get; set; }
        public List<string> Extensions { get; set; }
        public long SizeMinBytes { get; set; }
        public long SizeMaxBytes { get; set; }
        public long PolicySeconds { get; set; }

        public static UploadLimitsKindsAudio FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsKindsAudio
            {
                ContentTypes = Read.Required<List<string>>(from, "contentTypes", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Extensions = Read.Required<List<string>>(from, "extensions", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                SizeMinBytes = Read.Required<long>(from, "sizeMinBytes", path, Read.Integer),
                SizeMaxBytes = Read.Required<long>(from, "sizeMaxBytes", path, Read.Integer),
                PolicySeconds = Read.Required<long>(from, "policySeconds", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["contentTypes"] = Write.List(ContentTypes, item1 => item1);
            json["extensions"] = Write.List(Extensions, item1 => item1);
            json["sizeMinBytes"] = SizeMinBytes;
            json["sizeMaxBytes"] = SizeMaxBytes;
            json["policySeconds"] = PolicySeconds;
            return json;
        }
    }

    public sealed class UploadLimitsKindsAvatar
    {
        public List<string> ContentTypes { get; set; }
        public List<string> Extensions { get; set; }
        public long SizeMinBytes { get; set; }
        public long SizeMaxBytes { get; set; }
        public long PolicySeconds { get; set; }

        public static UploadLimitsKindsAvatar FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsKindsAvatar
            {
                ContentTypes = Read.Required<List<string>>(from, "contentTypes", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Extensions = Read.Required<List<string>>(from, "extensions", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                SizeMinBytes = Read.Required<long>(from, "sizeMinBytes", path, Read.Integer),
                SizeMaxBytes = Read.Required<long>(from, "sizeMaxBytes", path, Read.Integer),
                PolicySeconds = Read.Required<long>(from, "policySeconds", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["contentTypes"] = Write.List(ContentTypes, item1 => item1);
            json["extensions"] = Write.List(Extensions, item1 => item1);
            json["sizeMinBytes"] = SizeMinBytes;
            json["sizeMaxBytes"] = SizeMaxBytes;
            json["policySeconds"] = PolicySeconds;
            return json;
        }
    }

    public sealed class UploadLimitsKindsImage
    {
        public List<string> ContentTypes { get; set; }
        public List<string> Extensions { get; set; }
        public long SizeMinBytes { get; set; }
        public long SizeMaxBytes { get; set; }
        public long PolicySeconds { get; set; }

        public static UploadLimitsKindsImage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsKindsImage
            {
                ContentTypes = Read.Required<List<string>>(from, "contentTypes", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Extensions = Read.Required<List<string>>(from, "extensions", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                SizeMinBytes = Read.Required<long>(from, "sizeMinBytes", path, Read.Integer),
                SizeMaxBytes = Read.Required<long>(from, "sizeMaxBytes", path, Read.Integer),
                PolicySeconds = Read.Required<long>(from, "policySeconds", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["contentTypes"] = Write.List(ContentTypes, item1 => item1);
            json["extensions"] = Write.List(Extensions, item1 => item1);
            json["sizeMinBytes"] = SizeMinBytes;
            json["sizeMaxBytes"] = SizeMaxBytes;
            json["policySeconds"] = PolicySeconds;
            return json;
        }
    }

    public sealed class UploadLimitsKindsItem
    {
        public List<string> ContentTypes { get; set; }
        public List<string> Extensions { get; set; }
        public long SizeMinBytes { get; set; }
        public long SizeMaxBytes { get; set; }
        public long PolicySeconds { get; set; }

        public static UploadLimitsKindsItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsKindsItem
            {
                ContentTypes = Read.Required<List<string>>(from, "contentTypes", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Extensions = Read.Required<List<string>>(from, "extensions", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                SizeMinBytes = Read.Required<long>(from, "sizeMinBytes", path, Read.Integer),
                SizeMaxBytes = Read.Required<long>(from, "sizeMaxBytes", path, Read.Integer),
                PolicySeconds = Read.Required<long>(from, "policySeconds", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["contentTypes"] = Write.List(ContentTypes, item1 => item1);
            json["extensions"] = Write.List(Extensions, item1 => item1);
            json["sizeMinBytes"] = SizeMinBytes;
            json["sizeMaxBytes"] = SizeMaxBytes;
            json["policySeconds"] = PolicySeconds;
            return json;
        }
    }

    public sealed class UploadLimitsKindsWorld
    {
        public List<string> ContentTypes { get; set; }
        public List<string> Extensions { get; set; }
        public long SizeMinBytes { get; set; }
        public long SizeMaxBytes { get; set; }
        public long PolicySeconds { get; set; }

        public static UploadLimitsKindsWorld FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsKindsWorld
            {
                ContentTypes = Read.Required<List<string>>(from, "contentTypes", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Extensions = Read.Required<List<string>>(from, "extensions", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                SizeMinBytes = Read.Required<long>(from, "sizeMinBytes", path, Read.Integer),
                SizeMaxBytes = Read.Required<long>(from, "sizeMaxBytes", path, Read.Integer),
                PolicySeconds = Read.Required<long>(from, "policySeconds", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["contentTypes"] = Write.List(ContentTypes, item1 => item1);
            json["extensions"] = Write.List(Extensions, item1 => item1);
            json["sizeMinBytes"] = SizeMinBytes;
            json["sizeMaxBytes"] = SizeMaxBytes;
            json["policySeconds"] = PolicySeconds;
            return json;
        }
    }

    public sealed class UploadLimitsKindsWorldBundle
    {
        public List<string> ContentTypes { get; set; }
        public List<string> Extensions { get; set; }
        public long SizeMinBytes { get; set; }
        public long SizeMaxBytes { get; set; }
        public long PolicySeconds { get; set; }

        public static UploadLimitsKindsWorldBundle FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsKindsWorldBundle
            {
                ContentTypes = Read.Required<List<string>>(from, "contentTypes", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Extensions = Read.Required<List<string>>(from, "extensions", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                SizeMinBytes = Read.Required<long>(from, "sizeMinBytes", path, Read.Integer),
                SizeMaxBytes = Read.Required<long>(from, "sizeMaxBytes", path, Read.Integer),
                PolicySeconds = Read.Required<long>(from, "policySeconds", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["contentTypes"] = Write.List(ContentTypes, item1 => item1);
            json["extensions"] = Write.List(Extensions, item1 => item1);
            json["sizeMinBytes"] = SizeMinBytes;
            json["sizeMaxBytes"] = SizeMaxBytes;
            json["policySeconds"] = PolicySeconds;
            return json;
        }
    }

    public sealed class UploadLimitsMultipart
    {
        public long OverBytes { get; set; }
        public long PartBytes { get; set; }
        public long LifetimeSeconds { get; set; }

        public static UploadLimitsMultipart FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsMultipart
            {
                OverBytes = Read.Required<long>(from, "overBytes", path, Read.Integer),
                PartBytes = Read.Required<long>(from, "partBytes", path, Read.Integer),
                LifetimeSeconds = Read.Required<long>(from, "lifetimeSeconds", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["overBytes"] = OverBytes;
            json["partBytes"] = PartBytes;
            json["lifetimeSeconds"] = LifetimeSeconds;
            return json;
        }
    }

    public sealed class UploadLimitsQuotas
    {
        public UploadLimitsQuotasGuest Guest { get; set; }
        public UploadLimitsQuotasMember Member { get; set; }
        public UploadLimitsQuotasStaff Staff { get; set; }

        public static UploadLimitsQuotas FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsQuotas
            {
                Guest = Read.Required<UploadLimitsQuotasGuest>(from, "guest", path, UploadLimitsQuotasGuest.FromJson),
                Member = Read.Required<UploadLimitsQuotasMember>(from, "member", path, UploadLimitsQuotasMember.FromJson),
                Staff = Read.Required<UploadLimitsQuotasStaff>(from, "staff", path, UploadLimitsQuotasStaff.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["guest"] = Guest.ToJson();
            json["member"] = Member.ToJson();
            json["staff"] = Staff.ToJson();
            return json;
        }
    }

    public sealed class UploadLimitsQuotasGuest
    {
        public long UploadsPerDay { get; set; }
        public long StoredMaxBytes { get; set; }

        public static UploadLimitsQuotasGuest FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsQuotasGuest
            {
                UploadsPerDay = Read.Required<long>(from, "uploadsPerDay", path, Read.Integer),
                StoredMaxBytes = Read.Required<long>(from, "storedMaxBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["uploadsPerDay"] = UploadsPerDay;
            json["storedMaxBytes"] = StoredMaxBytes;
            return json;
        }
    }

    public sealed class UploadLimitsQuotasMember
    {
        public long UploadsPerDay { get; set; }
        public long StoredMaxBytes { get; set; }

        public static UploadLimitsQuotasMember FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsQuotasMember
            {
                UploadsPerDay = Read.Required<long>(from, "uploadsPerDay", path, Read.Integer),
                StoredMaxBytes = Read.Required<long>(from, "storedMaxBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["uploadsPerDay"] = UploadsPerDay;
            json["storedMaxBytes"] = StoredMaxBytes;
            return json;
        }
    }

    public sealed class UploadLimitsQuotasStaff
    {
        public long UploadsPerDay { get; set; }
        public long StoredMaxBytes { get; set; }

        public static UploadLimitsQuotasStaff FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadLimitsQuotasStaff
            {
                UploadsPerDay = Read.Required<long>(from, "uploadsPerDay", path, Read.Integer),
                StoredMaxBytes = Read.Required<long>(from, "storedMaxBytes", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["uploadsPerDay"] = UploadsPerDay;
            json["storedMaxBytes"] = StoredMaxBytes;
            return json;
        }
    }

    public sealed class UploadPolicy
    {
        public string UploadId { get; set; }
        public string UploadUrl { get; set; }
        public Dictionary<string, string> Form { get; set; }
        public string StatusApiUrl { get; set; }
        public DateTimeOffset ExpiresAt { get; set; }

        public static UploadPolicy FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadPolicy
            {
                UploadId = Read.Required<string>(from, "uploadId", path, Read.Text),
                UploadUrl = Read.Required<string>(from, "uploadUrl", path, Read.Text),
                Form = Read.Required<Dictionary<string, string>>(from, "form", path, Read.MapOf(new ReadValue<string>(Read.Text))),
                StatusApiUrl = Read.Required<string>(from, "statusApiUrl", path, Read.Text),
                ExpiresAt = Read.Required<DateTimeOffset>(from, "expiresAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["uploadId"] = UploadId;
            json["uploadUrl"] = UploadUrl;
            json["form"] = Write.Map(Form, item1 => item1);
            json["statusApiUrl"] = StatusApiUrl;
            json["expiresAt"] = Write.Time(ExpiresAt);
            return json;
        }
    }

    public sealed class UploadRequest
    {
        public string ContentType { get; set; }
        public string FileName { get; set; }
        public long FileSize { get; set; }
        /// <summary>May be null.</summary>
        public string Platform { get; set; }
        /// <summary>May be null.</summary>
        public string Replaces { get; set; }

        public static UploadRequest FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadRequest
            {
                ContentType = Read.Required<string>(from, "contentType", path, Read.Text),
                FileName = Read.Required<string>(from, "fileName", path, Read.Text),
                FileSize = Read.Required<long>(from, "fileSize", path, Read.Integer),
                Platform = Read.Optional<string>(from, "platform", path, Read.Text),
                Replaces = Read.Optional<string>(from, "replaces", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["contentType"] = ContentType;
            json["fileName"] = FileName;
            json["fileSize"] = FileSize;
            if (Platform != null) json["platform"] = Platform;
            if (Replaces != null) json["replaces"] = Replaces;
            return json;
        }
    }

    public sealed class UploadStatus
    {
        public string UploadId { get; set; }
        public string Kind { get; set; }
        public string Status { get; set; }
        /// <summary>May be null.</summary>
        public UploadStatusProgress Progress { get; set; }
        /// <summary>May be null.</summary>
        public string Reason { get; set; }
        public List<Finding> Findings { get; set; }
        /// <summary>May be null.</summary>
        public Asset Asset { get; set; }
        /// <summary>May be null.</summary>
        public Avatar Avatar { get; set; }
        /// <summary>May be null.</summary>
        public UploadStatusVariants Variants { get; set; }

        public static UploadStatus FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadStatus
            {
                UploadId = Read.Required<string>(from, "uploadId", path, Read.Text),
                Kind = Read.Required<string>(from, "kind", path, Read.Text),
                Status = Read.Required<string>(from, "status", path, Read.Text),
                Progress = Read.Optional<UploadStatusProgress>(from, "progress", path, UploadStatusProgress.FromJson),
                Reason = Read.Optional<string>(from, "reason", path, Read.Text),
                Findings = Read.Required<List<Finding>>(from, "findings", path, Read.ListOf(new ReadValue<Finding>(Finding.FromJson))),
                Asset = Read.Optional<Asset>(from, "asset", path, Asset.FromJson),
                Avatar = Read.Optional<Avatar>(from, "avatar", path, Avatar.FromJson),
                Variants = Read.Optional<UploadStatusVariants>(from, "variants", path, UploadStatusVariants.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["uploadId"] = UploadId;
            json["kind"] = Kind;
            json["status"] = Status;
            json["progress"] = Progress == null ? null : (object)Progress.ToJson();
            if (Reason != null) json["reason"] = Reason;
            json["findings"] = Write.List(Findings, item1 => item1.ToJson());
            if (Asset != null) json["asset"] = Asset.ToJson();
            if (Avatar != null) json["avatar"] = Avatar.ToJson();
            if (Variants != null) json["variants"] = Variants.ToJson();
            return json;
        }
    }

    public sealed class UploadStatusProgress
    {
        public string Step { get; set; }
        public long StepsDone { get; set; }
        public long StepsTotal { get; set; }

        public static UploadStatusProgress FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadStatusProgress
            {
                Step = Read.Required<string>(from, "step", path, Read.Text),
                StepsDone = Read.Required<long>(from, "stepsDone", path, Read.Integer),
                StepsTotal = Read.Required<long>(from, "stepsTotal", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["step"] = Step;
            json["stepsDone"] = StepsDone;
            json["stepsTotal"] = StepsTotal;
            return json;
        }
    }

    public sealed class UploadStatusVariants
    {
        public string Status { get; set; }
        /// <summary>May be null.</summary>
        public Finding Finding { get; set; }
        public List<VariantProgress> Progress { get; set; }

        public static UploadStatusVariants FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UploadStatusVariants
            {
                Status = Read.Required<string>(from, "status", path, Read.Text),
                Finding = Read.Optional<Finding>(from, "finding", path, Finding.FromJson),
                Progress = Read.Required<List<VariantProgress>>(from, "progress", path, Read.ListOf(new ReadValue<VariantProgress>(VariantProgress.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["status"] = Status;
            json["finding"] = Finding == null ? null : (object)Finding.ToJson();
            json["progress"] = Write.List(Progress, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class User
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }
        /// <summary>May be null.</summary>
        public string Handle { get; set; }
        public bool IsGuest { get; set; }
        public string Locale { get; set; }
        public string Bio { get; set; }
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? EraseAt { get; set; }

        public static User FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new User
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
                Handle = Read.Optional<string>(from, "handle", path, Read.Text),
                IsGuest = Read.Required<bool>(from, "isGuest", path, Read.Flag),
                Locale = Read.Required<string>(from, "locale", path, Read.Text),
                Bio = Read.Required<string>(from, "bio", path, Read.Text),
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                EraseAt = Read.OptionalValue<DateTimeOffset>(from, "eraseAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            json["handle"] = Handle == null ? null : (object)Handle;
            json["isGuest"] = IsGuest;
            json["locale"] = Locale;
            json["bio"] = Bio;
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            json["createdAt"] = Write.Time(CreatedAt);
            json["eraseAt"] = EraseAt == null ? null : (object)Write.Time(EraseAt.Value);
            return json;
        }
    }

    public sealed class UsersEnterAnswer
    {
        /// <summary>May be null.</summary>
        public string Room { get; set; }
        /// <summary>May be null.</summary>
        public string HostId { get; set; }
        /// <summary>May be null.</summary>
        public HostAddress Host { get; set; }
        /// <summary>May be null.</summary>
        public string Ticket { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? TicketExpiresAt { get; set; }
        /// <summary>May be null.</summary>
        public World World { get; set; }
        /// <summary>May be null.</summary>
        public string Seat { get; set; }
        /// <summary>May be null.</summary>
        public Queued Waiting { get; set; }
        /// <summary>May be null.</summary>
        public QueuePlace Queue { get; set; }
        /// <summary>May be null.</summary>
        public string StatusUrl { get; set; }
        /// <summary>May be null.</summary>
        public string GhostSeat { get; set; }

        public static UsersEnterAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new UsersEnterAnswer
            {
                Room = Read.Optional<string>(from, "room", path, Read.Text),
                HostId = Read.Optional<string>(from, "hostId", path, Read.Text),
                Host = Read.Optional<HostAddress>(from, "host", path, HostAddress.FromJson),
                Ticket = Read.Optional<string>(from, "ticket", path, Read.Text),
                TicketExpiresAt = Read.OptionalValue<DateTimeOffset>(from, "ticketExpiresAt", path, Read.Time),
                World = Read.Optional<World>(from, "world", path, World.FromJson),
                Seat = Read.Optional<string>(from, "seat", path, Read.Text),
                Waiting = Read.Optional<Queued>(from, "waiting", path, Queued.FromJson),
                Queue = Read.Optional<QueuePlace>(from, "queue", path, QueuePlace.FromJson),
                StatusUrl = Read.Optional<string>(from, "statusUrl", path, Read.Text),
                GhostSeat = Read.Optional<string>(from, "ghostSeat", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Room != null) json["room"] = Room;
            if (HostId != null) json["hostId"] = HostId;
            if (Host != null) json["host"] = Host.ToJson();
            if (Ticket != null) json["ticket"] = Ticket;
            if (TicketExpiresAt != null) json["ticketExpiresAt"] = Write.Time(TicketExpiresAt.Value);
            if (World != null) json["world"] = World.ToJson();
            if (Seat != null) json["seat"] = Seat;
            if (Waiting != null) json["waiting"] = Waiting.ToJson();
            if (Queue != null) json["queue"] = Queue.ToJson();
            if (StatusUrl != null) json["statusUrl"] = StatusUrl;
            if (GhostSeat != null) json["ghostSeat"] = GhostSeat;
            return json;
        }
    }

    public sealed class VariantFacts
    {
        public long TriangleCount { get; set; }
        public long VertexCount { get; set; }
        public long MaterialCount { get; set; }
        public long TextureCount { get; set; }
        public long TextureMemoryBytes { get; set; }
        /// <summary>May be null.</summary>
        public long? MorphVertexCount { get; set; }
        /// <summary>May be null.</summary>
        public double? LikenessDb { get; set; }

        public static VariantFacts FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new VariantFacts
            {
                TriangleCount = Read.Required<long>(from, "triangleCount", path, Read.Integer),
                VertexCount = Read.Required<long>(from, "vertexCount", path, Read.Integer),
                MaterialCount = Read.Required<long>(from, "materialCount", path, Read.Integer),
                TextureCount = Read.Required<long>(from, "textureCount", path, Read.Integer),
                TextureMemoryBytes = Read.Required<long>(from, "textureMemoryBytes", path, Read.Integer),
                MorphVertexCount = Read.OptionalValue<long>(from, "morphVertexCount", path, Read.Integer),
                LikenessDb = Read.OptionalValue<double>(from, "likenessDb", path, Read.Number),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["triangleCount"] = TriangleCount;
            json["vertexCount"] = VertexCount;
            json["materialCount"] = MaterialCount;
            json["textureCount"] = TextureCount;
            json["textureMemoryBytes"] = TextureMemoryBytes;
            if (MorphVertexCount != null) json["morphVertexCount"] = MorphVertexCount.Value;
            json["likenessDb"] = LikenessDb == null ? null : (object)LikenessDb.Value;
            return json;
        }
    }

    public sealed class VariantProgress
    {
        public string Profile { get; set; }
        public string Level { get; set; }
        public string Status { get; set; }
        public long TexturesDone { get; set; }
        public long TexturesTotal { get; set; }

        public static VariantProgress FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new VariantProgress
            {
                Profile = Read.Required<string>(from, "profile", path, Read.Text),
                Level = Read.Required<string>(from, "level", path, Read.Text),
                Status = Read.Required<string>(from, "status", path, Read.Text),
                TexturesDone = Read.Required<long>(from, "texturesDone", path, Read.Integer),
                TexturesTotal = Read.Required<long>(from, "texturesTotal", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["profile"] = Profile;
            json["level"] = Level;
            json["status"] = Status;
            json["texturesDone"] = TexturesDone;
            json["texturesTotal"] = TexturesTotal;
            return json;
        }
    }

    public sealed class VersionList
    {
        public List<WorldVersion> Items { get; set; }

        public static VersionList FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new VersionList
            {
                Items = Read.Required<List<WorldVersion>>(from, "items", path, Read.ListOf(new ReadValue<WorldVersion>(WorldVersion.FromJson))),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            return json;
        }
    }

    public sealed class VoiceSettings
    {
        public string Mode { get; set; }
        public long K { get; set; }
        public double RadiusM { get; set; }

        public static VoiceSettings FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new VoiceSettings
            {
                Mode = Read.Required<string>(from, "mode", path, Read.Text),
                K = Read.Required<long>(from, "k", path, Read.Integer),
                RadiusM = Read.Required<double>(from, "radiusM", path, Read.Number),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["mode"] = Mode;
            json["k"] = K;
            json["radiusM"] = RadiusM;
            return json;
        }
    }

    public sealed class VrmLicence
    {
        public string Name { get; set; }
        public List<string> Authors { get; set; }
        /// <summary>May be null.</summary>
        public string LicenceUrl { get; set; }
        public string AvatarPermission { get; set; }
        public string CreditNotation { get; set; }
        public bool AllowRedistribution { get; set; }

        public static VrmLicence FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new VrmLicence
            {
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Authors = Read.Required<List<string>>(from, "authors", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                LicenceUrl = Read.Optional<string>(from, "licenceUrl", path, Read.Text),
                AvatarPermission = Read.Required<string>(from, "avatarPermission", path, Read.Text),
                CreditNotation = Read.Required<string>(from, "creditNotation", path, Read.Text),
                AllowRedistribution = Read.Required<bool>(from, "allowRedistribution", path, Read.Flag),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["name"] = Name;
            json["authors"] = Write.List(Authors, item1 => item1);
            json["licenceUrl"] = LicenceUrl == null ? null : (object)LicenceUrl;
            json["avatarPermission"] = AvatarPermission;
            json["creditNotation"] = CreditNotation;
            json["allowRedistribution"] = AllowRedistribution;
            return json;
        }
    }

    public sealed class Wallet
    {
        public long CoinCount { get; set; }
        public long FreeCoinCount { get; set; }
        public long FrozenCount { get; set; }
        /// <summary>May be null.</summary>
        public WalletNextExpiry NextExpiry { get; set; }
        public long ExchangeTicketCount { get; set; }
        /// <summary>May be null.</summary>
        public WalletNextTicketExpiry NextTicketExpiry { get; set; }

        public static Wallet FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new Wallet
            {
                CoinCount = Read.Required<long>(from, "coinCount", path, Read.Integer),
                FreeCoinCount = Read.Required<long>(from, "freeCoinCount", path, Read.Integer),
                FrozenCount = Read.Required<long>(from, "frozenCount", path, Read.Integer),
                NextExpiry = Read.Optional<WalletNextExpiry>(from, "nextExpiry", path, WalletNextExpiry.FromJson),
                ExchangeTicketCount = Read.Required<long>(from, "exchangeTicketCount", path, Read.Integer),
                NextTicketExpiry = Read.Optional<WalletNextTicketExpiry>(from, "nextTicketExpiry", path, WalletNextTicketExpiry.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["coinCount"] = CoinCount;
            json["freeCoinCount"] = FreeCoinCount;
            json["frozenCount"] = FrozenCount;
            json["nextExpiry"] = NextExpiry == null ? null : (object)NextExpiry.ToJson();
            json["exchangeTicketCount"] = ExchangeTicketCount;
            json["nextTicketExpiry"] = NextTicketExpiry == null ? null : (object)NextTicketExpiry.ToJson();
            return json;
        }
    }

    public sealed class WalletNextExpiry
    {
        public DateTimeOffset At { get; set; }
        public long Count { get; set; }

        public static WalletNextExpiry FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WalletNextExpiry
            {
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                Count = Read.Required<long>(from, "count", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["at"] = Write.Time(At);
            json["count"] = Count;
            return json;
        }
    }

    public sealed class WalletNextTicketExpiry
    {
        public DateTimeOffset At { get; set; }
        public long Count { get; set; }

        public static WalletNextTicketExpiry FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WalletNextTicketExpiry
            {
                At = Read.Required<DateTimeOffset>(from, "at", path, Read.Time),
                Count = Read.Required<long>(from, "count", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["at"] = Write.Time(At);
            json["count"] = Count;
            return json;
        }
    }

    public sealed class WearAvatar
    {
        /// <summary>May be null.</summary>
        public string AvatarId { get; set; }

        public static WearAvatar FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WearAvatar
            {
                AvatarId = Read.Optional<string>(from, "avatarId", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["avatarId"] = AvatarId == null ? null : (object)AvatarId;
            return json;
        }
    }

    public sealed class World
    {
        public string Id { get; set; }
        public string Name { get; set; }
        public string Description { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailUrl { get; set; }
        /// <summary>May be null.</summary>
        public WorldOwner Owner { get; set; }
        public long Capacity { get; set; }
        public WorldSettings Settings { get; set; }
        public string Visibility { get; set; }
        public List<string> Tags { get; set; }
        public Dictionary<string, string> Descriptions { get; set; }
        /// <summary>May be null.</summary>
        public long? Version { get; set; }
        public DateTimeOffset CreatedAt { get; set; }

        public static World FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new World
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Description = Read.Required<string>(from, "description", path, Read.Text),
                ThumbnailUrl = Read.Optional<string>(from, "thumbnailUrl", path, Read.Text),
                Owner = Read.Optional<WorldOwner>(from, "owner", path, WorldOwner.FromJson),
                Capacity = Read.Required<long>(from, "capacity", path, Read.Integer),
                Settings = Read.Required<WorldSettings>(from, "settings", path, WorldSettings.FromJson),
                Visibility = Read.Required<string>(from, "visibility", path, Read.Text),
                Tags = Read.Required<List<string>>(from, "tags", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Descriptions = Read.Required<Dictionary<string, string>>(from, "descriptions", path, Read.MapOf(new ReadValue<string>(Read.Text))),
                Version = Read.OptionalValue<long>(from, "version", path, Read.Integer),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            json["description"] = Description;
            json["thumbnailUrl"] = ThumbnailUrl == null ? null : (object)ThumbnailUrl;
            json["owner"] = Owner == null ? null : (object)Owner.ToJson();
            json["capacity"] = Capacity;
            json["settings"] = Settings.ToJson();
            json["visibility"] = Visibility;
            json["tags"] = Write.List(Tags, item1 => item1);
            json["descriptions"] = Write.Map(Descriptions, item1 => item1);
            json["version"] = Version == null ? null : (object)Version.Value;
            json["createdAt"] = Write.Time(CreatedAt);
            return json;
        }
    }

    public sealed class WorldContent
    {
        /// <summary>May be null.</summary>
        public string Glb { get; set; }
        public Dictionary<string, string> Bundles { get; set; }
        /// <summary>May be null.</summary>
        public string Bgm { get; set; }

        public static WorldContent FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldContent
            {
                Glb = Read.Optional<string>(from, "glb", path, Read.Text),
                Bundles = Read.Required<Dictionary<string, string>>(from, "bundles", path, Read.MapOf(new ReadValue<string>(Read.Text))),
                Bgm = Read.Optional<string>(from, "bgm", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["glb"] = Glb == null ? null : (object)Glb;
            json["bundles"] = Write.Map(Bundles, item1 => item1);
            json["bgm"] = Bgm == null ? null : (object)Bgm;
            return json;
        }
    }

    public sealed class WorldListItem
    {
        public string Id { get; set; }
        public string Name { get; set; }
        public string Description { get; set; }
        /// <summary>May be null.</summary>
        public string ThumbnailUrl { get; set; }
        /// <summary>May be null.</summary>
        public WorldListItemOwner Owner { get; set; }
        public long Capacity { get; set; }
        public WorldSettings Settings { get; set; }
        public string Visibility { get; set; }
        public List<string> Tags { get; set; }
        public Dictionary<string, string> Descriptions { get; set; }
        /// <summary>May be null.</summary>
        public long? Version { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public long HeadCount { get; set; }
        public long LikeCount { get; set; }

        public static WorldListItem FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldListItem
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                Name = Read.Required<string>(from, "name", path, Read.Text),
                Description = Read.Required<string>(from, "description", path, Read.Text),
                ThumbnailUrl = Read.Optional<string>(from, "thumbnailUrl", path, Read.Text),
                Owner = Read.Optional<WorldListItemOwner>(from, "owner", path, WorldListItemOwner.FromJson),
                Capacity = Read.Required<long>(from, "capacity", path, Read.Integer),
                Settings = Read.Required<WorldSettings>(from, "settings", path, WorldSettings.FromJson),
                Visibility = Read.Required<string>(from, "visibility", path, Read.Text),
                Tags = Read.Required<List<string>>(from, "tags", path, Read.ListOf(new ReadValue<string>(Read.Text))),
                Descriptions = Read.Required<Dictionary<string, string>>(from, "descriptions", path, Read.MapOf(new ReadValue<string>(Read.Text))),
                Version = Read.OptionalValue<long>(from, "version", path, Read.Integer),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                HeadCount = Read.Required<long>(from, "headCount", path, Read.Integer),
                LikeCount = Read.Required<long>(from, "likeCount", path, Read.Integer),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["name"] = Name;
            json["description"] = Description;
            json["thumbnailUrl"] = ThumbnailUrl == null ? null : (object)ThumbnailUrl;
            json["owner"] = Owner == null ? null : (object)Owner.ToJson();
            json["capacity"] = Capacity;
            json["settings"] = Settings.ToJson();
            json["visibility"] = Visibility;
            json["tags"] = Write.List(Tags, item1 => item1);
            json["descriptions"] = Write.Map(Descriptions, item1 => item1);
            json["version"] = Version == null ? null : (object)Version.Value;
            json["createdAt"] = Write.Time(CreatedAt);
            json["headCount"] = HeadCount;
            json["likeCount"] = LikeCount;
            return json;
        }
    }

    public sealed class WorldListItemOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static WorldListItemOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldListItemOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class WorldMember
    {
        public WorldMemberUser User { get; set; }
        public string Role { get; set; }
        public DateTimeOffset Since { get; set; }

        public static WorldMember FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldMember
            {
                User = Read.Required<WorldMemberUser>(from, "user", path, WorldMemberUser.FromJson),
                Role = Read.Required<string>(from, "role", path, Read.Text),
                Since = Read.Required<DateTimeOffset>(from, "since", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["user"] = User.ToJson();
            json["role"] = Role;
            json["since"] = Write.Time(Since);
            return json;
        }
    }

    public sealed class WorldMemberUser
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static WorldMemberUser FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldMemberUser
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class WorldOwner
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static WorldOwner FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldOwner
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class WorldPage
    {
        public List<WorldListItem> Items { get; set; }
        /// <summary>May be null.</summary>
        public string NextCursor { get; set; }

        public static WorldPage FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldPage
            {
                Items = Read.Required<List<WorldListItem>>(from, "items", path, Read.ListOf(new ReadValue<WorldListItem>(WorldListItem.FromJson))),
                NextCursor = Read.Optional<string>(from, "nextCursor", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["items"] = Write.List(Items, item1 => item1.ToJson());
            json["nextCursor"] = NextCursor == null ? null : (object)NextCursor;
            return json;
        }
    }

    public sealed class WorldSettings
    {
        public string SkyColor { get; set; }
        public string GroundColor { get; set; }
        public double HalfSizeM { get; set; }
        public List<double> Spawn { get; set; }
        public WorldSettingsVolumes Volumes { get; set; }
        public long TickMs { get; set; }
        public VoiceSettings Voice { get; set; }
        public long PlainPoseHz { get; set; }
        public AvatarSettings Avatars { get; set; }

        public static WorldSettings FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldSettings
            {
                SkyColor = Read.Required<string>(from, "skyColor", path, Read.Text),
                GroundColor = Read.Required<string>(from, "groundColor", path, Read.Text),
                HalfSizeM = Read.Required<double>(from, "halfSizeM", path, Read.Number),
                Spawn = Read.Required<List<double>>(from, "spawn", path, Read.ListOf(new ReadValue<double>(Read.Number))),
                Volumes = Read.Required<WorldSettingsVolumes>(from, "volumes", path, WorldSettingsVolumes.FromJson),
                TickMs = Read.Required<long>(from, "tickMs", path, Read.Integer),
                Voice = Read.Required<VoiceSettings>(from, "voice", path, VoiceSettings.FromJson),
                PlainPoseHz = Read.Required<long>(from, "plainPoseHz", path, Read.Integer),
                Avatars = Read.Required<AvatarSettings>(from, "avatars", path, AvatarSettings.FromJson),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["skyColor"] = SkyColor;
            json["groundColor"] = GroundColor;
            json["halfSizeM"] = HalfSizeM;
            json["spawn"] = Write.List(Spawn, item1 => item1);
            json["volumes"] = Volumes.ToJson();
            json["tickMs"] = TickMs;
            json["voice"] = Voice.ToJson();
            json["plainPoseHz"] = PlainPoseHz;
            json["avatars"] = Avatars.ToJson();
            return json;
        }
    }

    public sealed class WorldSettingsVolumes
    {
        public double Voice { get; set; }
        public double Bgm { get; set; }
        public double Sfx { get; set; }

        public static WorldSettingsVolumes FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldSettingsVolumes
            {
                Voice = Read.Required<double>(from, "voice", path, Read.Number),
                Bgm = Read.Required<double>(from, "bgm", path, Read.Number),
                Sfx = Read.Required<double>(from, "sfx", path, Read.Number),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["voice"] = Voice;
            json["bgm"] = Bgm;
            json["sfx"] = Sfx;
            return json;
        }
    }

    public sealed class WorldVersion
    {
        public long Number { get; set; }
        public string State { get; set; }
        public long Capacity { get; set; }
        public WorldSettings Settings { get; set; }
        public WorldContent Content { get; set; }
        public string Note { get; set; }
        /// <summary>May be null.</summary>
        public WorldVersionAuthor Author { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? PublishedAt { get; set; }

        public static WorldVersion FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldVersion
            {
                Number = Read.Required<long>(from, "number", path, Read.Integer),
                State = Read.Required<string>(from, "state", path, Read.Text),
                Capacity = Read.Required<long>(from, "capacity", path, Read.Integer),
                Settings = Read.Required<WorldSettings>(from, "settings", path, WorldSettings.FromJson),
                Content = Read.Required<WorldContent>(from, "content", path, WorldContent.FromJson),
                Note = Read.Required<string>(from, "note", path, Read.Text),
                Author = Read.Optional<WorldVersionAuthor>(from, "author", path, WorldVersionAuthor.FromJson),
                CreatedAt = Read.Required<DateTimeOffset>(from, "createdAt", path, Read.Time),
                PublishedAt = Read.OptionalValue<DateTimeOffset>(from, "publishedAt", path, Read.Time),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["number"] = Number;
            json["state"] = State;
            json["capacity"] = Capacity;
            json["settings"] = Settings.ToJson();
            json["content"] = Content.ToJson();
            json["note"] = Note;
            json["author"] = Author == null ? null : (object)Author.ToJson();
            json["createdAt"] = Write.Time(CreatedAt);
            json["publishedAt"] = PublishedAt == null ? null : (object)Write.Time(PublishedAt.Value);
            return json;
        }
    }

    public sealed class WorldVersionAuthor
    {
        public string Id { get; set; }
        public string DisplayName { get; set; }

        public static WorldVersionAuthor FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldVersionAuthor
            {
                Id = Read.Required<string>(from, "id", path, Read.Text),
                DisplayName = Read.Required<string>(from, "displayName", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            json["id"] = Id;
            json["displayName"] = DisplayName;
            return json;
        }
    }

    public sealed class WorldsEnterAnswer
    {
        /// <summary>May be null.</summary>
        public string Room { get; set; }
        /// <summary>May be null.</summary>
        public string HostId { get; set; }
        /// <summary>May be null.</summary>
        public HostAddress Host { get; set; }
        /// <summary>May be null.</summary>
        public string Ticket { get; set; }
        /// <summary>May be null.</summary>
        public DateTimeOffset? TicketExpiresAt { get; set; }
        /// <summary>May be null.</summary>
        public World World { get; set; }
        /// <summary>May be null.</summary>
        public string Seat { get; set; }
        /// <summary>May be null.</summary>
        public Queued Waiting { get; set; }
        /// <summary>May be null.</summary>
        public QueuePlace Queue { get; set; }
        /// <summary>May be null.</summary>
        public string StatusUrl { get; set; }
        /// <summary>May be null.</summary>
        public string GhostSeat { get; set; }

        public static WorldsEnterAnswer FromJson(object json, string path)
        {
            var from = Read.Object(json, path);
            return new WorldsEnterAnswer
            {
                Room = Read.Optional<string>(from, "room", path, Read.Text),
                HostId = Read.Optional<string>(from, "hostId", path, Read.Text),
                Host = Read.Optional<HostAddress>(from, "host", path, HostAddress.FromJson),
                Ticket = Read.Optional<string>(from, "ticket", path, Read.Text),
                TicketExpiresAt = Read.OptionalValue<DateTimeOffset>(from, "ticketExpiresAt", path, Read.Time),
                World = Read.Optional<World>(from, "world", path, World.FromJson),
                Seat = Read.Optional<string>(from, "seat", path, Read.Text),
                Waiting = Read.Optional<Queued>(from, "waiting", path, Queued.FromJson),
                Queue = Read.Optional<QueuePlace>(from, "queue", path, QueuePlace.FromJson),
                StatusUrl = Read.Optional<string>(from, "statusUrl", path, Read.Text),
                GhostSeat = Read.Optional<string>(from, "ghostSeat", path, Read.Text),
            };
        }

        public object ToJson()
        {
            var json = new Dictionary<string, object>();
            if (Room != null) json["room"] = Room;
            if (HostId != null) json["hostId"] = HostId;
            if (Host != null) json["host"] = Host.ToJson();
            if (Ticket != null) json["ticket"] = Ticket;
            if (TicketExpiresAt != null) json["ticketExpiresAt"] = Write.Time(TicketExpiresAt.Value);
            if (World != null) json["world"] = World.ToJson();
            if (Seat != null) json["seat"] = Seat;
            if (Waiting != null) json["waiting"] = Waiting.ToJson();
            if (Queue != null) json["queue"] = Queue.ToJson();
            if (StatusUrl != null) json["statusUrl"] = StatusUrl;
            if (GhostSeat != null) json["ghostSeat"] = GhostSeat;
            return json;
        }
    }
}
