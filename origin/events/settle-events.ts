// An account goes, and with it events that others have paid for. They get their money back, but for what is over: that is earned. What was
// paid is known by the orders, which stay.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { hasGuests, hasTickets } from "../tickets/has-tickets.ts";
import { listEventsGoneWith } from "./store.ts";

/** In the transaction that erases the account, before its events. */
export async function settleEventsOf(
  tx: DbOrTx,
  userId: UserId,
  enqueue: OriginDeps["enqueue"],
  now: Date,
): Promise<void> {
  for (const { id: eventId, organiserId, endsAt, recurrence } of await listEventsGoneWith(tx, userId)) {
    if (!(await hasTickets(tx, eventId))) continue;
    const isOver = recurrence === null && endsAt <= now && (await hasGuests(tx, eventId));
    if (isOver) await enqueue(tx, "money.earn-event", { eventId, organiserId });
    else await enqueue(tx, "money.return-event", { eventId });
  }
}
