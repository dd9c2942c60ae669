// Every code a caller of the public API may meet: its status, and one sentence for whoever writes a client. The texts a
// person reads are the page's (edge/web/i18n).

import type { Endpoint } from "./endpoint.ts";

export type ProblemKind = {
  readonly status: number;
  /** What happened and what the caller can do about it. */
  readonly about: string;
};

const problems = {
  JSON_MALFORMED: [400, "The body is not JSON in UTF-8."],
  RETURN_TO_REFUSED: [400, "returnTo is no path of this site."],
  SIGN_IN_UNKNOWN: [
    400,
    "No sign-in is under way in this browser: it took too long, or cookies are off. Begin again.",
  ],
  STRIPE_SIGNATURE_REQUIRED: [400, "A webhook comes with its Stripe-Signature."],
  STRIPE_SIGNATURE_INVALID: [400, "The signature is not Stripe's, or is too old."],
  ACCESS_TOKEN_REQUIRED: [401, "Send `Authorization: Bearer <accessToken>`."],
  ACCESS_TOKEN_INVALID: [
    401,
    "The access token has expired or is none of ours. Refresh the session, then repeat.",
  ],
  SESSION_REQUIRED: [401, "Neither the body nor a cookie brought a refresh token. Sign in."],
  SESSION_EXPIRED: [401, "The session was not used for too long. Sign in again."],
  SESSION_ENDED: [401, "The session was signed out. Sign in again."],
  SESSION_REUSED: [401, "A refresh token came twice, so its session was ended to be safe. Sign in again."],
  OIDC_REFUSED: [401, "The provider's answer does not hold. Begin again."],
  FIREBASE_TOKEN_INVALID: [
    401,
    "No valid ID token of this server's Firebase project. Get a fresh one from Firebase.",
  ],
  PASSKEY_CHALLENGE_INVALID: [
    401,
    "The options this passkey answered were used before, took too long, or are none of ours. Ask for new ones.",
  ],
  PASSKEY_UNKNOWN: [401, "No account has this passkey; it may have been removed. Sign in another way."],
  PASSKEY_INVALID: [
    401,
    "The passkey's answer does not hold: another site's, altered, a copy's, or without its owner.",
  ],
  PURGE_SIGNATURE_INVALID: [401, "Only this server's own origin may purge."],
  SCOPE_INSUFFICIENT: [403, "The access token is not good for this. The detail names the scope it lacks."],
  CROSS_ORIGIN_REFUSED: [403, "A session cookie is only for the page of this origin."],
  MUTED: [403, "A moderator has muted you there; your standing says until when."],
  EVENT_NOT_YOURS: [403, "This is for its organiser, or for its staff, to do."],
  ACCOUNT_LEAVING: [403, "The account is about to be erased, and can do nothing but be restored."],
  SIGN_IN_NOT_FRESH: [
    403,
    "For this one must have signed in within ten minutes: sign in again, then repeat it. Guests need not.",
  ],
  WORLD_NOT_YOURS: [403, "Only its owner, and for versions those who work on it, change a world."],
  WORLD_BETA_CLOSED: [403, "Only those who work on a world enter its beta."],
  MEMBER_NOT_FRIEND: [403, "Only a friend can be asked to work on a world. Become friends first."],
  USER_NOT_JOINABLE: [403, "There is no room of theirs that you may come to."],
  USER_NOT_INVITABLE: [403, "This person takes no invitations of yours. Friends can be asked."],
  PARTY_NOT_LED: [403, "Only who leads a party does this to it."],
  HANDLE_NOT_FOR_GUESTS: [403, "Guests have no handle. Add a way to sign in first."],
  PAYOUTS_NOT_FOR_GUESTS: [403, "Guests cannot be paid. Add a way to sign in first."],
  TICKET_REQUIRED: [403, "One enters this event by ticket. Get one, or ask its organiser."],
  TICKETS_BY_INVITATION: [
    403,
    "These tickets are for those on the list, or who have a code that is not used up.",
  ],
  TICKET_NOT_TO_FRIEND: [403, "Tickets are given to friends. Become friends first."],
  ASSET_NOT_YOURS: [403, "Only its owner may change what an asset is, or see its versions."],
  AVATAR_NOT_YOURS: [403, "The avatar's licence lets only its owner wear it."],
  AVATAR_NOT_BOUGHT: [403, "The avatar is for those who have bought it. The store tells what it costs."],
  BUYER_IS_GUEST: [
    403,
    "Guests pay for nothing, since they are gone with the browser that knows them. Add a way to sign in first; free tickets need none.",
  ],
  SELLER_IS_GUEST: [403, "Guests sell nothing. Add a way to sign in first."],
  RECIPIENT_NOT_FRIEND: [403, "Things are given to friends. Become friends first."],
  BANNED: [
    403,
    "A moderator has banned you from Hiroba, the world or the room; errors tells until when. GET /v1/me/standing tells why.",
  ],
  PLATFORM_ROLE_REQUIRED: [403, "It takes a moderator or an admin, and you are none by now."],
  TARGET_NOT_LOWER: [403, "Nobody decides about themselves, nor about somebody as high as they are."],
  APPEAL_NEEDS_ANOTHER: [403, "The appeal is against a decision of your own: another moderator answers it."],
  NOT_FOUND: [404, "The path names nothing: an id in it could not be one."],
  OIDC_NOT_CONFIGURED: [404, "This server has no such sign-in provider."],
  PROVIDER_UNKNOWN: [
    404,
    "This server has no sign-in provider of this name; GET /v1/sign-in tells those it has.",
  ],
  FIREBASE_NOT_CONFIGURED: [404, "This server has no Firebase project. Sign in another way."],
  METHOD_NOT_ALLOWED: [405, "The path does not know this method; Allow names those it knows."],
  SESSION_JUST_ROTATED: [
    409,
    "Another call exchanged this refresh token a moment ago. Use what it was given.",
  ],
  ACCOUNT_NOT_LEAVING: [409, "The account is not about to be erased: there is nothing to restore."],
  HANDLE_TAKEN: [409, "Somebody has this handle, or one that looks like it. Choose another."],
  HANDLE_RESERVED: [409, "This handle would speak for those who run the place. Choose another."],
  HANDLE_CHANGED_OFTEN: [
    409,
    "The handles given up within 30 days are still one's own, and there are no more for one person. Go back to one of them, or wait.",
  ],
  ACCOUNT_ERASING: [409, "The two weeks are over: the account is being erased."],
  IDENTITY_TAKEN: [409, "This identity signs in to another account."],
  IDENTITIES_FULL: [409, "This account has as many identities as one may."],
  PASSKEY_TAKEN: [409, "This passkey belongs to an account already."],
  PASSKEYS_FULL: [409, "This account has as many passkeys as one may. Remove one first."],
  LAST_SIGN_IN_WAY: [409, "This is the only way left to sign in to this account. Add another first."],
  UPLOAD_STORAGE_FULL: [409, "There is no room left for this file among what you keep."],
  UPLOAD_NOT_IN_PARTS: [409, "This upload was not begun in parts: post the form of its policy."],
  UPLOAD_PARTS_WRONG: [409, "The parts are not what was said of them. Put those that errors names again."],
  EVENT_CANCELLED: [410, "The event was called off."],
  EVENT_ENDED: [410, "The event is over."],
  EVENT_NOT_OPEN: [409, "The event lets nobody in now; the detail tells when its doors are open."],
  EVENT_RECURS: [
    409,
    "An event that recurs has no tickets. Plan each night as an event of its own, or copy one.",
  ],
  TICKETS_NOT_ON_SALE: [409, "These tickets are not on sale now; the detail tells when they are."],
  TICKETS_SOLD_OUT: [
    409,
    "There are not so many left. What is held for somebody who is paying may come back.",
  ],
  TICKETS_SOLD_ALREADY: [409, "More are sold, or held, than there would be."],
  TICKET_LIMIT_REACHED: [409, "They have as many of these tickets as one may."],
  TICKET_TYPES_FULL: [409, "There are as many types of tickets, or invitations, as there may be."],
  TICKET_STATE_WRONG: [409, "The ticket lets nobody in, so it cannot be given to somebody."],
  TICKET_NOT_TRANSFERABLE: [409, "This ticket stays with whoever got it."],
  TICKET_NOT_RETURNABLE: [409, "Tickets go back when their event was moved, until it begins."],
  COINS_MISSING: [
    409,
    "There are not so many coins; those of a disputed payment wait. Get more, then ask again with the same Idempotency-Key.",
  ],
  EXCHANGE_TICKETS_MISSING: [409, "There is no exchange ticket left."],
  ASSET_NOT_SELLABLE: [409, "Avatars, accessories and items are sold, and nothing else."],
  LICENCE_FORBIDS_SALE: [409, "The avatar's licence lets only its author wear it, so nobody can buy it."],
  LISTING_NOT_FOR_SALE: [409, "It is for sale no more. Whoever has it keeps it."],
  LISTING_SOLD_OUT: [409, "All there were are sold."],
  LISTING_SOLD_ALREADY: [409, "More are sold than there would be."],
  LISTING_PRICE_CHANGED: [409, "It costs something else by now; errors tells what. Nothing was bought."],
  LISTING_TAKES_COINS_ONLY: [409, "Its creator takes no exchange tickets for it."],
  HELD_ALREADY: [409, "It is yours already, bought, given or made."],
  RECIPIENT_HAS_IT: [409, "They have it already."],
  ORDERS_OPEN_MAX: [
    409,
    "One has as many orders to pay as one may. Pay one, give one up, or wait ten minutes.",
  ],
  EVENT_PHASE_WRONG: [
    409,
    "The event is at a point of its life where this is not to be done; the detail tells which.",
  ],
  EVENT_QUOTA_REACHED: [409, "You have as many events ahead, or made today, as one user may."],
  EVENT_WORLD_PRIVATE: [409, "The world of this event is private or was never published: nobody could come."],
  EVENT_MEMBERS_FULL: [409, "This event has as many people appointed as one may."],
  PARTY_FULL: [409, "The party is as large as one may be, or has asked as many as it may."],
  PARTY_DOES_NOT_FIT: [409, "A room there has fewer places than the party. Enter alone, or somewhere else."],
  USER_BLOCKED: [409, "You have blocked this person. Take the block back first."],
  FOLLOWING_FULL: [409, "You follow as many people as one user may. End some first."],
  SHUNS_FULL: [409, "You keep as many people away as one user may. Take some back first."],
  FRIENDS_FULL: [409, "You have as many friends and requests as one user may."],
  WORLD_NAME_TAKEN: [409, "You have a world of this name."],
  VERSION_SHOWN: [409, "This version is the one that everybody sees; show another one first."],
  VERSION_NOT_DRAFT: [409, "What others enter, or once did, is not changed: begin a draft from it."],
  VERSIONS_FULL: [409, "The world has as many versions as one may. Throw drafts away."],
  MEMBERS_FULL: [409, "As many people work on this world as may."],
  WORLD_QUOTA_REACHED: [409, "You have as many worlds as one user may."],
  REPORT_CLAIMED: [
    409,
    "Another moderator looks into this report; the detail tells until when it is theirs.",
  ],
  REPORT_CLOSED: [409, "Somebody has closed this report."],
  GIFT_NOT_TAKEN: [409, "Gifts are given at events, to those who perform there."],
  SANCTION_LIFTED: [409, "This decision was lifted already."],
  APPEALED_ALREADY: [409, "You have appealed against this decision; once is all there is."],
  APPEAL_NOT_OPEN: [409, "No appeal against this decision waits for an answer."],
  REFUND_NOTHING_LEFT: [409, "Nothing is left of this payment to give back, or it was not paid."],
  REFUND_NOT_FAILED: [409, "This refund is under way, was paid, or another took its place."],
  LAST_ADMIN: [409, "This is the only admin left. Make somebody else an admin first."],
  BODY_TOO_LARGE: [413, "The body has more bytes than are read here; errors tells the limit."],
  CONTENT_TYPE_UNSUPPORTED: [415, "Send the body with `content-type: application/json`."],
  CURSOR_INVALID: [422, "The cursor is not one this list gave. Begin at the first page."],
  IDEMPOTENCY_KEY_REUSED: [422, "This Idempotency-Key was used with another body."],
  PAYMENT_SEARCH_UNKNOWN: [
    422,
    "Payments are found by an id of ours or of Stripe's, or a handle with its @.",
  ],
  REFUND_TOO_LARGE: [422, "More than is left of the payment; errors tells how much that is."],
  CURRENCY_NOT_OFFERED: [422, "It is not sold in that currency; the limit names those it is sold in."],
  FIREBASE_ANONYMOUS: [
    422,
    "An anonymous Firebase user is nobody in particular. Sign in as a guest instead.",
  ],
  UPLOAD_NOT_LARGE: [422, "This file is small enough to be posted whole: ask for a policy."],
  VALIDATION_FAILED: [422, "The request does not fit its schema; errors tells every offence."],
  EVENT_SCHEDULE_INVALID: [
    422,
    "The event cannot be on at these times; errors tells which is wrong, and the limit.",
  ],
  EVENT_OVER: [422, "The event would be over before anybody could come."],
  RECIPIENT_IS_SELF: [422, "What is for oneself is nobody's gift: leave forUserId out."],
  EVENT_MEMBER_IS_ORGANISER: [422, "Whoever organises the event is its organiser already."],
  FOLLOW_IS_SELF: [422, "One cannot follow oneself."],
  INVITE_IS_SELF: [422, "One cannot invite oneself."],
  SHUN_IS_SELF: [422, "One cannot keep oneself away."],
  FRIEND_IS_SELF: [422, "One cannot be one's own friend."],
  GIFT_TO_SELF: [422, "One gives oneself nothing."],
  REPORT_OF_SELF: [422, "One cannot report oneself, or what is one's own."],
  SANCTION_TIME_WRONG: [
    422,
    "A mute or ban cannot end in the past, nor in more than ten years: leave until out for good.",
  ],
  WORLD_CONTENT_INVALID: [
    422,
    "A file of the world is none of its makers', or not of the kind or platform wanted. The error names it.",
  ],
  WORLD_SPAWN_OUTSIDE: [422, "People would appear outside the world."],
  RATE_LIMITED: [429, "Too many requests. Retry-After tells when to come back."],
  NOTICE_NOT_YOURS: [403, "You do not answer for these rooms."],
  NOTICES_FULL: [429, "You have said as much to rooms as one may in an hour."],
  GIFTS_FULL: [429, "You have given as much as one may in a minute."],
  REPORTS_FULL: [429, "You have reported as much as one user may in a day."],
  UPLOAD_QUOTA_REACHED: [
    429,
    "You have begun as many uploads as one user may within 24 hours. Retry-After tells when the next is allowed.",
  ],
  INVITATION_QUOTA_REACHED: [429, "You have sent as many invitations as one user may in a day."],
  INTERNAL: [500, "Something failed on our side. It was logged under requestId."],
  ORIGIN_ANSWER_UNREADABLE: [502, "Edge and origin are of versions that do not understand each other."],
  NO_ROOM_HOST: [503, "No room host is running. Try again in a moment."],
  OIDC_PROVIDER_AWAY: [503, "The sign-in provider cannot be reached. Try again in a moment."],
  FIREBASE_AWAY: [503, "Firebase's keys cannot be fetched. Try again in a moment."],
  STORE_AWAY: [503, "The object store cannot be reached. Try again in a moment."],
  NOTIFICATION_STREAMS_FULL: [
    503,
    "Too many follow notifications right now, you or all. Ask for the list now and then.",
  ],
  UPLOAD_STREAMS_FULL: [503, "Too many follow uploads right now. Ask for the status without a stream."],
  QUEUE_STREAMS_FULL: [
    503,
    "You follow your place in the queue too often already. Ask for it without a stream.",
  ],
  DATABASE_AWAY: [503, "The database cannot be reached. Retry-After tells when to try again."],
  DATABASE_BUSY: [503, "The database has no time for this now. Retry-After tells when to try again."],
  ORIGIN_AWAY: [503, "The part that decides cannot be reached. Retry-After tells when to try again."],
  PAYMENTS_OFF: [503, "Payments are not set up here."],
  PAYMENTS_AWAY: [
    503,
    "The payment service cannot be reached. Send the same order with the same Idempotency-Key again.",
  ],
  ROOMS_FULL: [503, "Every place there is taken. Retry-After tells when to try again; or wait in the queue."],
} as const satisfies Readonly<Record<string, readonly [status: number, about: string]>>;

