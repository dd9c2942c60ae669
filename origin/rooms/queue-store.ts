// All the SQL of the queue for places.

import { and, eq, lt, sql } from "drizzle-orm";
import type { QueueId, UserId } from "../../shared/schema/ids.ts";
import type { EntryTargetKind } from "../../shared/schema/internal/entry.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { entryQueue } from "../db/schema/rooms.ts";

export type QueueRecord = typeof entryQueue.$inferSelect;
export type QueueTarget = { readonly kind: EntryTargetKind; readonly targetId: string };

const ofTarget = ({ kind, targetId }: QueueTarget) =>
  and(eq(entryQueue.kind, kind), eq(entryQueue.targetId, targetId));

/** The user's place, wherever it is. */
export async function findPlaceOf(db: DbOrTx, userId: UserId): Promise<QueueRecord | null> {
  const [row] = await db.select().from(entryQueue).where(eq(entryQueue.userId, userId));
  return row ?? null;
}

export async function findPlace(db: DbOrTx, id: QueueId): Promise<QueueRecord | null> {
  const [row] = await db.select().from(entryQueue).where(eq(entryQueue.id, id));
  return row ?? null;
}

export async function insertPlace(db: DbOrTx, place: QueueRecord): Promise<void> {
  await db.insert(entryQueue).values(place);
}

export async function touchPlace(
  db: DbOrTx,
  id: QueueId,
  { seats, now }: { readonly seats: number; readonly now: Date },
): Promise<void> {
  await db.update(entryQueue).set({ lastSeenAt: now, seats }).where(eq(entryQueue.id, id));
}

export async function deletePlaceOf(db: DbOrTx, userId: UserId): Promise<void> {
  await db.delete(entryQueue).where(eq(entryQueue.userId, userId));
}

export async function deleteSilentPlaces(db: DbOrTx, cutoff: Date): Promise<void> {
  await db.delete(entryQueue).where(lt(entryQueue.lastSeenAt, cutoff));
}

/** How many people wait for the same before `place`; with null, how many wait at all. */
export async function countAhead(
  db: DbOrTx,
  target: QueueTarget,
  place: QueueRecord | null,
): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`coalesce(sum(${entryQueue.seats}), 0)::int` })
    .from(entryQueue)
    .where(
      and(
        ofTarget(target),
        place === null
          ? undefined
          : before([entryQueue.enteredAt, entryQueue.id], [place.enteredAt, place.id]),
      ),
    );
  return row?.count ?? 0;
}
