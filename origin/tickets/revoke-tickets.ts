// All tickets of an event that will not be.

import type { EventId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { revokeTicketsOfEvent } from "./store.ts";

/** Also those that cost nothing, and those that are held. May be repeated. */
export async function revokeTickets(db: DbOrTx, eventId: EventId): Promise<void> {
  await revokeTicketsOfEvent(db, eventId);
}