/** Null for a code nobody described. `<NOUN>_NOT_FOUND` describes itself. */
export function problemKind(code: string): ProblemKind | null {
  const known: Readonly<Record<string, readonly [number, string]>> = problems;
  const [status, about] = known[code] ?? [];
  if (status !== undefined && about !== undefined) return { status, about };
  const noun = /^([A-Z_]+)_NOT_FOUND$/.exec(code)?.[1]?.toLowerCase().replaceAll("_", " ");
  return noun === undefined
    ? null
    : { status: 404, about: `There is no such ${noun}, or it is not yours to see.` };
}

/** What every route may be refused with that has such a thing: it need not say so. */
const BROUGHT_ALONG = {
  session: ["ACCESS_TOKEN_REQUIRED", "ACCESS_TOKEN_INVALID", "USER_NOT_FOUND", "ACCOUNT_LEAVING"],
  scope: ["SCOPE_INSUFFICIENT"],
  limit: ["RATE_LIMITED"],
  params: ["NOT_FOUND"],
  input: ["VALIDATION_FAILED"],
  body: ["JSON_MALFORMED", "BODY_TOO_LARGE", "CONTENT_TYPE_UNSUPPORTED"],
  origin: ["ORIGIN_ANSWER_UNREADABLE", "DATABASE_AWAY", "DATABASE_BUSY"],
  always: ["INTERNAL"],
} as const;

