// All the SQL of who said that they come.

import { and, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { OwnRsvp } from "../../shared/schema/event.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { eventRsvps, events } from "../db/schema/events.ts";
import { users } from "../db/schema/users.ts";
import type { Cursor } from "../route-params.ts";
import type { ListedEvent } from "./store.ts";

type RsvpRecord = typeof eventRsvps.$inferSelect;
export type AnsweredEvent = ListedEvent & Pick<RsvpRecord, "answer" | "answeredAt">;

export async function findRsvp(db: DbOrTx, eventId: EventId, userId: UserId): Promise<RsvpRecord | null> {
  const [row] = await db
    .select()
    .from(eventRsvps)
    .where(and(eq(eventRsvps.eventId, eventId), eq(eventRsvps.userId, userId)));
  return row ?? null;
}

export async function upsertRsvp(db: DbOrTx, rsvp: RsvpRecord): Promise<void> {
  await db
    .insert(eventRsvps)
    .values(rsvp)
    .onConflictDoUpdate({
      target: [eventRsvps.eventId, eventRsvps.userId],
      set: { answer: rsvp.answer, answeredAt: rsvp.answeredAt },
    });
}

export async function deleteRsvp(db: DbOrTx, eventId: EventId, userId: UserId): Promise<void> {
  await db.delete(eventRsvps).where(and(eq(eventRsvps.eventId, eventId), eq(eventRsvps.userId, userId)));
}

/** Counts beside the event. The caller holds its lock. Returns them as they are now. */
export async function addAnswers(
  db: DbOrTx,
  eventId: EventId,
  by: Readonly<Record<OwnRsvp["answer"], number>>,
): Promise<{ goingCount: number; interestedCount: number } | null> {
  const [row] = await db
    .update(events)
    .set({
      goingCount: sql`${events.goingCount} + ${by.going}`,
      interestedCount: sql`${events.interestedCount} + ${by.interested}`,
    })
    .where(eq(events.id, eventId))
    .returning({ goingCount: events.goingCount, interestedCount: events.interestedCount });
  return row ?? null;
}

/** Takes a user's answers out of the counts beside events; the rows themselves are the caller's to delete. */
export async function forgetRsvps(db: DbOrTx, userId: UserId): Promise<void> {
  const said = (answer: OwnRsvp["answer"]) => sql`(${eventRsvps.answer} = ${answer})::int`;
  await db
    .update(events)
    .set({
      goingCount: sql`${events.goingCount} - ${said("going")}`,
      interestedCount: sql`${events.interestedCount} - ${said("interested")}`,
    })
    .from(eventRsvps)
    .where(and(eq(eventRsvps.eventId, events.id), eq(eventRsvps.userId, userId)));
}

/** A user's answers to what everybody may see, the last first, from after the cursor. */
export async function listRsvps(
  db: DbOrTx,
  userId: UserId,
  cursor: Cursor | null,
  limit: number,
): Promise<AnsweredEvent[]> {
  return db
    .select({
      event: events,
      organiser: { id: users.id, displayName: users.displayName },
      answer: eventRsvps.answer,
      answeredAt: eventRsvps.answeredAt,
    })
    .from(eventRsvps)
    .innerJoin(events, eq(events.id, eventRsvps.eventId))
    .leftJoin(users, eq(users.id, events.organiserId))
    .where(
      and(
        eq(eventRsvps.userId, userId),
        inArray(events.state, ["published", "cancelled"]),
        cursor === null
          ? undefined
          : before([eventRsvps.answeredAt, eventRsvps.eventId], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(eventRsvps.answeredAt), desc(eventRsvps.eventId))
    .limit(limit);
}

/** Those of them that are not over since `endedAfter`. */
export async function listRsvpsSince(
  db: DbOrTx,
  userId: UserId,
  endedAfter: Date,
  limit: number,
): Promise<AnsweredEvent[]> {
  return db
    .select({
      event: events,
      organiser: { id: users.id, displayName: users.displayName },
      answer: eventRsvps.answer,
      answeredAt: eventRsvps.answeredAt,
    })
    .from(eventRsvps)
    .innerJoin(events, eq(events.id, eventRsvps.eventId))
    .leftJoin(users, eq(users.id, events.organiserId))
    .where(
      and(
        eq(eventRsvps.userId, userId),
        inArray(events.state, ["published", "cancelled"]),
        gt(events.endsAt, endedAfter),
      ),
    )
    .orderBy(desc(eventRsvps.answeredAt), desc(eventRsvps.eventId))
    .limit(limit);
}
