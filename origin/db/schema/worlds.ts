// Worlds, their versions, who works on them.

import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Visibility } from "../../../shared/schema/catalog.ts";
import type { UserId, WorldId } from "../../../shared/schema/ids.ts";
import type { Locale } from "../../../shared/schema/user.ts";
import type { WorldSettings } from "../../../shared/schema/world-settings.ts";
import {
  NO_CONTENT,
  type VersionState,
  type WorldContent,
  type WorldRole,
} from "../../../shared/schema/world-version.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";

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
