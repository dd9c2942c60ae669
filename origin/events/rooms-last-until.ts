// How long the rooms of an event may stay open, by what the event is now, and why they close.

import type { EventId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { roomsLastUntilMs } from "./lifecycle.ts";
import { occurrenceOf } from "./schedule.ts";
import { findEvent } from "./store.ts";

/** Null: not any more. */
export async function roomsOfEventLastUntil(
  db: DbOrTx,
  eventId: EventId,
  nowMs: number,
): Promise<Date | null> {
  const event = (await findEvent(db, eventId))?.event;
  if (event === undefined) return null;
  const untilMs = roomsLastUntilMs(event.state, occurrenceOf(event, nowMs), nowMs);
  return untilMs === null ? null : new Date(untilMs);
}

/** What people in a room of it that closes are told. */
export async function whyEventRoomsClose(db: DbOrTx, eventId: EventId): Promise<string> {
  const event = (await findEvent(db, eventId))?.event;
  return event?.state === "cancelled" ? "The event was called off." : "The event is not on any more.";
}
