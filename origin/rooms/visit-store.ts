// The SQL of visits under leases that are over.

import { and, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import type { ReportedChanges } from "../../shared/adapter/room-report-to-rows.ts";
import type { RoomId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { visits } from "../db/schema/rooms.ts";
import { users } from "../db/schema/users.ts";

/** Under which lease of which room. */
type Lease = { readonly roomId: RoomId; readonly epoch: number };

/** Those that are not known yet, under whatever lease: a visit moves along with its room. The caller holds the room's lock. */
export async function insertLateVisits(
  db: DbOrTx,
  roomId: RoomId,
  joined: ReportedChanges["joined"],
): Promise<void> {
  if (joined.length === 0) return;
  const sids = joined.map(({ sid }) => sid);
  const known = await db
    .select({ sid: visits.sid, joinedAt: visits.joinedAt })
    .from(visits)
    .where(and(eq(visits.roomId, roomId), inArray(visits.sid, sids)));
  const keyOf = ({ sid, joinedAt }: (typeof known)[number]): string => `${sid} ${joinedAt.getTime()}`;
  const knownKeys = new Set(known.map(keyOf));
  const fresh = joined.filter((visit) => !knownKeys.has(keyOf(visit)));
  if (fresh.length === 0) return;
  const userIds = fresh.flatMap(({ userId }) => (userId === null ? [] : [userId]));
  const there = await db.select({ id: users.id }).from(users).where(inArray(users.id, userIds));
  // Somebody may have erased their account since.
  const thereIds = new Set(there.map(({ id }) => id));
  await db.insert(visits).values(
    fresh.map(({ userId, ...visit }) => ({
      ...visit,
      userId: userId !== null && thereIds.has(userId) ? userId : null,
    })),
  );
}

/** They left at that moment, and not when it was noticed that the host was gone. */
export async function leaveEarlier(
  db: DbOrTx,
  { roomId, epoch }: Lease,
  left: ReportedChanges["left"],
): Promise<void> {
  for (const { sid, leftAt } of left)
    await db
      .update(visits)
      .set({ leftAt })
      .where(
        and(
          eq(visits.roomId, roomId),
          eq(visits.epoch, epoch),
          eq(visits.sid, sid),
          lte(visits.joinedAt, leftAt),
          or(isNull(visits.leftAt), gt(visits.leftAt, leftAt)),
        ),
      );
}

/** Those that are not known to have ended. */
export async function endVisits(db: DbOrTx, { roomId, epoch }: Lease, leftAt: Date): Promise<void> {
  await db
    .update(visits)
    .set({ leftAt })
    .where(and(eq(visits.roomId, roomId), eq(visits.epoch, epoch), isNull(visits.leftAt)));
}
