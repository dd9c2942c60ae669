// Makes an event findable while it is published and not over.

import type { Visibility } from "../../shared/schema/catalog.ts";
import type { EventState } from "../../shared/schema/event.ts";
import { type Findable, indexEntry } from "../catalog/index-entry.ts";
import type { DbOrTx } from "../db/client.ts";
import { type EventRecord, listAllEvents } from "./store.ts";

/** One that was called off is still seen by whoever comes by its address. */
const VISIBILITY = {
  draft: "private",
  published: "public",
  cancelled: "unlisted",
  archived: "private",
} as const satisfies Record<EventState, Visibility>;

export async function indexEvent(tx: DbOrTx, event: EventRecord): Promise<void> {
  await indexEntry(tx, findableEvent(event));
}

/** By what it is found. Pure. */
export function findableEvent(event: EventRecord): Findable {
  return {
    kind: "event",
    id: event.id,
    ownerId: event.organiserId,
    visibility: VISIBILITY[event.state],
    name: event.name,
    text: event.description,
    tags: event.tags,
    thumbnail: null,
    until: event.recurrence === null ? event.endsAt : event.seriesEndsAt,
    createdAt: event.startsAt,
  };
}

/** All of them, for when the catalog is made anew. */
export const allEvents = { list: listAllEvents, index: indexEvent } as const;
