// Makes an event findable until it is over.

import { type Findable, indexEntry } from "../catalog/index-entry.ts";
import type { DbOrTx } from "../db/client.ts";
import { type EventRecord, listAllEvents } from "./store.ts";

export async function indexEvent(tx: DbOrTx, event: EventRecord): Promise<void> {
  await indexEntry(tx, findableEvent(event));
}

/** By what it is found. Pure. */
export function findableEvent(event: EventRecord): Findable {
  return {
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
  };
}

/** All of them, for when the catalog is made anew. */
export const allEvents = { list: listAllEvents, index: indexEvent } as const;
