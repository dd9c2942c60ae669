// Who somebody is to an event, and whether they may know of it at all.

import { Problem } from "../../shared/http/problem.ts";
import { type EventRole, standingOf } from "../../shared/schema/event-role.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { notFound } from "../route-params.ts";
import { isHidden } from "./lifecycle.ts";
import { type EventRecord, findAppointment, keepEvent, lockEvent } from "./store.ts";

/** Null: nobody in particular. */
export async function roleAt(
  db: DbOrTx,
  event: Pick<EventRecord, "id" | "organiserId">,
  userId: UserId,
): Promise<EventRole | null> {
  return event.organiserId === userId ? "organiser" : findAppointment(db, event.id, userId);
}

/** Throws EVENT_NOT_FOUND (404) for what only those backstage may know of: that it exists is theirs, too. */
export function requireSeen({ state }: Pick<EventRecord, "state">, role: EventRole | null): void {
  if (isHidden(state) && !standingOf(role).backstage) throw notFound("event");
}

/** The event, locked, for whoever manages it. Throws EVENT_NOT_FOUND (404) or EVENT_NOT_YOURS (403). */
export async function lockManaged(tx: DbOrTx, eventId: EventId, userId: UserId): Promise<EventRecord> {
  const event = await lockEvent(tx, eventId);
  if (event === null) throw notFound("event");
  const role = await roleAt(tx, event, userId);
  requireSeen(event, role);
  if (!standingOf(role).manage) throw notYours();
  return event;
}

/** An event everybody may see, which nobody changes until the transaction ends. Throws EVENT_NOT_FOUND (404). */
export async function requireKeptEvent(tx: DbOrTx, eventId: EventId): Promise<EventRecord> {
  const event = await keepEvent(tx, eventId);
  if (event === null) throw notFound("event");
  requireSeen(event, null);
  return event;
}

export function notYours(): Problem {
  return new Problem({
    status: 403,
    code: "EVENT_NOT_YOURS",
    title: "This is for others at the event to do",
  });
}
