// Reads of events: what is on, soonest first, or what fits a search; and what somebody is something to.

import type { Event, OwnEvent } from "../../shared/schema/event.ts";
import { type EventRole, rightsOf } from "../../shared/schema/event-role.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import type { EventPage, EventQuery, OwnEventPage, PageQuery } from "../../shared/schema/public-api.ts";
import { findEntries } from "../catalog/find-entries.ts";
import { likeCountOf, likeCountsOf } from "../catalog/like-counts.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { requireShown } from "../users/require-shown.ts";
import { requireSeen, roleAt } from "./access.ts";
import { doorsAtMs, phaseOf } from "./lifecycle.ts";
import { occurrenceOf } from "./schedule.ts";
import {
  type EventRecord,
  findEvent,
  type ListedEvent,
  listEvents,
  listEventsById,
  listEventsOf,
} from "./store.ts";

type Deps = { readonly db: DbOrTx } & Pick<OriginDeps, "nowMs">;

/** The event as we keep it. Throws EVENT_NOT_FOUND (404). */
export async function requireEvent(deps: { readonly db: DbOrTx }, eventId: EventId): Promise<EventRecord> {
  const found = await findEvent(deps.db, eventId);
  if (found === null) throw notFound("event");
  return found.event;
}

/** What everybody may know of it, also when it is over. Throws EVENT_NOT_FOUND (404). */
export async function getEvent(deps: Deps, eventId: EventId): Promise<Event> {
  const found = await findEvent(deps.db, eventId);
  if (found === null) throw notFound("event");
  requireSeen(found.event, null);
  await requireShown(deps.db, found.event.organiserId, "event");
  return toEvent(found, await likeCountOf(deps, "event", eventId), deps.nowMs());
}

/** As `userId` sees it: in whatever state for whoever is backstage. Throws EVENT_NOT_FOUND (404). */
export async function getOwnEvent(deps: Deps, eventId: EventId, userId: UserId): Promise<OwnEvent> {
  const found = await findEvent(deps.db, eventId);
  if (found === null) throw notFound("event");
  const role = await roleAt(deps.db, found.event, userId);
  requireSeen(found.event, role);
  const likeCount = await likeCountOf(deps, "event", eventId);
  return toOwnEvent(found, role, likeCount, deps.nowMs());
}

/** What a user organises or is appointed at, newest first. Throws CURSOR_INVALID (422). */
export async function listOwnEventPage(
  deps: Deps,
  userId: UserId,
  { cursor, limit }: PageQuery,
): Promise<OwnEventPage> {
  const rows = await listEventsOf(deps.db, userId, decodeCursor(cursor), limit + 1);
  const likeCounts = await likeCountsOf(deps, "event", idsOf(rows));
  return toPage(
    rows,
    limit,
    ({ appointed, ...found }) => {
      const role = found.event.organiserId === userId ? "organiser" : (appointed ?? "guest");
      return toOwnEvent(found, role, likeCounts.get(found.event.id) ?? 0, deps.nowMs());
    },
    ({ event }) => ({ at: event.createdAt, id: event.id }),
  );
}

/** Those not over. Throws CURSOR_INVALID (422). */
export async function listEventPage(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  query: EventQuery,
): Promise<EventPage> {
  if (query.q !== undefined || query.order !== "soonest") return findEvents(deps, query);
  const { cursor, limit, tag, world } = query;
  const now = new Date(deps.nowMs());
  const rows = await listEvents(deps.db, { now, tag, worldId: world }, decodeCursor(cursor), limit + 1);
  const likeCounts = await likeCountsOf(deps, "event", idsOf(rows));
  return toPage(
    rows,
    limit,
    (found) => toEvent(found, likeCounts.get(found.event.id) ?? 0, deps.nowMs()),
    ({ event }) => ({ at: event.startsAt, id: event.id }),
  );
}

/** By a search, or ranked. */
async function findEvents(deps: Pick<OriginDeps, "db" | "nowMs">, query: EventQuery): Promise<EventPage> {
  const order = query.order === "soonest" ? "new" : query.order;
  const { entries, nextCursor } = await findEntries(deps, { ...query, kind: "event", order });
  const rows = await listEventsById(
    deps.db,
    entries.map(({ id }) => id as EventId),
  );
  const byId = new Map<string, ListedEvent>(rows.map((found) => [found.event.id, found]));
  const items = entries.flatMap(({ id, likeCount }) => {
    const found = byId.get(id);
    return found === undefined ? [] : [toEvent(found, likeCount, deps.nowMs())];
  });
  return { items, nextCursor };
}

/** The event as everybody sees it at `nowMs`. */
export function toEvent({ event, organiser }: ListedEvent, likeCount: number, nowMs: number): Event {
  const occurrence = occurrenceOf(event, nowMs);
  return {
    id: event.id,
    worldId: event.worldId,
    organiser,
    name: event.name,
    description: event.description,
    phase: phaseOf(event.state, occurrence, nowMs),
    startsAt: iso(occurrence.startsAtMs),
    endsAt: iso(occurrence.endsAtMs),
    doorsAt: iso(doorsAtMs(occurrence)),
    timeZone: event.timeZone,
    recurrence: event.recurrence,
    firstStartsAt: (event.firstStartsAt ?? event.startsAt).toISOString(),
    tags: event.tags,
    seatsMax: event.seatsMax,
    ghostSeatsMax: event.ghostSeatsMax,
    roomsMax: event.roomsMax,
    avatarFloor: event.avatarFloor,
    goingCount: event.goingCount,
    interestedCount: event.interestedCount,
    likeCount,
    revision: event.revision,
    updatedAt: event.updatedAt.toISOString(),
  };
}

function toOwnEvent(found: ListedEvent, role: EventRole | null, likeCount: number, nowMs: number): OwnEvent {
  return { ...toEvent(found, likeCount, nowMs), role, rights: rightsOf(role) };
}

function idsOf(rows: readonly ListedEvent[]): readonly EventId[] {
  return rows.map(({ event }) => event.id);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
