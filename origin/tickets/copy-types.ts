// The tickets of one night, offered for another: as many, for as much, on sale as long before.

import { type EventId, newId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { countTypes, insertType, listTypes } from "./store.ts";

type Nights = {
  readonly fromId: EventId;
  readonly toId: EventId;
  /** How much later the other begins. */
  readonly laterMs: number;
};

/** Once: a night that has tickets is left as it is. Who was invited to have some is not invited again. */
export async function copyTicketTypes(
  tx: DbOrTx,
  { fromId, toId, laterMs }: Nights,
  now: Date,
): Promise<void> {
  if ((await countTypes(tx, toId)) > 0) return;
  const shifted = (at: Date | null) => (at === null ? null : new Date(at.getTime() + laterMs));
  for (const [index, type] of (await listTypes(tx, fromId)).entries())
    await insertType(tx, {
      ...type,
      id: newId("ticketType"),
      eventId: toId,
      takenCount: 0,
      salesFrom: shifted(type.salesFrom),
      salesUntil: shifted(type.salesUntil),
      // One after the other: they are listed in the order they were made.
      createdAt: new Date(now.getTime() + index),
    });
}
