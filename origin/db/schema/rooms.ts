// Room hosts, rooms, and who has or awaits a place in one.

import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { EventId, HostId, QueueId, RoomId, UserId, WorldId } from "../../../shared/schema/ids.ts";
import type { EntryTargetKind } from "../../../shared/schema/internal/entry.ts";
import type { Seat } from "../../../shared/schema/room-spec.ts";
import type { Channel } from "../../../shared/schema/world-version.ts";
import { events } from "./events.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";
import { worlds } from "./worlds.ts";

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
  /** By Postgres' clock, as all that is decided about hosts (origin/rooms/succession.ts). */
  lastSeenAt: time("last_seen_at").notNull(),
  /** Whom it named in its newest beat; null for a host of the release before, which knows no leases. */
  heirs: jsonb("heirs").$type<readonly HostId[]>(),
  /** Of the newest beat that was taken. */
  beatSeq: integer("beat_seq").notNull().default(0),
  /** As that said: it serves nothing beyond a lease. */
  isYoung: boolean("is_young").notNull().default(false),
  /** By the clock of its machine. */
  startedAt: time("started_at").notNull().default(sql`now()`),
  /** Fallen silent, or known to be no more. */
  state: text("state").$type<"speaking" | "silent" | "gone">().notNull().default("speaking"),
  /** Since when it is not speaking. */
  lostAt: time("lost_at"),
  /** What the engine that runs hosts calls the machine or pod it is on; null where it is not to be told of. */
  engineId: text("engine_id"),
});

/** What the engine was told last of a machine or pod, which may carry several hosts. */
export const engineUnits = pgTable(
  "engine_units",
  {
    region: text("region").notNull(),
    engineId: text("engine_id").notNull(),
    told: text("told").$type<"occupied" | "vacated">(),
    /** Tries that failed since. */
    attempt: integer("attempt").notNull().default(0),
    /** When it may be told again; while it is being told, when that will have failed. */
    availableAt: time("available_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.region, t.engineId] })],
);

/** When the engine was last asked for a host more. */
export const engineWants = pgTable("engine_wants", {
  region: text("region").primaryKey(),
  askedAt: time("asked_at").notNull(),
});

/** One row: since when hosts are listened to without a gap, by any origin. */
export const hostWatch = pgTable("host_watch", {
  id: integer("id").primaryKey().default(1),
  upSinceAt: time("up_since_at").notNull(),
  lastPassAt: time("last_pass_at").notNull(),
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
    /** How it was placed when it was opened (origin/rooms/placement.ts). */
    placement: text("placement").$type<"spread" | "packed" | "exclusive">().notNull().default("spread"),
    epoch: integer("epoch").notNull(),
    participantCount: integer("participant_count").notNull(),
    ghostCount: integer("ghost_count").notNull().default(0),
    reportedSeq: integer("reported_seq").notNull(),
    createdAt: time("created_at").notNull(),
    closedAt: time("closed_at"),
    /** Of an event's: when those who linger are sent home, unless it is on by then. */
    closesAt: time("closes_at"),
  },
  (t) => [
    index("rooms_closing").on(t.closesAt).where(sql`${t.closedAt} IS NULL AND ${t.closesAt} IS NOT NULL`),
    index("rooms_open_event").on(t.eventId).where(sql`${t.closedAt} IS NULL AND ${t.eventId} IS NOT NULL`),
    index("rooms_open_world").on(t.worldId).where(sql`${t.closedAt} IS NULL`),
    index("rooms_open_host").on(t.hostId).where(sql`${t.closedAt} IS NULL`),
  ],
);

/** Hosts that may still serve a room that was taken from them, and to whom it may go meanwhile. */
export const roomSuspects = pgTable(
  "room_suspects",
  {
    roomId: text("room_id")
      .$type<RoomId>()
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    hostId: text("host_id").$type<HostId>().notNull(),
    heirs: jsonb("heirs").$type<readonly HostId[]>().notNull(),
    untilAt: time("until_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.roomId, t.hostId] }), index("room_suspects_host").on(t.hostId)],
);

/** What is kept of an open room, for the host that has it after one that went without a word. */
export const keptRooms = pgTable("room_kept", {
  roomId: text("room_id")
    .$type<RoomId>()
    .primaryKey()
    .references(() => rooms.id, { onDelete: "cascade" }),
  epoch: integer("epoch").notNull(),
  /** As its host counts what it keeps; null of one of the release before. */
  seq: bigint("seq", { mode: "number" }),
  snapshot: text("snapshot").notNull(),
  keptAt: time("kept_at").notNull(),
});

/** A room that was handed over, until the host that has it now has asked for it. */
export const handoffs = pgTable("room_handoffs", {
  roomId: text("room_id")
    .$type<RoomId>()
    .primaryKey()
    .references(() => rooms.id, { onDelete: "cascade" }),
  /** Of the lease that ended. */
  fromHostId: text("from_host_id").$type<HostId>().notNull(),
  fromEpoch: integer("from_epoch").notNull(),
  snapshot: text("snapshot").notNull(),
  createdAt: time("created_at").notNull(),
});

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
    /** As many as come together. */
    seats: integer("seats").notNull().default(1),
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
    seat: text("seat").$type<Seat>().notNull().default("visible"),
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
