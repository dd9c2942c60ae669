// Every table. Ids are made by us (shared/schema/ids.ts), times are written by us in whole milliseconds, so that a cursor
// made from a row finds the row again. Migrations are generated from this file; the last lines hold it to the adapter.

import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { AssetRow, RoomRow, UserRow, VisitRow, WorldRow } from "../../shared/adapter/rows.ts";
import type { AssetFacts, AssetKind, Finding, VrmLicence } from "../../shared/schema/asset.ts";
import type { CatalogKind, LikedKind, Ranking, Visibility } from "../../shared/schema/catalog.ts";
import type { EventState, OwnRsvp } from "../../shared/schema/event.ts";
import type { AppointedRole } from "../../shared/schema/event-role.ts";
import type {
  AssetId,
  EventId,
  HostId,
  InvitationId,
  JobId,
  NotificationId,
  QueueId,
  ReportId,
  RoomId,
  SanctionId,
  UploadId,
  UserId,
  WorldId,
} from "../../shared/schema/ids.ts";
import type { Feed } from "../../shared/schema/internal/changes.ts";
import type { EntryTargetKind } from "../../shared/schema/internal/entry.ts";
import type {
  Evidence,
  EvidenceState,
  ReportOutcome,
  ReportReason,
  ReportTargetKind,
  SanctionKind,
  SanctionScopeKind,
  SanctionTargetKind,
} from "../../shared/schema/moderation.ts";
import type { NotificationFacts, NotificationKind } from "../../shared/schema/notification.ts";
import type { UploadStatus } from "../../shared/schema/public-api.ts";
import type { Seat } from "../../shared/schema/room-spec.ts";
import type { ShunKind } from "../../shared/schema/social.ts";
import type { BundlePlatform, UploadKind } from "../../shared/schema/upload.ts";
import type { Audience, Locale, PlatformRole, Role } from "../../shared/schema/user.ts";
import type { WorldSettings } from "../../shared/schema/world.ts";
import {
  type Channel,
  NO_CONTENT,
  type VersionState,
  type WorldContent,
  type WorldRole,
} from "../../shared/schema/world-version.ts";

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const users = pgTable(
  "users",
  {
    id: text("id").$type<UserId>().primaryKey(),
    displayName: text("display_name").notNull(),
    /** What the user may do in a room. */
    role: text("role").$type<Role>().notNull(),
    /** What the user may do in Hiroba as a whole. */
    platformRole: text("platform_role").$type<PlatformRole>().notNull().default("user"),
    locale: text("locale").$type<Locale>().notNull(),
    avatarId: text("avatar_id")
      .$type<AssetId>()
      .references((): AnyPgColumn => assets.id, { onDelete: "set null" }),
    /** What the user says about themselves on their public profile. */
    bio: text("bio").notNull().default(""),
    /** Who may see which world the user is in. */
    presenceFor: text("presence_for").$type<Audience>().notNull().default("friends"),
    /** Who may come to the room the user is in. */
    joinableBy: text("joinable_by").$type<Audience>().notNull().default("friends"),
    /** Who may send the user invitations. */
    messageableBy: text("messageable_by").$type<Audience>().notNull().default("friends"),
    /** Kept with the follows, in the same transaction. */
    followerCount: integer("follower_count").notNull().default(0),
    followingCount: integer("following_count").notNull().default(0),
    createdAt: time("created_at").notNull(),
    /** When the account is erased; null: it stays. Until then it is hidden, and its owner may change their mind. */
    eraseAt: time("erase_at"),
  },
  (t) => [index("users_erasure").on(t.eraseAt).where(sql`${t.eraseAt} IS NOT NULL`)],
);

/** The newest copy of everything about a user that they asked for. */
export const accountExports = pgTable(
  "account_exports",
  {
    userId: text("user_id")
      .$type<UserId>()
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Of this request: its file's name has it, and nobody can guess it. */
    id: text("id").notNull(),
    requestedAt: time("requested_at").notNull(),
    /** Null while it is being made. */
    readyAt: time("ready_at"),
    /** The file is removed then. */
    expiresAt: time("expires_at"),
    sizeBytes: integer("size_bytes"),
  },
  (t) => [index("account_exports_expiry").on(t.expiresAt)],
);

