// Another night of an event: planned as the first was, with tickets of its own. Each night that has tickets is an event by itself, so
// that seats, money, a refund and calling off are of one night and not of all.

import type { CreateEvent, OwnEvent } from "../../shared/schema/event.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { copyTicketTypes } from "../tickets/copy-types.ts";
import { lockManaged } from "./access.ts";
import { createEvent } from "./create-event.ts";
import type { EventRecord } from "./store.ts";

type Copying = {
  readonly userId: UserId;
  readonly startsAt: string;
  readonly idempotencyKey: string | undefined;
};

/** A draft that does not recur. Throws EVENT_NOT_FOUND (404), EVENT_NOT_YOURS (403), and what createEvent throws. */
export function copyEvent(
  { db, nowMs }: Pick<OriginDeps, "db" | "nowMs">,
  eventId: EventId,
  { userId, startsAt, idempotencyKey }: Copying,
): Promise<OwnEvent> {
  return db.transaction(async (tx) => {
    const event = await lockManaged(tx, eventId, userId);
    const body = planAt(event, Date.parse(startsAt));
    const copy = await createEvent({ db: tx, nowMs }, { organiserId: userId, body, idempotencyKey });
    const laterMs = Date.parse(copy.startsAt) - event.startsAt.getTime();
    await copyTicketTypes(tx, { fromId: eventId, toId: copy.id, laterMs }, new Date(nowMs()));
    return copy;
  });
}

/** As long as the night it is a copy of. */
function planAt(event: EventRecord, startsAtMs: number): CreateEvent {
  const { worldId, name, description, timeZone, tags, seatsMax, ghostSeatsMax, roomsMax, avatarFloor } =
    event;
  const durationMs = event.endsAt.getTime() - event.startsAt.getTime();
  return {
    worldId,
    name,
    description,
    startsAt: new Date(startsAtMs).toISOString(),
    endsAt: new Date(startsAtMs + durationMs).toISOString(),
    timeZone,
    recurrence: null,
    tags: [...tags],
    seatsMax,
    ghostSeatsMax,
    roomsMax,
    avatarFloor,
  };
}
