// An account goes, and with it events that others have paid for: they get their money back. What was paid is known by the orders,
// which stay.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { hasTickets } from "../tickets/has-tickets.ts";
import { listEventsGoneWith } from "./store.ts";

/** In the transaction that erases the account, before its events. */
export async function returnTicketsOf(
  tx: DbOrTx,
  userId: UserId,
  enqueue: OriginDeps["enqueue"],
): Promise<void> {
  for (const eventId of await listEventsGoneWith(tx, userId))
    if (await hasTickets(tx, eventId)) await enqueue(tx, "money.return-event", { eventId });
}
