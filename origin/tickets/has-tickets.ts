// What tickets make of an event: that there are any, and who is let in by one.

import { Problem } from "../../shared/http/problem.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { countTypes, countValid, hasValidTicket } from "./store.ts";

/** Whether one needs a ticket to enter. */
export async function hasTickets(db: DbOrTx, eventId: EventId): Promise<boolean> {
  return (await countTypes(db, eventId)) > 0;
}

/** Whether anybody has a ticket that lets them in: of an event that was called off nobody has. */
export async function hasGuests(db: DbOrTx, eventId: EventId): Promise<boolean> {
  return (await countValid(db, eventId)) > 0;
}

/** Throws TICKET_REQUIRED (403) where one needs a ticket and this user has none that is valid. */
export async function requireTicket(db: DbOrTx, eventId: EventId, userId: UserId): Promise<void> {
  if (!(await hasTickets(db, eventId)) || (await hasValidTicket(db, eventId, userId))) return;
  throw new Problem({
    status: 403,
    code: "TICKET_REQUIRED",
    title: "This event is for those who have a ticket",
    detail: "Get one, or ask its organiser. A ticket whose payment is disputed lets nobody in.",
  });
}
