// All the SQL of events.

import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { EventId, WorldId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { after } from "../db/keyset.ts";
import { events } from "../db/schema.ts";
import type { Cursor } from "../route-params.ts";

export type EventRecord = typeof events.$inferSelect;

type EventFilter = {
  readonly now: Date;
  readonly tag?: string | undefined;
  readonly worldId?: WorldId | undefined;
};

/**
 * Those not over at `now`, soonest first, from after the cursor: what is on, then what is to come. Asked for together, they
 * would be looked for from the first event there ever was.
 */
export async function listEvents(
  db: DbOrTx,
  filter: EventFilter,
  cursor: Cursor | null,
  limit: number,
): Promise<EventRecord[]> {
  const isLater = cursor !== null && cursor.at > filter.now;
  const on = isLater ? [] : await listEventsWhen(db, isOn(filter.now), filter, cursor, limit);
  if (on.length === limit) return on;
  const isToCome = gt(events.startsAt, filter.now);
  return [...on, ...(await listEventsWhen(db, isToCome, filter, cursor, limit - on.length))];
}

/** Begun and not over: found by the index of the very same range. */
function isOn(now: Date): SQL {
  return sql`tstzrange(${events.startsAt}, greatest(${events.startsAt}, ${events.endsAt})) @> ${now.toISOString()}::timestamptz`;
}

async function listEventsWhen(
  db: DbOrTx,
  when: SQL,
  { now, tag, worldId }: EventFilter,
  cursor: Cursor | null,
  limit: number,
): Promise<EventRecord[]> {
  return db
    .select()
    .from(events)
    .where(
      and(
        when,
        gt(events.endsAt, now),
        tag === undefined ? undefined : sql`${events.tags} @> ARRAY[${tag}]`,
        worldId === undefined ? undefined : eq(events.worldId, worldId),
        cursor === null ? undefined : after([events.startsAt, events.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(asc(events.startsAt), asc(events.id))
    .limit(limit);
}

export async function findEvent(db: DbOrTx, eventId: EventId): Promise<EventRecord | null> {
  const [row] = await db.select().from(events).where(eq(events.id, eventId));
  return row ?? null;
}

/** In no order. */
export async function listEventsById(db: DbOrTx, ids: readonly EventId[]): Promise<EventRecord[]> {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(events)
        .where(inArray(events.id, [...ids]));
}

/** Those after `afterId` by id, for what goes through all of them. */
export async function listAllEvents(db: DbOrTx, afterId: string, limit: number): Promise<EventRecord[]> {
  return db
    .select()
    .from(events)
    .where(gt(events.id, afterId as EventId))
    .orderBy(asc(events.id))
    .limit(limit);
}

export async function insertEvents(
  db: DbOrTx,
  rows: readonly (typeof events.$inferInsert)[],
): Promise<EventRecord[]> {
  return db
    .insert(events)
    .values([...rows])
    .returning();
}
