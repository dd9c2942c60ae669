// Makes an event findable until it is over.

import { indexEntry } from "../catalog/index-entry.ts";
import type { DbOrTx } from "../db/client.ts";
import { type EventRecord, listAllEvents } from "./store.ts";

export async function indexEvent(tx: DbOrTx, event: EventRecord): Promise<void> {
  await indexEntry(tx, {
    kind: "event",
    id: event.id,
    ownerId: null,
    visibility: "public",
    name: event.name,
    text: event.description,
    tags: event.tags,
    thumbnail: null,
    until: event.endsAt,
    createdAt: event.startsAt,
  });
}

/** All of them, for when the catalog is made anew. */
export const allEvents = { list: listAllEvents, index: indexEvent } as const;
