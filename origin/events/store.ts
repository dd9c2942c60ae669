// All the SQL of events, of who is appointed to something at them, and of their calendars' secrets. Who comes: rsvp-store.ts.

import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { AppointedRole } from "../../shared/schema/event-role.ts";
import type { EventId, UserId, WorldId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { after, before } from "../db/keyset.ts";
import { calendarFeeds, eventMembers, events } from "../db/schema/events.ts";
import { users } from "../db/schema/users.ts";
import { worlds } from "../db/schema/worlds.ts";
import type { Cursor } from "../route-params.ts";

export type EventRecord = typeof events.$inferSelect;
type Person = { readonly id: UserId; readonly displayName: string };
export type ListedEvent = { readonly event: EventRecord; readonly organiser: Person | null };

const organiser = { id: users.id, displayName: users.displayName };
const listed = { event: events, organiser };

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
): Promise<ListedEvent[]> {
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
): Promise<ListedEvent[]> {
  return db
    .select(listed)
    .from(events)
    .leftJoin(users, eq(users.id, events.organiserId))
    .where(
      and(
        when,
        gt(events.endsAt, now),
        eq(events.state, "published"),
        // Of whom is about to be erased nothing is shown; the house has no row, and stays.
        isNull(users.eraseAt),
        tag === undefined ? undefined : sql`${events.tags} @> ARRAY[${tag}]`,
        worldId === undefined ? undefined : eq(events.worldId, worldId),
        cursor === null ? undefined : after([events.startsAt, events.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(asc(events.startsAt), asc(events.id))
    .limit(limit);
}

export async function findEvent(db: DbOrTx, eventId: EventId): Promise<ListedEvent | null> {
  const [row] = await db
    .select(listed)
    .from(events)
    .leftJoin(users, eq(users.id, events.organiserId))
    .where(eq(events.id, eventId));
  return row ?? null;
}

/** In no order. */
export async function listEventsById(db: DbOrTx, ids: readonly EventId[]): Promise<ListedEvent[]> {
  if (ids.length === 0) return [];
  return db
    .select(listed)
    .from(events)
    .leftJoin(users, eq(users.id, events.organiserId))
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

/** What a user organises or is appointed at, in whatever state, newest first, from after the cursor. */
export async function listEventsOf(
  db: DbOrTx,
  userId: UserId,
  cursor: Cursor | null,
  limit: number,
): Promise<(ListedEvent & { readonly appointed: AppointedRole | null })[]> {
  const appointment = and(eq(eventMembers.eventId, events.id), eq(eventMembers.userId, userId));
  return db
    .select({ ...listed, appointed: eventMembers.role })
    .from(events)
    .leftJoin(users, eq(users.id, events.organiserId))
    .leftJoin(eventMembers, appointment)
    .where(
      and(
        or(
          eq(events.organiserId, userId),
          inArray(
            events.id,
            db.select({ id: eventMembers.eventId }).from(eventMembers).where(eq(eventMembers.userId, userId)),
          ),
        ),
        // Whoever is not backstage knows nothing of what is hidden.
        or(
          eq(events.organiserId, userId),
          eq(eventMembers.role, "staff"),
          inArray(events.state, ["published", "cancelled"]),
        ),
        cursor === null ? undefined : before([events.createdAt, events.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(events.createdAt), desc(events.id))
    .limit(limit);
}

/** What goes with an account that is erased: what it organises, and what is in its worlds. */
export async function listEventsGoneWith(tx: DbOrTx, userId: UserId): Promise<EventRecord[]> {
  const owned = tx.select({ id: worlds.id }).from(worlds).where(eq(worlds.ownerId, userId));
  return tx
    .select()
    .from(events)
    .where(or(eq(events.organiserId, userId), inArray(events.worldId, owned)));
}

/** What everybody may see of one organiser's, and is not over since `endedAfter`, soonest first. */
export async function listPublicEventsOf(
  db: DbOrTx,
  organiserId: UserId,
  endedAfter: Date,
  limit: number,
): Promise<ListedEvent[]> {
  return db
    .select(listed)
    .from(events)
    .leftJoin(users, eq(users.id, events.organiserId))
    .where(
      and(
        eq(events.organiserId, organiserId),
        inArray(events.state, ["published", "cancelled"]),
        gt(events.endsAt, endedAfter),
      ),
    )
    .orderBy(asc(events.startsAt), asc(events.id))
    .limit(limit);
}

/** Those that recur and whose time is over while there may be another; whoever holds one already is left out. */
export async function lockOverdue(db: DbOrTx, now: Date, limit: number): Promise<EventRecord[]> {
  return db
    .select()
    .from(events)
    .where(
      and(
        isNotNull(events.recurrence),
        eq(events.state, "published"),
        lte(events.endsAt, now),
        or(isNull(events.seriesEndsAt), gt(events.seriesEndsAt, events.endsAt)),
      ),
    )
    .orderBy(asc(events.endsAt))
    .limit(limit)
    .for("update", { skipLocked: true });
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

/** The event, locked until the transaction ends; what only refers to it need not wait. */
export async function lockEvent(db: DbOrTx, eventId: EventId): Promise<EventRecord | null> {
  const [row] = await db.select().from(events).where(eq(events.id, eventId)).for("no key update");
  return row ?? null;
}

/** The event, which whoever locks it waits for until the transaction ends; many may keep it at once. */
export async function keepEvent(tx: DbOrTx, eventId: EventId): Promise<EventRecord | null> {
  const [row] = await tx.select().from(events).where(eq(events.id, eventId)).for("share");
  return row ?? null;
}

export async function updateEventRow(db: DbOrTx, { id, ...event }: EventRecord): Promise<void> {
  await db.update(events).set(event).where(eq(events.id, id));
}

export async function findByIdempotencyKey(
  db: DbOrTx,
  organiserId: UserId,
  idempotencyKey: string,
): Promise<EventRecord | null> {
  const [row] = await db
    .select()
    .from(events)
    .where(and(eq(events.organiserId, organiserId), eq(events.idempotencyKey, idempotencyKey)));
  return row ?? null;
}

/** How many a user organises: those neither over at `now` nor called off, and those made since `madeAfter`. */
export async function countEventsOf(
  db: DbOrTx,
  organiserId: UserId,
  { now, madeAfter }: { readonly now: Date; readonly madeAfter: Date },
): Promise<{ aheadCount: number; newCount: number }> {
  const at = now.toISOString();
  const isAhead = sql`${events.state} = 'draft' OR (${events.state} = 'published' AND (${events.endsAt} > ${at}::timestamptz
    OR (${events.recurrence} IS NOT NULL AND coalesce(${events.seriesEndsAt} > ${at}::timestamptz, true))))`;
  const [row] = await db
    .select({
      aheadCount: sql<number>`count(*) FILTER (WHERE ${isAhead})::int`,
      newCount: sql<number>`count(*) FILTER (WHERE ${events.createdAt} > ${madeAfter.toISOString()}::timestamptz)::int`,
    })
    .from(events)
    .where(eq(events.organiserId, organiserId));
  return row ?? { aheadCount: 0, newCount: 0 };
}

export async function findAppointment(
  db: DbOrTx,
  eventId: EventId,
  userId: UserId,
): Promise<AppointedRole | null> {
  const [row] = await db
    .select({ role: eventMembers.role })
    .from(eventMembers)
    .where(and(eq(eventMembers.eventId, eventId), eq(eventMembers.userId, userId)));
  return row?.role ?? null;
}

/** By name. */
export async function listAppointed(
  db: DbOrTx,
  eventId: EventId,
  limit: number,
): Promise<{ user: Person; role: AppointedRole }[]> {
  return db
    .select({ user: organiser, role: eventMembers.role })
    .from(eventMembers)
    .innerJoin(users, eq(users.id, eventMembers.userId))
    .where(eq(eventMembers.eventId, eventId))
    .orderBy(asc(users.displayName), asc(users.id))
    .limit(limit);
}

/** Of others than `userId`. */
export async function countOtherAppointed(db: DbOrTx, eventId: EventId, userId: UserId): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(eventMembers)
    .where(and(eq(eventMembers.eventId, eventId), ne(eventMembers.userId, userId)));
  return row?.count ?? 0;
}

export async function upsertAppointment(
  db: DbOrTx,
  appointment: typeof eventMembers.$inferSelect,
): Promise<void> {
  await db
    .insert(eventMembers)
    .values(appointment)
    .onConflictDoUpdate({
      target: [eventMembers.eventId, eventMembers.userId],
      set: { role: appointment.role },
    });
}

export async function deleteAppointment(db: DbOrTx, eventId: EventId, userId: UserId): Promise<void> {
  await db
    .delete(eventMembers)
    .where(and(eq(eventMembers.eventId, eventId), eq(eventMembers.userId, userId)));
}

/** Those of `userId` at whatever `organiserId` organises. */
export async function deleteAppointmentsBy(db: DbOrTx, organiserId: UserId, userId: UserId): Promise<void> {
  const organised = db.select({ id: events.id }).from(events).where(eq(events.organiserId, organiserId));
  await db
    .delete(eventMembers)
    .where(and(eq(eventMembers.userId, userId), inArray(eventMembers.eventId, organised)));
}

type Feed = typeof calendarFeeds.$inferSelect;

export async function findFeedOf(db: DbOrTx, userId: UserId): Promise<Feed | null> {
  const [row] = await db.select().from(calendarFeeds).where(eq(calendarFeeds.userId, userId));
  return row ?? null;
}

export async function findFeed(db: DbOrTx, tokenHash: string): Promise<Feed | null> {
  const [row] = await db.select().from(calendarFeeds).where(eq(calendarFeeds.tokenHash, tokenHash));
  return row ?? null;
}

/** The one before is good for nothing from then on. */
export async function upsertFeed(db: DbOrTx, feed: Feed): Promise<void> {
  await db
    .insert(calendarFeeds)
    .values(feed)
    .onConflictDoUpdate({
      target: calendarFeeds.userId,
      set: { tokenHash: feed.tokenHash, createdAt: feed.createdAt },
    });
}

export async function deleteFeed(db: DbOrTx, userId: UserId): Promise<void> {
  await db.delete(calendarFeeds).where(eq(calendarFeeds.userId, userId));
}