/** Who a user is at a provider. A guest has none. */
export const identities = pgTable(
  "identities",
  {
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What its owner knows it by, such as the name or address the provider gave. */
    label: text("label"),
    lastUsedAt: time("last_used_at"),
    createdAt: time("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index("identities_user").on(t.userId)],
);

/** A WebAuthn credential: the public half of what a user's device keeps. */
export const passkeys = pgTable(
  "passkeys",
  {
    /** base64url, as the browser says it. */
    credentialId: text("credential_id").primaryKey(),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** COSE key, base64url. */
    publicKey: text("public_key").notNull(),
    signCount: bigint("sign_count", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull(),
    /** Whether the device keeps a copy elsewhere, so that losing it loses nothing. */
    backedUp: boolean("backed_up").notNull(),
    label: text("label").notNull(),
    createdAt: time("created_at").notNull(),
    lastUsedAt: time("last_used_at"),
  },
  (t) => [index("passkeys_user").on(t.userId)],
);

/** Challenges of passkeys that were answered, until they expire by themselves: each is good once. */
export const usedPasskeyChallenges = pgTable(
  "used_passkey_challenges",
  { id: text("id").primaryKey(), expiresAt: time("expires_at").notNull() },
  (t) => [index("used_passkey_challenges_expiry").on(t.expiresAt)],
);

/** One sign-in and all the refresh tokens that followed from it. */
export const sessionFamilies = pgTable(
  "session_families",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: time("created_at").notNull(),
    /** The device as its browser or client names itself, for its owner's list. */
    device: text("device").notNull().default(""),
    lastUsedAt: time("last_used_at"),
    revokedAt: time("revoked_at"),
    revokedFor: text("revoked_for").$type<"ended" | "reuse" | "elsewhere">(),
  },
  (t) => [index("session_families_user").on(t.userId)],
);

/** Only the SHA-256 of a token is kept: a stolen backup opens no session. */
export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    tokenHash: text("token_hash").primaryKey(),
    familyId: text("family_id")
      .notNull()
      .references(() => sessionFamilies.id, { onDelete: "cascade" }),
    createdAt: time("created_at").notNull(),
    expiresAt: time("expires_at").notNull(),
    usedAt: time("used_at"),
  },
  (t) => [index("refresh_tokens_family").on(t.familyId)],
);

