// What tickets an event has: its organiser says.

import { Problem } from "../../shared/http/problem.ts";
import { standingOf } from "../../shared/schema/event-role.ts";
import {
  type CreateTicketType,
  TICKET_TYPES_PER_EVENT_MAX,
  type TicketType,
  type UpdateTicketType,
} from "../../shared/schema/event-ticket.ts";
import { type EventId, newId, type TicketTypeId, type UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { lockManaged, notYours, requireSeen, roleAt } from "../events/access.ts";
import { getEvent, requireEvent } from "../events/get-event.ts";
import {
  countTypes,
  findType,
  insertType,
  listTypes,
  lockType,
  type TicketTypeRecord,
  updateType,
} from "./store.ts";
import { typeNotFound } from "./take-tickets.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** Throws EVENT_NOT_FOUND (404). */
export async function listTicketTypes(deps: Deps, eventId: EventId): Promise<TicketType[]> {
  await getEvent(deps, eventId);
  return (await listTypes(deps.db, eventId)).map(toTicketType);
}

/** Throws EVENT_NOT_FOUND (404), EVENT_NOT_YOURS (403), EVENT_RECURS or TICKET_TYPES_FULL (409). */
export function createTicketType(
  { db, nowMs }: Deps,
  eventId: EventId,
  userId: UserId,
  { salesFrom, salesUntil, ...type }: CreateTicketType,
): Promise<TicketType> {
  return db.transaction(async (tx) => {
    const event = await lockManaged(tx, eventId, userId);
    if (event.recurrence !== null) throw recurs();
    if ((await countTypes(tx, eventId)) >= TICKET_TYPES_PER_EVENT_MAX)
      throw tooMany("ticket types", TICKET_TYPES_PER_EVENT_MAX);
    const made = await insertType(tx, {
      ...type,
      id: newId("ticketType"),
      eventId,
      salesFrom: dateOf(salesFrom),
      salesUntil: dateOf(salesUntil),
      createdAt: new Date(nowMs()),
    });
    return toTicketType(made);
  });
}

/** Throws TICKET_TYPE_NOT_FOUND or EVENT_NOT_FOUND (404), EVENT_NOT_YOURS (403), or TICKETS_SOLD_ALREADY (409). */
export function updateTicketType(
  { db }: Deps,
  typeId: TicketTypeId,
  userId: UserId,
  { salesFrom, salesUntil, ...change }: UpdateTicketType,
): Promise<TicketType> {
  return db.transaction(async (tx) => {
    const { takenCount, isForSale } = await lockManagedType(tx, typeId, userId);
    const { ticketsMax } = change;
    if (ticketsMax != null && ticketsMax < takenCount) throw soldAlready(ticketsMax, takenCount);
    const changed = await updateType(tx, typeId, {
      // So that there is something to set where nothing is to change.
      isForSale,
      ...change,
      ...(salesFrom === undefined ? {} : { salesFrom: dateOf(salesFrom) }),
      ...(salesUntil === undefined ? {} : { salesUntil: dateOf(salesUntil) }),
    });
    if (changed === null) throw typeNotFound();
    return toTicketType(changed);
  });
}

/** For whoever manages the event. Throws TICKET_TYPE_NOT_FOUND or EVENT_NOT_FOUND (404), or EVENT_NOT_YOURS (403). */
export async function requireManagedType(db: DbOrTx, typeId: TicketTypeId, userId: UserId): Promise<void> {
  const found = await findType(db, typeId);
  if (found === null) throw typeNotFound();
  const event = await requireEvent({ db }, found.eventId);
  const role = await roleAt(db, event, userId);
  requireSeen(event, role);
  if (!standingOf(role).manage) throw notYours();
}

/** The same, and nobody changes it until the transaction ends. The event is locked before its types, as whoever buys does. */
export async function lockManagedType(
  tx: DbOrTx,
  typeId: TicketTypeId,
  userId: UserId,
): Promise<TicketTypeRecord> {
  const found = await findType(tx, typeId);
  if (found === null) throw typeNotFound();
  await lockManaged(tx, found.eventId, userId);
  const type = await lockType(tx, typeId);
  if (type === null) throw typeNotFound();
  return type;
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

export function toTicketType(type: TicketTypeRecord): TicketType {
  const { takenCount, createdAt: _, salesFrom, salesUntil, ...shown } = type;
  return {
    ...shown,
    salesFrom: salesFrom?.toISOString() ?? null,
    salesUntil: salesUntil?.toISOString() ?? null,
    leftCount: type.ticketsMax === null ? null : type.ticketsMax - takenCount,
  };
}

function recurs(): Problem {
  return new Problem({
    status: 409,
    code: "EVENT_RECURS",
    title: "An event that recurs has no tickets",
    detail: "Plan each night as an event of its own: a copy has the same tickets.",
  });
}

export function tooMany(what: string, limit: number): Problem {
  return new Problem({
    status: 409,
    code: "TICKET_TYPES_FULL",
    title: "There are as many as there may be",
    detail: `At most ${limit} ${what}.`,
  });
}

function soldAlready(ticketsMax: number, takenCount: number): Problem {
  return new Problem({
    status: 409,
    code: "TICKETS_SOLD_ALREADY",
    title: "More of these tickets are sold, or held, than there would be",
    errors: [{ name: "ticketsMax", message: "at least", actual: ticketsMax, limit: takenCount }],
  });
}
