// Tickets of events: of what types there are how many, who has them, who may have one.

import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type {
  EventId,
  OrderId,
  TicketId,
  TicketInvitationId,
  TicketTypeId,
  UserId,
} from "../../../shared/schema/ids.ts";
import type { Prices } from "../../../shared/schema/money.ts";
import type { TicketState } from "../../tickets/ticket-life.ts";
import { events } from "./events.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";

export const ticketTypes = pgTable(
  "ticket_types",
  {
    id: text("id").$type<TicketTypeId>().primaryKey(),
    eventId: text("event_id")
      .$type<EventId>()
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Null: they are free. */
    prices: jsonb("prices").$type<Prices>(),
    /** Null: as many as are wanted. */
    ticketsMax: integer("tickets_max"),
    /** Tickets that take a seat: a trigger counts them, so that no more are sold than there are. */
    takenCount: integer("taken_count").notNull().default(0),
    perUserMax: integer("per_user_max").notNull(),
    salesFrom: time("sales_from"),
    salesUntil: time("sales_until"),
    isTransferable: boolean("is_transferable").notNull(),
    isByInvitation: boolean("is_by_invitation").notNull(),
    isForSale: boolean("is_for_sale").notNull().default(true),
    createdAt: time("created_at").notNull(),
  },
  (t) => [
    index("ticket_types_event").on(t.eventId, t.createdAt),
    check(
      "ticket_types_not_oversold",
      sql`${t.takenCount} BETWEEN 0 AND coalesce(${t.ticketsMax}, ${t.takenCount})`,
    ),
  ],
);

/** Who may have tickets that are by invitation: somebody on the list, or whoever has a code. */
export const ticketInvitations = pgTable(
  "ticket_invitations",
  {
    id: text("id").$type<TicketInvitationId>().primaryKey(),
    typeId: text("type_id")
      .$type<TicketTypeId>()
      .notNull()
      .references(() => ticketTypes.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "cascade" }),
    /** SHA-256 of a code that was shown once. */
    codeHash: text("code_hash"),
    ticketsMax: integer("tickets_max").notNull(),
    createdAt: time("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("ticket_invitations_user").on(t.typeId, t.userId),
    uniqueIndex("ticket_invitations_code").on(t.typeId, t.codeHash),
    index("ticket_invitations_of").on(t.userId),
  ],
);

export const tickets = pgTable(
  "tickets",
  {
    id: text("id").$type<TicketId>().primaryKey(),
    typeId: text("type_id")
      .$type<TicketTypeId>()
      .notNull()
      .references(() => ticketTypes.id, { onDelete: "cascade" }),
    eventId: text("event_id")
      .$type<EventId>()
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    ownerId: text("owner_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    state: text("state").$type<TicketState>().notNull(),
    /** Books keep orders longer than tickets. */
    orderId: text("order_id").$type<OrderId>().notNull(),
    invitationId: text("invitation_id")
      .$type<TicketInvitationId>()
      .references(() => ticketInvitations.id, { onDelete: "set null" }),
    /** What was paid for it, without tax. */
    amount: integer("amount").notNull(),
    /** When the event was to begin, as it was had: whoever has it may return it when that is another time. */
    eventStartsAt: time("event_starts_at").notNull(),
    createdAt: time("created_at").notNull(),
  },
  (t) => [
    index("tickets_type_owner").on(t.typeId, t.ownerId),
    index("tickets_owner").on(t.ownerId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("tickets_admission").on(t.eventId, t.ownerId).where(sql`${t.state} = 'valid'`),
    index("tickets_order").on(t.orderId),
    index("tickets_invitation").on(t.invitationId),
  ],
);
