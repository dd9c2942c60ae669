// All the SQL of tickets and their types.

import { and, asc, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { EventId, OrderId, TicketId, TicketTypeId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { events } from "../db/schema/events.ts";
import { tickets, ticketTypes } from "../db/schema/tickets.ts";
import { users } from "../db/schema/users.ts";
import type { Cursor } from "../route-params.ts";
import { TICKET_STATES, type TicketState, takesSeat } from "./ticket-life.ts";

export type TicketTypeRecord = typeof ticketTypes.$inferSelect;
export type TicketRecord = typeof tickets.$inferSelect;

/** Whether a ticket is one of those there are so many of. */
export const isTaken = inArray(tickets.state, TICKET_STATES.filter(takesSeat));

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

/** The same of several types at once; those of which there are none are left out. */
export async function countOwnByType(
  db: DbOrTx,
  typeIds: readonly TicketTypeId[],
  ownerId: UserId,
): Promise<ReadonlyMap<TicketTypeId, number>> {
  return countByType(db, typeIds, and(eq(tickets.ownerId, ownerId), isTaken));
}

/** Held for whoever is paying. */
export async function countHeldByType(
  db: DbOrTx,
  typeIds: readonly TicketTypeId[],
): Promise<ReadonlyMap<TicketTypeId, number>> {
  return countByType(db, typeIds, eq(tickets.state, "held"));
}

async function countByType(
  db: DbOrTx,
  typeIds: readonly TicketTypeId[],
  which: SQL | undefined,
): Promise<ReadonlyMap<TicketTypeId, number>> {
  if (typeIds.length === 0) return new Map();
  const rows = await db
    .select({ typeId: tickets.typeId, count: count() })
    .from(tickets)
    .where(and(inArray(tickets.typeId, [...typeIds]), which))
    .groupBy(tickets.typeId);
  return new Map(rows.map(({ typeId, count }) => [typeId, count]));
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

export type NamedTicket = Pick<TicketRecord, "id" | "state" | "ownerId"> & {
  readonly typeName: string;
  readonly ownerName: string;
};

/** Those of an order, by id. */
export async function listNamedTickets(db: DbOrTx, orderId: OrderId, limit: number): Promise<NamedTicket[]> {
  return db
    .select({
      id: tickets.id,
      state: tickets.state,
      ownerId: tickets.ownerId,
      typeName: ticketTypes.name,
      ownerName: users.displayName,
    })
    .from(tickets)
    .innerJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .innerJoin(users, eq(users.id, tickets.ownerId))
    .where(eq(tickets.orderId, orderId))
    .orderBy(asc(tickets.id))
    .limit(limit);
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
  readonly endsAt: Date;
  readonly eventName: string;
};

/** Newest first, from after the cursor, without those that came to nothing. */
export async function listTicketsOf(
  db: DbOrTx,
  { ownerId, eventId }: { readonly ownerId: UserId; readonly eventId: EventId | undefined },
  cursor: Cursor | null,
  limit: number,
): Promise<OwnTicketRow[]> {
  const { startsAt, endsAt, name: eventName } = events;
  return db
    .select({ ticket: tickets, type: ticketTypes, startsAt, endsAt, eventName })
    .from(tickets)
    .innerJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .innerJoin(events, eq(events.id, tickets.eventId))
    .where(
      and(
        eq(tickets.ownerId, ownerId),
        eventId === undefined ? undefined : eq(tickets.eventId, eventId),
        sql`${tickets.state} <> 'lapsed'`,
        cursor === null ? undefined : before([tickets.createdAt, tickets.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(tickets.createdAt), desc(tickets.id))
    .limit(limit);
}
