// The organiser changes an event, in all but who comes.

import { Problem } from "../../shared/http/problem.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { OwnEvent, UpdateEvent } from "../../shared/schema/event.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import { recordChange } from "../changes/record-change.ts";
import type { OriginDeps } from "../deps.ts";
import { keepEventRooms } from "../rooms/close-rooms.ts";
import { tellRoomsOfEvent } from "../rooms/mirrors.ts";
import { hasTickets } from "../tickets/has-tickets.ts";
import { requireWorld } from "../worlds/require-world.ts";
import { lockManaged } from "./access.ts";
import { timesOf, toSchedule } from "./create-event.ts";
import { getOwnEvent } from "./get-event.ts";
import { indexEvent } from "./index-event.ts";
import { isHidden, phaseOf, roomsLastUntilMs, stateAfter } from "./lifecycle.ts";
import { requireAhead, requireOpenWorld } from "./move-event.ts";
import { occurrenceOf, type Schedule, scheduleOf } from "./schedule.ts";
import { type EventRecord, updateEventRow } from "./store.ts";

/**
 * Throws EVENT_NOT_FOUND or WORLD_NOT_FOUND (404), EVENT_NOT_YOURS (403), EVENT_PHASE_WRONG, EVENT_RECURS or EVENT_WORLD_PRIVATE (409), or
 * EVENT_SCHEDULE_INVALID or EVENT_OVER (422).
 */
export async function updateEvent(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  eventId: EventId,
  userId: UserId,
  change: UpdateEvent,
): Promise<OwnEvent> {
  const nowMs = deps.nowMs();
  return deps.db.transaction(async (tx) => {
    const event = await lockManaged(tx, eventId, userId);
    stateAfter(phaseOf(event.state, occurrenceOf(event, nowMs), nowMs), "edit");
    if (change.worldId !== undefined) await requireWorld(tx, change.worldId, userId);
    const changed = changedEvent(event, change, nowMs);
    if (changed.recurrence !== null && (await hasTickets(tx, eventId))) throw hasTicketsOnce();
    if (!isHidden(changed.state)) {
      requireAhead(changed, nowMs);
      await requireOpenWorld(tx, changed.worldId, userId);
    }
    await updateEventRow(tx, changed);
    await indexEvent(tx, changed);
    if (isMoved(event, changed)) {
      const lastUntilMs = roomsLastUntilMs(changed.state, occurrenceOf(changed, nowMs), nowMs);
      await keepEventRooms(tx, eventId, new Date(lastUntilMs ?? nowMs));
    }
    if (change.avatarFloor !== undefined) await tellRoomsOfEvent(tx, eventId, new Date(nowMs));
    // What only those backstage see is in no cache.
    if (!isHidden(changed.state))
      await recordChange(tx, [cacheTag.events, cacheTag.event(eventId)], new Date(nowMs));
    return getOwnEvent({ ...deps, db: tx }, eventId, userId);
  });
}

function isMoved(before: EventRecord, { startsAt, endsAt }: EventRecord): boolean {
  return startsAt.getTime() !== before.startsAt.getTime() || endsAt.getTime() !== before.endsAt.getTime();
}

function changedEvent(event: EventRecord, change: UpdateEvent, nowMs: number): EventRecord {
  const { worldId, description, tags, seatsMax, ghostSeatsMax, roomsMax, avatarFloor } = change;
  const schedule = changedSchedule(event, change);
  return {
    ...event,
    worldId: worldId ?? event.worldId,
    name: change.name?.normalize("NFC") ?? event.name,
    description: description ?? event.description,
    tags: tags ?? event.tags,
    seatsMax: seatsMax === undefined ? event.seatsMax : seatsMax,
    ghostSeatsMax: ghostSeatsMax === undefined ? event.ghostSeatsMax : ghostSeatsMax,
    roomsMax: roomsMax === undefined ? event.roomsMax : roomsMax,
    avatarFloor: avatarFloor === undefined ? event.avatarFloor : avatarFloor,
    ...(schedule === null ? {} : timesOf(schedule, nowMs)),
    revision: event.revision + 1,
    updatedAt: new Date(nowMs),
  };
}

/** Null: the times stay as they are, whatever would be said of them today. */
function changedSchedule(event: EventRecord, change: UpdateEvent): Schedule | null {
  const { startsAt, endsAt, timeZone, recurrence } = change;
  if ((startsAt === undefined) !== (endsAt === undefined)) throw halfTimes();
  if ([startsAt, timeZone, recurrence].every((each) => each === undefined)) return null;
  const kept = scheduleOf(event);
  return toSchedule({
    startsAt: startsAt ?? new Date(kept.startsAtMs).toISOString(),
    endsAt: endsAt ?? new Date(kept.endsAtMs).toISOString(),
    timeZone: timeZone ?? kept.timeZone,
    recurrence: recurrence === undefined ? kept.recurrence : recurrence,
  });
}

function hasTicketsOnce(): Problem {
  return new Problem({
    status: 409,
    code: "EVENT_RECURS",
    title: "An event that recurs has no tickets",
    detail: "This one has some. Plan each night as an event of its own: a copy has the same tickets.",
  });
}

function halfTimes(): Problem {
  return new Problem({
    status: 422,
    code: "EVENT_SCHEDULE_INVALID",
    title: "The event cannot be on at these times",
    errors: [{ name: "startsAt", message: "comes together with endsAt" }],
  });
}
