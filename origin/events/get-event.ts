// Reads of events: what is on, soonest first, or what fits a search.

import type { Event } from "../../shared/schema/event.ts";
import type { EventId } from "../../shared/schema/ids.ts";
import type { EventPage, EventQuery } from "../../shared/schema/public-api.ts";
import { findEntries } from "../catalog/find-entries.ts";
import { likeCountOf, likeCountsOf } from "../catalog/like-counts.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { type EventRecord, findEvent, listEvents, listEventsById } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** The event as we keep it. Throws EVENT_NOT_FOUND (404). */
export async function requireEvent(deps: { readonly db: DbOrTx }, eventId: EventId): Promise<EventRecord> {
  const event = await findEvent(deps.db, eventId);
  if (event === null) throw notFound("event");
  return event;
}

/** Also one that is over. Throws EVENT_NOT_FOUND (404). */
export async function getEvent(deps: Pick<OriginDeps, "db">, eventId: EventId): Promise<Event> {
  const event = await requireEvent(deps, eventId);
  return toEvent(event, await likeCountOf(deps, "event", eventId));
}

/** Those not over. Throws CURSOR_INVALID (422). */
export async function listEventPage(deps: Deps, query: EventQuery): Promise<EventPage> {
  if (query.q !== undefined) return searchEvents(deps, query);
  const { cursor, limit, tag, world } = query;
  const now = new Date(deps.nowMs());
  const rows = await listEvents(deps.db, { now, tag, worldId: world }, decodeCursor(cursor), limit + 1);
  const likeCounts = await likeCountsOf(
    deps,
    "event",
    rows.map(({ id }) => id),
  );
  return toPage(
    rows,
    limit,
    (event) => toEvent(event, likeCounts.get(event.id) ?? 0),
    (event) => ({ at: event.startsAt, id: event.id }),
  );
}

async function searchEvents(deps: Deps, query: EventQuery): Promise<EventPage> {
  const { entries, nextCursor } = await findEntries(deps, { ...query, kind: "event", order: "new" });
  const byId = new Map<string, EventRecord>(
    (
      await listEventsById(
        deps.db,
        entries.map(({ id }) => id as EventId),
      )
    ).map((event) => [event.id, event]),
  );
  const items = entries.flatMap(({ id, likeCount }) => {
    const event = byId.get(id);
    return event === undefined ? [] : [toEvent(event, likeCount)];
  });
  return { items, nextCursor };
}

function toEvent(event: EventRecord, likeCount: number): Event {
  return { ...event, startsAt: event.startsAt.toISOString(), endsAt: event.endsAt.toISOString(), likeCount };
}
