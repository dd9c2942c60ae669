// A user plans an event, which nobody else sees until it is published: times that can be, a world one may enter, a quota, and
// once only when the request is repeated with its Idempotency-Key.

import { Problem } from "../../shared/http/problem.ts";
import type { CreateEvent, OwnEvent } from "../../shared/schema/event.ts";
import { newId, type UserId } from "../../shared/schema/ids.ts";
import { sha256Hex } from "../../shared/sha256.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { getUser } from "../users/get-user.ts";
import { requireWorld } from "../worlds/require-world.ts";
import { getOwnEvent } from "./get-event.ts";
import { indexEvent } from "./index-event.ts";
import { checkSchedule, occurrenceAt, type Schedule, seriesEndMs } from "./schedule.ts";
import { countEventsOf, findByIdempotencyKey, insertEvents } from "./store.ts";

/** Of one organiser: drafts, and what is still to come. */
export const EVENTS_AHEAD_MAX = 50;
/** Made by one organiser within a day, whatever became of them. */
export const EVENTS_PER_DAY_MAX = 100;
const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;

type Creation = {
  readonly organiserId: UserId;
  readonly body: CreateEvent;
  readonly idempotencyKey: string | undefined;
};

/**
 * Throws EVENT_SCHEDULE_INVALID (422), WORLD_NOT_FOUND (404), EVENT_QUOTA_REACHED (409), IDEMPOTENCY_KEY_REUSED (422: the same
 * key with another body) or USER_NOT_FOUND (404).
 */
export async function createEvent(
  deps: { readonly db: DbOrTx } & Pick<OriginDeps, "nowMs">,
  { organiserId, body, idempotencyKey }: Creation,
): Promise<OwnEvent> {
  const now = new Date(deps.nowMs());
  const times = timesOf(toSchedule(body), deps.nowMs());
  // The body went through its schema, which fixes the order of its fields, so its JSON is its identity.
  const requestHash = await sha256Hex(JSON.stringify(body));
  return deps.db.transaction(async (tx) => {
    // Counting and inserting must not interleave with another request of the same user.
    await lockInTransaction(tx, "eventOrganiser", organiserId);
    const made =
      idempotencyKey === undefined ? null : await findByIdempotencyKey(tx, organiserId, idempotencyKey);
    if (made !== null) {
      if (made.requestHash !== requestHash) throw keyReused();
      return getOwnEvent({ ...deps, db: tx }, made.id, organiserId);
    }
    await getUser({ db: tx }, organiserId);
    await requireWorld(tx, body.worldId, organiserId);
    await requireQuota(tx, organiserId, now);
    const id = newId("event");
    const { worldId, description, tags, seatsMax, ghostSeatsMax, roomsMax, avatarFloor } = body;
    const inserted = await insertEvents(tx, [
      {
        id,
        worldId,
        organiserId,
        name: body.name.normalize("NFC"),
        description,
        state: "draft",
        ...times,
        tags,
        seatsMax,
        ghostSeatsMax,
        roomsMax,
        avatarFloor,
        createdAt: now,
        updatedAt: now,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey, requestHash }),
      },
    ]);
    for (const event of inserted) await indexEvent(tx, event);
    return getOwnEvent({ ...deps, db: tx }, id, organiserId);
  });
}

/** The first time and the rule as a caller says them; to the minute, which is what clocks and calendars show. */
export function toSchedule({
  startsAt,
  endsAt,
  timeZone,
  recurrence,
}: Pick<CreateEvent, "startsAt" | "endsAt" | "timeZone" | "recurrence">): Schedule {
  const minuteOf = (text: string) => Math.floor(Date.parse(text) / MINUTE_MS) * MINUTE_MS;
  return { startsAtMs: minuteOf(startsAt), endsAtMs: minuteOf(endsAt), timeZone, recurrence };
}

/** How these times are kept. Throws EVENT_SCHEDULE_INVALID (422). */
export function timesOf(schedule: Schedule, nowMs: number) {
  const { timeZone, recurrence, startsAtMs } = checkSchedule(schedule, nowMs);
  const occurrence = occurrenceAt(schedule, nowMs);
  const endMs = seriesEndMs(schedule);
  return {
    startsAt: new Date(occurrence.startsAtMs),
    endsAt: new Date(occurrence.endsAtMs),
    timeZone,
    recurrence,
    firstStartsAt: recurrence === null ? null : new Date(startsAtMs),
    seriesEndsAt: recurrence === null || endMs === null ? null : new Date(endMs),
  };
}

async function requireQuota(tx: DbOrTx, organiserId: UserId, now: Date): Promise<void> {
  const madeAfter = new Date(now.getTime() - DAY_MS);
  const { aheadCount, newCount } = await countEventsOf(tx, organiserId, { now, madeAfter });
  if (aheadCount < EVENTS_AHEAD_MAX && newCount < EVENTS_PER_DAY_MAX) return;
  throw new Problem({
    status: 409,
    code: "EVENT_QUOTA_REACHED",
    title: "You have as many events ahead as one user may",
    detail: `At most ${EVENTS_AHEAD_MAX} drafts and events to come, and ${EVENTS_PER_DAY_MAX} made within a day.`,
  });
}

function keyReused(): Problem {
  return new Problem({
    status: 422,
    code: "IDEMPOTENCY_KEY_REUSED",
    title: "This Idempotency-Key was used for another event",
  });
}
