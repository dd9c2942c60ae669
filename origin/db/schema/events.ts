// Events, who works at them, who comes.

import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { AvatarFloor } from "../../../shared/schema/avatar-rank.ts";
import type { EventState, OwnRsvp } from "../../../shared/schema/event.ts";
import type { AppointedRole } from "../../../shared/schema/event-role.ts";
import type { EventId, UserId, WorldId } from "../../../shared/schema/ids.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";
import { worlds } from "./worlds.ts";

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
    avatarFloor: jsonb("avatar_floor").$type<AvatarFloor>(),
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