/** All but what machines sign, and what never asks anybody: a shared read counts when it has to ask the origin. */
export function isCounted({ rawBody, caching, problems }: Endpoint): boolean {
  return rawBody === undefined && (caching === "private" || problems.includes("ORIGIN_AWAY"));
}

/** Every code this endpoint may answer with: its own, and those its auth, limit and input bring along. */
export function problemCodesOf(endpoint: Endpoint): readonly string[] {
  const { auth, scope, params, query, headers, body, problems: own } = endpoint;
  const has: Readonly<Record<keyof typeof BROUGHT_ALONG, boolean>> = {
    session: auth === "session",
    scope: scope !== undefined,
    limit: isCounted(endpoint),
    params: params !== undefined,
    input: [query, headers, body].some((schema) => schema !== undefined),
    body: body !== undefined,
    origin: own.includes("ORIGIN_AWAY"),
    always: true,
  };
  const brought = Object.entries(BROUGHT_ALONG).flatMap(([what, codes]) =>
    has[what as keyof typeof BROUGHT_ALONG] ? codes : [],
  );
  return [...new Set([...own, ...brought])];
}

/** The same for the compiler, which does not look closely at what a route brings along. */
export type ProblemCodeOf<E extends Endpoint> =
  | E["problems"][number]
  | (typeof BROUGHT_ALONG)[keyof typeof BROUGHT_ALONG][number];
