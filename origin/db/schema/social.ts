// What users are to one another.

import { type AnyPgColumn, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { InvitationId, RoomId, UserId, WorldId } from "../../../shared/schema/ids.ts";
import type { ShunKind } from "../../../shared/schema/social.ts";
import { rooms } from "./rooms.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";
import { worlds } from "./worlds.ts";

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
