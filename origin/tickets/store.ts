// All the SQL of tickets, their types, and who is invited to have one.

import { and, asc, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { EventId, OrderId, TicketId, TicketTypeId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { events } from "../db/schema/events.ts";
import { ticketInvitations, tickets, ticketTypes } from "../db/schema/tickets.ts";
import type { Cursor } from "../route-params.ts";
import { TICKET_STATES, type TicketState, takesSeat } from "./ticket-life.ts";

export type TicketTypeRecord = typeof ticketTypes.$inferSelect;
export type TicketRecord = typeof tickets.$inferSelect;
export type InvitationRecord = typeof ticketInvitations.$inferSelect;

const isTaken = inArray(tickets.state, TICKET_STATES.filter(takesSeat));

export async function insertType(
  tx: DbOrTx,
  type: typeof ticketTypes.$inferInsert,
): Promise<TicketTypeRecord> {
  const [row] = await tx.insert(ticketTypes).values(type).returning();
  if (row === undefined) throw new Error(`ticket type ${type.id} was not inserted`);
  return row;
}

export async function updateType(
  tx: DbOrTx,
  id: TicketTypeId,
  set: { readonly [Name in keyof TicketTypeRecord]?: TicketTypeRecord[Name] | undefined },
): Promise<TicketTypeRecord | null> {
  const [row] = await tx.update(ticketTypes).set(set).where(eq(ticketTypes.id, id)).returning();
  return row ?? null;
}

export async function findType(db: DbOrTx, id: TicketTypeId): Promise<TicketTypeRecord | null> {
  const [row] = await db.select().from(ticketTypes).where(eq(ticketTypes.id, id));
  return row ?? null;
}

/** Locked until the transaction ends: who counts its tickets and adds some is alone with it. */
export async function lockType(tx: DbOrTx, id: TicketTypeId): Promise<TicketTypeRecord | null> {
  const [row] = await tx.select().from(ticketTypes).where(eq(ticketTypes.id, id)).for("no key update");
  return row ?? null;
}

/** In the order they were made. */
export async function listTypes(db: DbOrTx, eventId: EventId): Promise<TicketTypeRecord[]> {
  return db
    .select()
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, eventId))
    .orderBy(asc(ticketTypes.createdAt), asc(ticketTypes.id));
}

export async function countTypes(db: DbOrTx, eventId: EventId): Promise<number> {
  return db.$count(ticketTypes, eq(ticketTypes.eventId, eventId));
}

export async function insertTickets(
  tx: DbOrTx,
  rows: readonly (typeof tickets.$inferInsert)[],
): Promise<void> {
  await tx.insert(tickets).values([...rows]);
}

/** Of a type, those of this user that take a seat. */
export async function countOwn(tx: DbOrTx, typeId: TicketTypeId, ownerId: UserId): Promise<number> {
  return tx.$count(tickets, and(eq(tickets.typeId, typeId), eq(tickets.ownerId, ownerId), isTaken));
}

export async function countByInvitation(tx: DbOrTx, { id }: Pick<InvitationRecord, "id">): Promise<number> {
  return tx.$count(tickets, and(eq(tickets.invitationId, id), isTaken));
}

/** By id, locked until the transaction ends. */
export async function lockTicketsOfOrder(tx: DbOrTx, orderId: OrderId): Promise<TicketRecord[]> {
  return tx
    .select()
    .from(tickets)
    .where(eq(tickets.orderId, orderId))
    .orderBy(asc(tickets.id))
    .for("no key update");
}

export async function findTicket(db: DbOrTx, id: TicketId): Promise<TicketRecord | null> {
  const [row] = await db.select().from(tickets).where(eq(tickets.id, id));
  return row ?? null;
}

export async function lockTicket(tx: DbOrTx, id: TicketId): Promise<TicketRecord | null> {
  const [row] = await tx.select().from(tickets).where(eq(tickets.id, id)).for("no key update");
  return row ?? null;
}

export async function setTicketStates(
  tx: DbOrTx,
  ids: readonly TicketId[],
  state: TicketState,
): Promise<void> {
  if (ids.length > 0)
    await tx
      .update(tickets)
      .set({ state })
      .where(inArray(tickets.id, [...ids]));
}

export async function setTicketOwner(tx: DbOrTx, id: TicketId, ownerId: UserId): Promise<void> {
  await tx.update(tickets).set({ ownerId }).where(eq(tickets.id, id));
}

/** Revokes whatever there is of an event's tickets. */
export async function revokeTicketsOfEvent(tx: DbOrTx, eventId: EventId): Promise<void> {
  await tx
    .update(tickets)
    .set({ state: "revoked" })
    .where(and(eq(tickets.eventId, eventId), isTaken));
}

export async function hasValidTicket(db: DbOrTx, eventId: EventId, ownerId: UserId): Promise<boolean> {
  const found = await db.$count(
    tickets,
    and(eq(tickets.eventId, eventId), eq(tickets.ownerId, ownerId), eq(tickets.state, "valid")),
  );
  return found > 0;
}

export async function countValid(db: DbOrTx, eventId: EventId): Promise<number> {
  return db.$count(tickets, and(eq(tickets.eventId, eventId), eq(tickets.state, "valid")));
}

export type OwnTicketRow = {
  readonly ticket: TicketRecord;
  readonly type: TicketTypeRecord;
  readonly startsAt: Date;
  readonly eventName: string;
};

/** Newest first, from after the cursor, without those that came to nothing. */
export async function listTicketsOf(
  db: DbOrTx,
  ownerId: UserId,
  cursor: Cursor | null,
  limit: number,
): Promise<OwnTicketRow[]> {
  return db
    .select({ ticket: tickets, type: ticketTypes, startsAt: events.startsAt, eventName: events.name })
    .from(tickets)
    .innerJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .innerJoin(events, eq(events.id, tickets.eventId))
    .where(
      and(
        eq(tickets.ownerId, ownerId),
        sql`${tickets.state} <> 'lapsed'`,
        cursor === null ? undefined : before([tickets.createdAt, tickets.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(tickets.createdAt), desc(tickets.id))
    .limit(limit);
}

/** Puts somebody on a type's list, for so many. */
export async function upsertInvited(
  tx: DbOrTx,
  invitation: typeof ticketInvitations.$inferInsert,
): Promise<void> {
  await tx
    .insert(ticketInvitations)
    .values(invitation)
    .onConflictDoUpdate({
      target: [ticketInvitations.typeId, ticketInvitations.userId],
      set: { ticketsMax: invitation.ticketsMax },
    });
}

export async function insertCode(
  tx: DbOrTx,
  invitation: typeof ticketInvitations.$inferInsert,
): Promise<void> {
  await tx.insert(ticketInvitations).values(invitation);
}

export async function countInvitations(db: DbOrTx, typeId: TicketTypeId): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(ticketInvitations)
    .where(eq(ticketInvitations.typeId, typeId));
  return row?.count ?? 0;
}

/** By a code's hash, or else by being on the list. */
export async function findInvitation(
  tx: DbOrTx,
  typeId: TicketTypeId,
  by: { readonly userId: UserId } | { readonly codeHash: string },
): Promise<InvitationRecord | null> {
  const [row] = await tx
    .select()
    .from(ticketInvitations)
    .where(
      and(
        eq(ticketInvitations.typeId, typeId),
        "codeHash" in by
          ? eq(ticketInvitations.codeHash, by.codeHash)
          : eq(ticketInvitations.userId, by.userId),
      ),
    );
  return row ?? null;
}
