// What somebody does with tickets of theirs: looks at them, gives one to a friend.

import { Problem } from "../../shared/http/problem.ts";
import type { Ticket, TicketPage, TicketQuery } from "../../shared/schema/event-ticket.ts";
import type { TicketId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { areFriends } from "../social/befriend.ts";
import {
  countOwn,
  findTicket,
  listTicketsOf,
  lockTicket,
  lockType,
  type OwnTicketRow,
  setTicketOwner,
  type TicketRecord,
} from "./store.ts";
import { typeNotFound } from "./take-tickets.ts";
import { ticketAfter } from "./ticket-life.ts";

/** Newest first; of one event, or of all. Throws CURSOR_INVALID (422). */
export async function listTicketPage(
  { db }: Pick<OriginDeps, "db">,
  userId: UserId,
  { cursor, limit, event }: TicketQuery,
): Promise<TicketPage> {
  const rows = await listTicketsOf(db, { ownerId: userId, eventId: event }, decodeCursor(cursor), limit + 1);
  return toPage(rows, limit, toTicket, ({ ticket: { createdAt, id } }) => ({ at: createdAt, id }));
}

function toTicket({ ticket, type, startsAt, endsAt, eventName }: OwnTicketRow): Ticket {
  const { id, typeId, eventId, orderId, state } = ticket;
  return {
    id,
    state: state === "lapsed" ? "revoked" : state,
    ticketTypeId: typeId,
    typeName: type.name,
    eventId,
    eventName,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    orderId,
    isTransferable: type.isTransferable,
    isReturnable: isMoved(ticket, startsAt),
  };
}

/** Whether its event is at another time than when it was had. */
export function isMoved({ state, eventStartsAt }: TicketRecord, startsAt: Date): boolean {
  return state === "valid" && eventStartsAt.getTime() !== startsAt.getTime();
}

/**
 * Throws TICKET_NOT_FOUND (404), TICKET_STATE_WRONG, TICKET_NOT_TRANSFERABLE or TICKET_LIMIT_REACHED (409), or TICKET_NOT_TO_FRIEND
 * (403). Money that goes back for it later goes to whoever paid.
 */
export async function transferTicket(
  { db }: Pick<OriginDeps, "db">,
  ticketId: TicketId,
  { fromId, toId }: { readonly fromId: UserId; readonly toId: UserId },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { typeId, state } = await lockOwnTicket(tx, ticketId, fromId);
    const type = await lockType(tx, typeId);
    if (type === null) throw typeNotFound();
    if (!type.isTransferable) throw notTransferable();
    if (!(await areFriends(tx, fromId, toId))) throw notToFriend();
    const ownCount = await countOwn(tx, typeId, toId);
    if (ownCount >= type.perUserMax) throw theyHaveEnough(ownCount);
    ticketAfter(state, "transfer");
    await setTicketOwner(tx, ticketId, toId);
  });
}

/** Throws TICKET_NOT_FOUND (404). */
export async function requireOwnTicket(
  db: DbOrTx,
  ticketId: TicketId,
  ownerId: UserId,
): Promise<TicketRecord> {
  const ticket = await findTicket(db, ticketId);
  if (ticket?.ownerId !== ownerId) throw notFound("ticket");
  return ticket;
}

/** Locked until the transaction ends. Throws TICKET_NOT_FOUND (404). */
export async function lockOwnTicket(tx: DbOrTx, ticketId: TicketId, ownerId: UserId): Promise<TicketRecord> {
  const ticket = await lockTicket(tx, ticketId);
  if (ticket?.ownerId !== ownerId) throw notFound("ticket");
  return ticket;
}

function notTransferable(): Problem {
  return new Problem({
    status: 409,
    code: "TICKET_NOT_TRANSFERABLE",
    title: "This ticket stays with whoever got it",
  });
}

function notToFriend(): Problem {
  return new Problem({
    status: 403,
    code: "TICKET_NOT_TO_FRIEND",
    title: "Tickets are given to friends",
    detail: "Become friends first.",
  });
}

function theyHaveEnough(ownCount: number): Problem {
  return new Problem({
    status: 409,
    code: "TICKET_LIMIT_REACHED",
    title: "They have as many of these tickets as one may",
    errors: [{ name: "userId", message: "has", actual: ownCount }],
  });
}
