// Events that recur: when one time is over, the next one is written, so that lists and searches find it where it is.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import { recordChange } from "../changes/record-change.ts";
import type { OriginDeps } from "../deps.ts";
import { indexEvent } from "./index-event.ts";
import { occurrenceOf } from "./schedule.ts";
import { lockOverdue, updateEventRow } from "./store.ts";

/** In one transaction; what is more waits for the next. */
const BATCH_MAX = 100;

/** How many were moved on: fewer than there are where another origin is at it, too. */
export async function advanceEvents(deps: Pick<OriginDeps, "db" | "nowMs">): Promise<number> {
  const now = new Date(deps.nowMs());
  return deps.db.transaction(async (tx) => {
    const overdue = await lockOverdue(tx, now, BATCH_MAX);
    for (const event of overdue) {
      const { startsAtMs, endsAtMs } = occurrenceOf(event, now.getTime());
      const moved = { ...event, startsAt: new Date(startsAtMs), endsAt: new Date(endsAtMs) };
      await updateEventRow(tx, moved);
      await indexEvent(tx, moved);
    }
    if (overdue.length > 0)
      await recordChange(tx, [cacheTag.events, ...overdue.map(({ id }) => cacheTag.event(id))], now);
    return overdue.length;
  });
}
