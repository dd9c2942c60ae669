// Whether an event lets somebody in now, and as whom: its staff and performers before everybody else.

import { Problem } from "../../shared/http/problem.ts";
import { type EventRole, standingOf } from "../../shared/schema/event-role.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { requireSeen, roleAt } from "./access.ts";
import { requireEvent } from "./get-event.ts";
import { doorsAtMs } from "./lifecycle.ts";
import { occurrenceOf } from "./schedule.ts";
import type { EventRecord } from "./store.ts";

/** Throws EVENT_NOT_FOUND (404) or EVENT_NOT_OPEN (409). */
export async function admitToEvent(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  eventId: EventId,
  userId: UserId,
): Promise<{ event: EventRecord; role: EventRole | null }> {
  const nowMs = deps.nowMs();
  const event = await requireEvent(deps, eventId);
  const role = await roleAt(deps.db, event, userId);
  requireSeen(event, role);
  if (event.state !== "published") throw notOpen(`It is ${event.state}.`);
  const occurrence = occurrenceOf(event, nowMs);
  const opensAtMs = doorsAtMs(occurrence, standingOf(role).earlyEntryMinutes);
  const { endsAtMs } = occurrence;
  if (nowMs < opensAtMs || nowMs >= endsAtMs)
    throw notOpen(
      `Its doors are open from ${new Date(opensAtMs).toISOString()} to ${new Date(endsAtMs).toISOString()}.`,
    );
  return { event, role };
}

function notOpen(detail: string): Problem {
  return new Problem({
    status: 409,
    code: "EVENT_NOT_OPEN",
    title: "This event lets nobody in now",
    detail,
  });
}