export const worlds = pgTable(
  "worlds",
  {
    id: text("id").$type<WorldId>().primaryKey(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    thumbnailUrl: text("thumbnail_url"),
    /** Null: the house's own. */
    ownerId: text("owner_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "cascade" }),
    capacity: integer("capacity").notNull(),
    settings: jsonb("settings").$type<WorldSettings>().notNull(),
    /** Files of the version others enter. */
    content: jsonb("content").$type<WorldContent>().notNull().default(NO_CONTENT),
    visibility: text("visibility").$type<Visibility>().notNull().default("public"),
    tags: text("tags").array().notNull().default([]),
    descriptions: jsonb("descriptions").$type<Partial<Record<Locale, string>>>().notNull().default({}),
    /** The number of the version others enter; null: there was none yet. */
    liveVersion: integer("live_version").default(1),
    createdAt: time("created_at").notNull(),
    /** Since when a moderator keeps it from everybody (origin/moderation/takedown.ts). */
    takenDownAt: time("taken_down_at"),
  },
  (t) => [
    index("worlds_newest").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    uniqueIndex("worlds_owner_name").on(t.ownerId, sql`lower(${t.name})`),
  ],
);

/** What a world is, was and may become. The live one's content stands in `worlds` too, where rooms and lists look. */
export const worldVersions = pgTable(
  "world_versions",
  {
    worldId: text("world_id")
      .$type<WorldId>()
      .notNull()
      .references(() => worlds.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    state: text("state").$type<VersionState>().notNull(),
    capacity: integer("capacity").notNull(),
    settings: jsonb("settings").$type<WorldSettings>().notNull(),
    content: jsonb("content").$type<WorldContent>().notNull(),
    note: text("note").notNull(),
    authorId: text("author_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    createdAt: time("created_at").notNull(),
    publishedAt: time("published_at"),
  },
  (t) => [
    primaryKey({ columns: [t.worldId, t.number] }),
    uniqueIndex("world_versions_live").on(t.worldId).where(sql`${t.state} = 'live'`),
    uniqueIndex("world_versions_beta").on(t.worldId).where(sql`${t.state} = 'beta'`),
  ],
);

/** Who works on a world besides its owner. */
export const worldMembers = pgTable(
  "world_members",
  {
    worldId: text("world_id")
      .$type<WorldId>()
      .notNull()
      .references(() => worlds.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role").$type<WorldRole>().notNull(),
    since: time("since").notNull(),
  },
  (t) => [primaryKey({ columns: [t.worldId, t.userId] }), index("world_members_user").on(t.userId)],
);

/** Everything that can be found, ranked and liked, of whatever kind, in one shape; its noun's own table has the rest. */
export const catalogEntries = pgTable(
  "catalog_entries",
  {
    kind: text("kind").$type<CatalogKind>().notNull(),
    id: text("id").notNull(),
    /** Null: the house's own. */
    ownerId: text("owner_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "cascade" }),
    visibility: text("visibility").$type<Visibility>().notNull(),
    /** What `visibility` goes back to; set while the owner's account is hidden, and "visibility" is "private". */
    shownAs: text("shown_as").$type<Visibility>(),
    name: text("name").notNull(),
    tags: text("tags").array().notNull(),
    /** An object key in the delivery bucket, or a URL. */
    thumbnail: text("thumbnail"),
    /** It is not found after this: the end of an event. */
    until: time("until"),
    createdAt: time("created_at").notNull(),
    featuredAt: time("featured_at"),
    likeCount: integer("like_count").notNull().default(0),
    /** The like count's power of two: what search orders by, which seldom moves while somebody pages. */
    popularity: smallint("popularity").notNull().default(0),
    /** What it is found by (origin/catalog/search-terms.ts); those of its name and tags once more by themselves. */
    terms: text("terms").array().notNull(),
    nameTerms: text("name_terms").array().notNull(),
    tagTerms: text("tag_terms").array().notNull(),
    searchText: text("search_text").notNull(),
    /** Which version of the terms these are: older ones are made anew at boot. */
    indexVersion: integer("index_version").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.id] }),
    index("catalog_newest")
      .on(t.kind, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.visibility} = 'public'`),
    index("catalog_liked")
      .on(t.kind, t.likeCount.desc().nullsFirst(), t.id)
      .where(sql`${t.visibility} = 'public'`),
    index("catalog_featured")
      .on(t.kind, t.featuredAt.desc().nullsFirst())
      .where(sql`${t.featuredAt} IS NOT NULL`),
    index("catalog_terms").using("gin", t.terms),
    index("catalog_name_terms").using("gin", t.nameTerms),
    index("catalog_tag_terms").using("gin", t.tagTerms),
    /**
     * What many have is looked for along these, best first: of one kind, and of all. The planner takes the second for the
     * first where it may, so its condition is one that only a search of all kinds makes (search-store.ts).
     */
    index("catalog_best")
      .on(t.kind, t.popularity.desc().nullsFirst(), t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.visibility} = 'public'`),
    index("catalog_best_of_all")
      .on(t.popularity.desc().nullsFirst(), t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.visibility} = 'public' AND ${t.indexVersion} > 0`),
    index("catalog_tags").using("gin", t.tags),
    index("catalog_owner").on(t.ownerId),
  ],
);

/** A ranking as it was when somebody began to page through it, so that paging is over something that stands still. */
export const rankingSnapshots = pgTable(
  "ranking_snapshots",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<CatalogKind>().notNull(),
    ranking: text("ranking").$type<Ranking>().notNull(),
    ids: text("ids").array().notNull(),
    madeAt: time("made_at").notNull(),
  },
  (t) => [
    index("ranking_snapshots_newest").on(t.kind, t.ranking, t.madeAt.desc().nullsFirst()),
    index("ranking_snapshots_age").on(t.madeAt),
  ],
);

/** The tags of a kind and how often each is used, as they were counted a moment ago: counting them goes through all there is. */
export const tagCounts = pgTable("tag_counts", {
  kind: text("kind").$type<CatalogKind>().primaryKey(),
  counts: jsonb("counts").$type<{ tag: string; count: number }[]>().notNull(),
  countedAt: time("counted_at").notNull(),
});

/** What a user likes, once each; the counts in the catalog are kept in the same transaction. */
export const likes = pgTable(
  "likes",
  {
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind").$type<LikedKind>().notNull(),
    targetId: text("target_id").notNull(),
    createdAt: time("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.kind, t.targetId] }),
    index("likes_recent").on(t.kind, t.createdAt),
    index("likes_user").on(t.userId, t.createdAt.desc().nullsFirst()),
  ],
);

/**
 * Two users who are friends, or one who asked the other: one row for the two of them, the lesser id first, so that two who
 * ask each other at once become friends and not two requests.
 */
export const friendships = pgTable(
  "friendships",
  {
    lowId: text("low_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    highId: text("high_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Who asked; null once both want it. */
    requestedBy: text("requested_by").$type<UserId>(),
    createdAt: time("created_at").notNull(),
    acceptedAt: time("accepted_at"),
  },
  (t) => [primaryKey({ columns: [t.lowId, t.highId] }), index("friendships_high").on(t.highId)],
);

/** Whom a user keeps away: blocked, which works both ways, or muted, which nobody else is told of. */
export const shuns = pgTable(
  "shuns",
  {
    byId: text("by_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind").$type<ShunKind>().notNull(),
    targetId: text("target_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: time("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.byId, t.kind, t.targetId] }),
    index("shuns_target").on(t.targetId, t.kind),
    index("shuns_newest").on(t.byId, t.kind, t.createdAt.desc().nullsFirst(), t.targetId.desc().nullsFirst()),
  ],
);

export const follows = pgTable(
  "follows",
  {
    followerId: text("follower_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    followedId: text("followed_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: time("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.followerId, t.followedId] }),
    index("follows_following").on(
      t.followerId,
      t.createdAt.desc().nullsFirst(),
      t.followedId.desc().nullsFirst(),
    ),
    index("follows_followers").on(
      t.followedId,
      t.createdAt.desc().nullsFirst(),
      t.followerId.desc().nullsFirst(),
    ),
  ],
);

/** Somebody asks somebody into a world, or into the one room they are in. */
export const invitations = pgTable(
  "invitations",
  {
    id: text("id").$type<InvitationId>().primaryKey(),
    fromId: text("from_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    toId: text("to_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    worldId: text("world_id")
      .$type<WorldId>()
      .notNull()
      .references(() => worlds.id, { onDelete: "cascade" }),
    roomId: text("room_id")
      .$type<RoomId>()
      .references((): AnyPgColumn => rooms.id, { onDelete: "cascade" }),
    createdAt: time("created_at").notNull(),
    expiresAt: time("expires_at").notNull(),
  },
  (t) => [
    index("invitations_from").on(t.fromId, t.createdAt),
    index("invitations_to").on(t.toId, t.fromId),
    index("invitations_expiry").on(t.expiresAt),
  ],
);

/** What a user is told of, until they have more than is kept (origin/notifications/notify.ts). */
export const notifications = pgTable(
  "notifications",
  {
    id: text("id").$type<NotificationId>().primaryKey(),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind").$type<NotificationKind>().notNull(),
    /** Whose doing it is; null where it is nobody's. */
    actorId: text("actor_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What it is about: the same thing is told once. */
    subject: text("subject").notNull(),
    facts: jsonb("facts").$type<NotificationFacts>().notNull(),
    /** Of the user's box when it came. */
    revision: integer("revision").notNull(),
    createdAt: time("created_at").notNull(),
    readAt: time("read_at"),
  },
  (t) => [
    uniqueIndex("notifications_subject").on(t.userId, t.kind, t.subject),
    index("notifications_newest").on(t.userId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("notifications_unread").on(t.userId).where(sql`${t.readAt} IS NULL`),
    index("notifications_actor").on(t.actorId, t.userId),
  ],
);

/** Grows with every change to a user's notifications: what an event of them is known by, and their order. */
export const notificationBoxes = pgTable("notification_boxes", {
  userId: text("user_id")
    .$type<UserId>()
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  revision: integer("revision").notNull(),
});

/** What an Idempotency-Key has already made, for the user who sent it. */
export const worldCreations = pgTable(
  "world_creations",
  {
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    idempotencyKey: text("idempotency_key").notNull(),
    requestHash: text("request_hash").notNull(),
    worldId: text("world_id")
      .$type<WorldId>()
      .notNull()
      .references(() => worlds.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.userId, t.idempotencyKey] })],
);

export const events = pgTable(
  "events",
  {
    id: text("id").$type<EventId>().primaryKey(),
    worldId: text("world_id")
      .$type<WorldId>()
      .notNull()
      .references(() => worlds.id, { onDelete: "cascade" }),
    /** Null: the house's own. */
    organiserId: text("organiser_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    description: text("description").notNull(),
    /** What was decided of it; whether it is on is for the clock to say (origin/events/lifecycle.ts). */
    state: text("state").$type<EventState>().notNull().default("published"),
    /** Of the time that is on or comes next; one that recurs is moved on when it ends. */
    startsAt: time("starts_at").notNull(),
    endsAt: time("ends_at").notNull(),
    timeZone: text("time_zone").notNull().default("UTC"),
    /** An RRULE; null: it happens once. */
    recurrence: text("recurrence"),
    /** Of one that recurs: the first time, which its rule counts from. */
    firstStartsAt: time("first_starts_at"),
    /** Of one that recurs: when its last time ends; null where it never does. */
    seriesEndsAt: time("series_ends_at"),
    tags: text("tags").array().notNull().default([]),
    /** People at once, in all its rooms together; null: as many as fit. */
    seatsMax: integer("capacity"),
    ghostSeatsMax: integer("ghost_seats_max"),
    roomsMax: integer("rooms_max"),
    goingCount: integer("going_count").notNull().default(0),
    interestedCount: integer("interested_count").notNull().default(0),
    revision: integer("revision").notNull().default(0),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
    /** What made it: asked again with the same key it is not made again. */
    idempotencyKey: text("idempotency_key"),
    requestHash: text("request_hash"),
  },
  (t) => [
    index("events_soonest").on(t.startsAt, t.id),
    index("events_recurring")
      .on(t.endsAt)
      .where(sql`${t.recurrence} IS NOT NULL AND ${t.state} = 'published'`),
    index("events_organiser").on(t.organiserId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    uniqueIndex("events_idempotency").on(t.organiserId, t.idempotencyKey),
    /** What is on at a moment, without all that was before it. */
    index("events_on").using("gist", sql`tstzrange(${t.startsAt}, greatest(${t.startsAt}, ${t.endsAt}))`),
    index("events_world").on(t.worldId, t.endsAt),
  ],
);

/** Who was appointed to something at an event. */
export const eventMembers = pgTable(
  "event_members",
  {
    eventId: text("event_id")
      .$type<EventId>()
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role").$type<AppointedRole>().notNull(),
    addedAt: time("added_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.userId] }), index("event_members_user").on(t.userId)],
);

/** Who said that they come; the counts beside the event are kept in the same transaction. */
export const eventRsvps = pgTable(
  "event_rsvps",
  {
    eventId: text("event_id")
      .$type<EventId>()
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    answer: text("answer").$type<OwnRsvp["answer"]>().notNull(),
    answeredAt: time("answered_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.userId] }),
    index("event_rsvps_user").on(t.userId, t.answeredAt.desc().nullsFirst(), t.eventId.desc().nullsFirst()),
  ],
);

/** The secret address of a user's calendar: only the SHA-256 of what is secret in it. */
export const calendarFeeds = pgTable("calendar_feeds", {
  userId: text("user_id")
    .$type<UserId>()
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  tokenHash: text("token_hash").notNull().unique(),
  createdAt: time("created_at").notNull(),
});

export const assets = pgTable(
  "assets",
  {
    id: text("id").$type<AssetId>().primaryKey(),
    kind: text("kind").$type<AssetKind>().notNull(),
    ownerId: text("owner_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    objectKey: text("object_key").notNull(),
    sha256: text("sha256").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    /** Null where there is nothing to see. */
    thumbnailKey: text("thumbnail_key"),
    /** Null where the file carries none that we read. */
    licence: jsonb("licence").$type<VrmLicence>(),
    facts: jsonb("facts").$type<AssetFacts>().notNull(),
    createdAt: time("created_at").notNull(),
    /** Since when a moderator keeps it from everybody (origin/moderation/takedown.ts). */
    takenDownAt: time("taken_down_at"),
  },
  (t) => [
    index("assets_newest").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("assets_owner").on(t.ownerId),
  ],
);

export const uploads = pgTable(
  "uploads",
  {
    id: text("id").$type<UploadId>().primaryKey(),
    kind: text("kind").$type<UploadKind>().notNull(),
    /** Of an AssetBundle. */
    platform: text("platform").$type<BundlePlatform>(),
    ownerId: text("owner_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    fileName: text("file_name").notNull(),
    contentType: text("content_type").notNull(),
    fileSizeBytes: integer("file_size_bytes").notNull(),
    objectKey: text("object_key").notNull().unique(),
    status: text("status").$type<UploadStatus["status"]>().notNull(),
    progress: jsonb("progress").$type<NonNullable<UploadStatus["progress"]>>(),
    reason: text("reason"),
    findings: jsonb("findings").$type<Finding[]>().notNull(),
    assetId: text("asset_id")
      .$type<AssetId>()
      .references(() => assets.id, { onDelete: "set null" }),
    createdAt: time("created_at").notNull(),
    /** Until then its file may begin to arrive. */
    expiresAt: time("expires_at").notNull(),
    /** Grows with every change that its status shows: what an event of it is known by. */
    revision: integer("revision").notNull().default(0),
    /** Where the file comes in parts: the store's own name for that, and how large each part but the last is. */
    multipart: jsonb("multipart").$type<{ readonly storeUploadId: string; readonly partBytes: number }>(),
  },
  (t) => [
    index("uploads_owner").on(t.ownerId, t.createdAt),
    index("uploads_open").on(t.expiresAt).where(sql`${t.status} = 'VALIDATING'`),
  ],
);

/** The queue of the UGC worker. One row for one object that arrived, however often the store tells of it. */
export const jobs = pgTable(
  "jobs",
  {
    id: text("id").$type<JobId>().primaryKey(),
    uploadId: text("upload_id")
      .$type<UploadId>()
      .notNull()
      .references(() => uploads.id, { onDelete: "cascade" }),
    bucket: text("bucket").notNull(),
    objectKey: text("object_key").notNull(),
    etag: text("etag").notNull(),
    sequencer: text("sequencer").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    attempt: integer("attempt").notNull(),
    /** Not before this moment: queued, backing off, or leased until then. */
    availableAt: time("available_at").notNull(),
    /** Set while a worker holds it, and after a lease that ran out. */
    leaseToken: text("lease_token"),
    worker: text("worker"),
    createdAt: time("created_at").notNull(),
    finishedAt: time("finished_at"),
  },
  (t) => [
    uniqueIndex("jobs_object").on(t.bucket, t.objectKey, t.etag, t.sequencer),
    index("jobs_waiting").on(t.availableAt).where(sql`${t.finishedAt} IS NULL`),
  ],
);

/** The feeds of what changed, for edges and for room hosts (origin/changes/store.ts says why a row has two numbers). */
export const changes = pgTable(
  "changes",
  {
    xid: bigint("xid", { mode: "bigint" }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
    seq: bigserial("seq", { mode: "bigint" }).notNull(),
    tags: text("tags").array().notNull(),
    at: time("at").notNull(),
    /** Edges hear of what everybody may see, room hosts of what holds in rooms. */
    feed: text("feed").$type<Feed>().notNull().default("public"),
  },
  (t) => [primaryKey({ columns: [t.xid, t.seq] }), index("changes_at").on(t.at)],
);

export const hosts = pgTable("hosts", {
  id: text("id").$type<HostId>().primaryKey(),
  region: text("region").notNull(),
  address: text("address").notNull(),
  tcpPort: integer("tcp_port").notNull(),
  wsUrl: text("ws_url").notNull(),
  participantsMax: integer("participants_max").notNull(),
  roomsMax: integer("rooms_max").notNull(),
  build: text("build").notNull(),
  draining: boolean("draining").notNull(),
  lastSeenAt: time("last_seen_at").notNull(),
});

export const rooms = pgTable(
  "rooms",
  {
    id: text("id").$type<RoomId>().primaryKey(),
    worldId: text("world_id")
      .$type<WorldId>()
      .notNull()
      .references(() => worlds.id, { onDelete: "cascade" }),
    hostId: text("host_id")
      .$type<HostId>()
      .references(() => hosts.id, { onDelete: "set null" }),
    /** Set where the room is one of an event: who enters the world itself does not come here. */
    eventId: text("event_id")
      .$type<EventId>()
      .references(() => events.id, { onDelete: "set null" }),
    /** Which version of the world it is made of. */
    channel: text("channel").$type<Channel>().notNull().default("live"),
    epoch: integer("epoch").notNull(),
    participantCount: integer("participant_count").notNull(),
    ghostCount: integer("ghost_count").notNull().default(0),
    reportedSeq: integer("reported_seq").notNull(),
    createdAt: time("created_at").notNull(),
    closedAt: time("closed_at"),
  },
  (t) => [
    index("rooms_open_world").on(t.worldId).where(sql`${t.closedAt} IS NULL`),
    index("rooms_open_host").on(t.hostId).where(sql`${t.closedAt} IS NULL`),
  ],
);

/** A place kept for somebody who has a ticket and has not come yet. */
export const reservations = pgTable(
  "reservations",
  {
    roomId: text("room_id")
      .$type<RoomId>()
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** A ghost's takes no place, and is another number. */
    seat: text("seat").$type<Seat>().notNull().default("visible"),
    expiresAt: time("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.roomId, t.userId] })],
);

/** Who waits for a place, in the order they came. */
export const entryQueue = pgTable(
  "entry_queue",
  {
    id: text("id").$type<QueueId>().primaryKey(),
    /** A person waits in one place: whoever asks elsewhere gives this one up. */
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .unique()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind").$type<EntryTargetKind>().notNull(),
    targetId: text("target_id").notNull(),
    latencies: jsonb("latencies").$type<Readonly<Record<string, number>>>().notNull(),
    enteredAt: time("entered_at").notNull(),
    lastSeenAt: time("last_seen_at").notNull(),
  },
  (t) => [index("entry_queue_order").on(t.kind, t.targetId, t.enteredAt, t.id)],
);

export const visits = pgTable(
  "visits",
  {
    roomId: text("room_id")
      .$type<RoomId>()
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    epoch: integer("epoch").notNull(),
    sid: integer("sid").notNull(),
    userId: text("user_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    joinedAt: time("joined_at").notNull(),
    leftAt: time("left_at"),
  },
  (t) => [
    primaryKey({ columns: [t.roomId, t.epoch, t.sid, t.joinedAt] }),
    index("visits_user").on(t.userId),
    /** Where people are now. */
    index("visits_here").on(t.userId).where(sql`${t.leftAt} IS NULL`),
    index("visits_recent").on(t.joinedAt),
  ],
);

/** What people report, until somebody has looked into it, and after. */
export const reports = pgTable(
  "reports",
  {
    id: text("id").$type<ReportId>().primaryKey(),
    reporterId: text("reporter_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    targetKind: text("target_kind").$type<ReportTargetKind>().notNull(),
    targetId: text("target_id").notNull(),
    /** Whose doing it is: the user, or whoever owned the thing then. */
    subjectId: text("subject_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    roomId: text("room_id")
      .$type<RoomId>()
      .references(() => rooms.id, { onDelete: "set null" }),
    reason: text("reason").$type<ReportReason>().notNull(),
    text: text("text").notNull(),
    createdAt: time("created_at").notNull(),
    claimedBy: text("claimed_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    claimedUntil: time("claimed_until"),
    closedAt: time("closed_at"),
    closedBy: text("closed_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    outcome: text("outcome").$type<ReportOutcome>(),
    note: text("note").notNull().default(""),
    evidenceState: text("evidence_state").$type<EvidenceState>().notNull(),
    evidence: jsonb("evidence").$type<Evidence>(),
    /** Until then the room may answer, or what it answered is kept. */
    evidenceUntil: time("evidence_until"),
  },
  (t) => [
    index("reports_open").on(t.createdAt, t.id).where(sql`${t.closedAt} IS NULL`),
    index("reports_closed")
      .on(t.closedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.closedAt} IS NOT NULL`),
    index("reports_reporter").on(t.reporterId, t.createdAt),
    index("reports_target").on(t.targetKind, t.targetId),
    index("reports_awaited").on(t.roomId).where(sql`${t.evidenceState} = 'awaited'`),
    index("reports_evidence_until").on(t.evidenceUntil).where(sql`${t.evidenceUntil} IS NOT NULL`),
  ],
);

/** What moderators decided about people and what they published, with the one appeal there may be. */
export const sanctions = pgTable(
  "sanctions",
  {
    id: text("id").$type<SanctionId>().primaryKey(),
    kind: text("kind").$type<SanctionKind>().notNull(),
    /** Whom it is about: the user, or whoever owned the thing then; null where that is the house. */
    subjectId: text("subject_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "cascade" }),
    targetKind: text("target_kind").$type<SanctionTargetKind>().notNull(),
    targetId: text("target_id").notNull(),
    scope: text("scope").$type<SanctionScopeKind>(),
    scopeId: text("scope_id"),
    reason: text("reason").notNull(),
    byId: text("by_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    reportId: text("report_id")
      .$type<ReportId>()
      .references(() => reports.id, { onDelete: "set null" }),
    createdAt: time("created_at").notNull(),
    /** Null: until it is lifted. */
    until: time("until"),
    liftedAt: time("lifted_at"),
    liftedBy: text("lifted_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    liftReason: text("lift_reason").notNull().default(""),
    appealText: text("appeal_text"),
    appealedAt: time("appealed_at"),
    appealOutcome: text("appeal_outcome").$type<"upheld" | "overturned">(),
    appealAnswer: text("appeal_answer").notNull().default(""),
    appealDecidedBy: text("appeal_decided_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    appealDecidedAt: time("appeal_decided_at"),
  },
  (t) => [
    index("sanctions_newest").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("sanctions_subject").on(t.subjectId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("sanctions_target").on(t.targetKind, t.targetId),
    index("sanctions_report").on(t.reportId),
    index("sanctions_appealed")
      .on(t.appealedAt)
      .where(sql`${t.appealedAt} IS NOT NULL AND ${t.appealOutcome} IS NULL`),
  ],
);

/**
 * What moderators and admins did, one line for each act. The migration adds a trigger that lets nobody change or remove one;
 * names nobody by reference, so that a line outlives whom it is about.
 */
export const auditEntries = pgTable("audit_entries", {
  /** 1, 2, 3…, without a gap. */
  seq: bigint("seq", { mode: "number" }).primaryKey(),
  at: time("at").notNull(),
  /** Null: whoever runs the server, from its console. */
  actorId: text("actor_id").$type<UserId>(),
  act: text("act").notNull(),
  subject: text("subject").notNull(),
  /** JSON, as it was hashed. */
  facts: text("facts").notNull(),
  previousHash: text("previous_hash").notNull(),
  hash: text("hash").notNull(),
});

/** Each of Stripe's events once: its id is the key. */
export const stripeEvents = pgTable("stripe_events", {
  id: text("id").primaryKey(),
  type: text("type").notNull(),
  createdAt: time("created_at").notNull(),
  receivedAt: time("received_at").notNull(),
  payload: jsonb("payload").notNull(),
});

/** Fails to compile when a table no longer has what the adapter reads from it. */
type Satisfies<Row, _Table extends Row> = true;
export type AdapterHolds = [
  Satisfies<UserRow, typeof users.$inferSelect>,
  Satisfies<WorldRow, typeof worlds.$inferSelect>,
  Satisfies<RoomRow, typeof rooms.$inferSelect>,
  Satisfies<AssetRow, typeof assets.$inferSelect>,
  Satisfies<VisitRow, typeof visits.$inferSelect>,
];
