// What users are told.

import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { NotificationId, UserId } from "../../../shared/schema/ids.ts";
import type { NotificationFacts, NotificationKind } from "../../../shared/schema/notification.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";

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
