// All the SQL of events.

import { and, asc, gt, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client.ts";
import { events } from "../db/schema.ts";
import type { Cursor } from "../route-params.ts";

export type EventRecord = typeof events.$inferSelect;

/** Those not over at `now`, soonest first, from after the cursor. */
export async function listEvents(
  db: DbOrTx,
  now: Date,
  after: Cursor | null,
  limit: number,
): Promise<EventRecord[]> {
  return db
    .select()
    .from(events)
    .where(
      and(
        gt(events.endsAt, now),
        after === null
          ? undefined
          : sql`(${events.startsAt}, ${events.id}) > (${after.at.toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(asc(events.startsAt), asc(events.id))
    .limit(limit);
}

export async function insertEvents(db: DbOrTx, rows: (typeof events.$inferInsert)[]): Promise<void> {
  await db.insert(events).values(rows);
}
