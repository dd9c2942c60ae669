// What tickets an event has: its organiser says, and invites.

import { Problem } from "../../shared/http/problem.ts";
import {
  type CreateTicketType,
  INVITATIONS_PER_TYPE_MAX,
  type InviteToTickets,
  TICKET_TYPES_PER_EVENT_MAX,
  type TicketInvitation,
  type TicketType,
  type UpdateTicketType,
} from "../../shared/schema/event-ticket.ts";
import { cryptoBytes, type EventId, newId, type TicketTypeId, type UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { lockManaged } from "../events/access.ts";
import { getEvent } from "../events/get-event.ts";
import { requireUser } from "../users/get-user.ts";
import {
  countInvitations,
  countTypes,
  findType,
  insertCode,
  insertType,
  listTypes,
  lockType,
  type TicketTypeRecord,
  updateType,
  upsertInvited,
} from "./store.ts";
import { hashOfCode, typeNotFound } from "./take-tickets.ts";

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

/** Throws what updateTicketType throws, USER_NOT_FOUND (404), or TICKET_TYPES_FULL (409). */
export function inviteToTickets(
  { db, nowMs }: Deps,
  typeId: TicketTypeId,
  userId: UserId,
  { userId: invitedId, ticketsMax }: InviteToTickets,
): Promise<TicketInvitation> {
  return db.transaction(async (tx) => {
    await lockManagedType(tx, typeId, userId);
    if ((await countInvitations(tx, typeId)) >= INVITATIONS_PER_TYPE_MAX)
      throw tooMany("invitations", INVITATIONS_PER_TYPE_MAX);
    const row = { id: newId("ticketInvitation"), typeId, ticketsMax, createdAt: new Date(nowMs()) };
    if (invitedId !== null) {
      await requireUser(tx, invitedId);
      await upsertInvited(tx, { ...row, userId: invitedId });
      return { code: null, ticketsMax };
    }
    const code = newCode();
    await insertCode(tx, { ...row, codeHash: await hashOfCode(code) });
    return { code, ticketsMax };
  });
}

/** The event is locked before its types, as whoever buys does. */
async function lockManagedType(tx: DbOrTx, typeId: TicketTypeId, userId: UserId): Promise<TicketTypeRecord> {
  const found = await findType(tx, typeId);
  if (found === null) throw typeNotFound();
  await lockManaged(tx, found.eventId, userId);
  const type = await lockType(tx, typeId);
  if (type === null) throw typeNotFound();
  return type;
}

const CODE_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const CODE_GROUPS = 3;
const CODE_GROUP_CHARS = 4;

/** Such as `k3v9-0m2x-7ttq`: 60 bits of chance, to be read out and typed. */
function newCode(): string {
  const chars = [...cryptoBytes(CODE_GROUPS * CODE_GROUP_CHARS)].map((byte) => CODE_ALPHABET[byte & 31]);
  return Array.from({ length: CODE_GROUPS }, (_, group) =>
    chars.slice(group * CODE_GROUP_CHARS, (group + 1) * CODE_GROUP_CHARS).join(""),
  ).join("-");
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function toTicketType(type: TicketTypeRecord): TicketType {
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

function tooMany(what: string, limit: number): Problem {
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
