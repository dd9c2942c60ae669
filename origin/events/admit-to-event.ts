// Whether an event lets somebody in now, and as whom: its staff and performers before everybody else.

import { Problem } from "../../shared/http/problem.ts";
import { type EventRole, standingOf } from "../../shared/schema/event-role.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { requireTicket } from "../tickets/has-tickets.ts";
import { requireSeen, roleAt } from "./access.ts";
import { requireEvent } from "./get-event.ts";
import { doorsAtMs, roomsLastUntilMs } from "./lifecycle.ts";
import { occurrenceOf } from "./schedule.ts";
import type { EventRecord } from "./store.ts";

export type Admitted = {
  readonly event: EventRecord;
  readonly role: EventRole | null;
  /** When the rooms of this time it is on close. */
  readonly roomsCloseAt: Date | null;
};

/** Throws EVENT_NOT_FOUND (404), TICKET_REQUIRED (403), EVENT_NOT_OPEN (409), EVENT_CANCELLED or EVENT_ENDED (410). */
export async function admitToEvent(
  deps: { readonly db: DbOrTx } & Pick<OriginDeps, "nowMs">,
  eventId: EventId,
  userId: UserId,
): Promise<Admitted> {
  const nowMs = deps.nowMs();
  const event = await requireEvent(deps, eventId);
  const role = await roleAt(deps.db, event, userId);
  requireSeen(event, role);
  if (event.state === "cancelled") throw gone("EVENT_CANCELLED", "This event was called off");
  if (event.state !== "published") throw notOpen(`It is ${event.state}.`);
  const occurrence = occurrenceOf(event, nowMs);
  const opensAtMs = doorsAtMs(occurrence, standingOf(role).earlyEntryMinutes);
  const { endsAtMs } = occurrence;
  if (nowMs >= endsAtMs) throw gone("EVENT_ENDED", "This event is over");
  if (nowMs < opensAtMs)
    throw notOpen(
      `Its doors are open from ${new Date(opensAtMs).toISOString()} to ${new Date(endsAtMs).toISOString()}.`,
    );
  // Whoever is appointed to something is expected there.
  if (role === null) await requireTicket(deps.db, eventId, userId);
  const lastUntilMs = roomsLastUntilMs(event.state, occurrence, nowMs);
  return { event, role, roomsCloseAt: lastUntilMs === null ? null : new Date(lastUntilMs) };
}

function gone(code: "EVENT_CANCELLED" | "EVENT_ENDED", title: string): Problem {
  return new Problem({ status: 410, code, title });
}

function notOpen(detail: string): Problem {
  return new Problem({
    status: 409,
    code: "EVENT_NOT_OPEN",
    title: "This event lets nobody in now",
    detail,
  });
}
