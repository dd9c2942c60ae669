// Parties, who is in them, and who is asked to be.

import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { PartyId, RoomId, UserId } from "../../../shared/schema/ids.ts";
import { rooms } from "./rooms.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";

export const parties = pgTable("parties", {
  id: text("id").$type<PartyId>().primaryKey(),
  createdAt: time("created_at").notNull(),
  /** Where the one who leads entered last, and until when places are kept there for the others. */
  calledRoomId: text("called_room_id")
    .$type<RoomId>()
    .references(() => rooms.id, { onDelete: "set null" }),
  calledUntil: time("called_until"),
});

/** Who leads is the first of them: whoever leaves is followed by the one who came next. */
export const partyMembers = pgTable(
  "party_members",
  {
    /** Somebody is in one party at most. */
    userId: text("user_id")
      .$type<UserId>()
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    partyId: text("party_id")
      .$type<PartyId>()
      .notNull()
      .references(() => parties.id, { onDelete: "cascade" }),
    /** In the order of the party: who is first leads it. */
    place: integer("place").notNull(),
  },
  (t) => [index("party_members_party").on(t.partyId, t.place)],
);

export const partyInvitations = pgTable(
  "party_invitations",
  {
    partyId: text("party_id")
      .$type<PartyId>()
      .notNull()
      .references(() => parties.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    byId: text("by_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: time("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.partyId, t.userId] }),
    index("party_invitations_user").on(t.userId),
    index("party_invitations_by").on(t.byId),
  ],
);
