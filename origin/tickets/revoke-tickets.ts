// Tickets that let nobody in any more.

import type { EventId, TicketId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { revokeTicketsOfEvent, setTicketStates } from "./store.ts";

export async function revokeTicket(tx: DbOrTx, ticketId: TicketId): Promise<void> {
  await setTicketStates(tx, [ticketId], "revoked");
}

/** All of an event that will not be, also those that cost nothing, and those that are held. May be repeated. */
export async function revokeTickets(db: DbOrTx, eventId: EventId): Promise<void> {
  await revokeTicketsOfEvent(db, eventId);
}
