// The organiser takes an event through its life: publishes it, calls it off, puts it away.

import { Problem } from "../../shared/http/problem.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { OwnEvent } from "../../shared/schema/event.ts";
import type { EventId, UserId, WorldId } from "../../shared/schema/ids.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { closeEventRooms } from "../rooms/close-rooms.ts";
import { hasTickets } from "../tickets/has-tickets.ts";
import { requireWorld } from "../worlds/require-world.ts";
import { lockManaged } from "./access.ts";
import { getOwnEvent } from "./get-event.ts";
import { indexEvent } from "./index-event.ts";
import { type EventAct, isHidden, phaseOf, stateAfter } from "./lifecycle.ts";
import { occurrenceOf } from "./schedule.ts";
import { type EventRecord, updateEventRow } from "./store.ts";

/**
 * Throws EVENT_NOT_FOUND or WORLD_NOT_FOUND (404), EVENT_NOT_YOURS (403), EVENT_PHASE_WRONG or EVENT_WORLD_PRIVATE (409), or
 * EVENT_OVER (422). Done twice it is done once.
 */
export async function moveEvent(
  deps: Pick<OriginDeps, "db" | "nowMs" | "enqueue">,
  eventId: EventId,
  userId: UserId,
  act: Exclude<EventAct, "edit">,
): Promise<OwnEvent> {
  const nowMs = deps.nowMs();
  return deps.db.transaction(async (tx) => {
    const event = await lockManaged(tx, eventId, userId);
    const state = stateAfter(phaseOf(event.state, occurrenceOf(event, nowMs), nowMs), act);
    if (state !== event.state) {
      const moved = { ...event, state, revision: event.revision + 1, updatedAt: new Date(nowMs) };
      if (act === "publish") {
        requireAhead(moved, nowMs);
        await requireOpenWorld(tx, event.worldId, userId);
      }
      await updateEventRow(tx, moved);
      await indexEvent(tx, moved);
      if (act === "cancel") {
        await closeEventRooms(tx, eventId, new Date(nowMs));
        if (await hasTickets(tx, eventId)) await deps.enqueue(tx, "money.return-event", { eventId });
      }
      if (!isHidden(event.state) || !isHidden(state))
        await recordChange(tx, [cacheTag.events, cacheTag.event(eventId)], new Date(nowMs));
    }
    return getOwnEvent({ ...deps, db: tx }, eventId, userId);
  });
}

/** Throws EVENT_OVER (422): nobody could come any more. */
export function requireAhead(event: EventRecord, nowMs: number): void {
  const { endsAtMs } = occurrenceOf(event, nowMs);
  if (endsAtMs > nowMs) return;
  throw new Problem({
    status: 422,
    code: "EVENT_OVER",
    title: "The event would be over",
    errors: [
      {
        name: "endsAt",
        message: "must be ahead",
        actual: new Date(endsAtMs).toISOString(),
        limit: new Date(nowMs).toISOString(),
      },
    ],
  });
}

/** Throws WORLD_NOT_FOUND (404), or EVENT_WORLD_PRIVATE (409): those who are invited could not enter. */
export async function requireOpenWorld(tx: DbOrTx, worldId: WorldId, userId: UserId): Promise<void> {
  const { world } = await requireWorld(tx, worldId, userId);
  if (world.visibility !== "private" && world.liveVersion !== null) return;
  throw new Problem({
    status: 409,
    code: "EVENT_WORLD_PRIVATE",
    title: "Nobody but those who work on it may enter the world this event is in",
    detail: "Publish the world and make it public or unlisted, or choose another.",
  });
}
