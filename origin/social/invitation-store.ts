// All the SQL of invitations.

import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { InvitationId, RoomId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { rooms, visits } from "../db/schema/rooms.ts";
import { invitations } from "../db/schema/social.ts";
import { worlds } from "../db/schema/worlds.ts";

export type InvitationRecord = typeof invitations.$inferSelect;

export async function insertInvitation(db: DbOrTx, invitation: InvitationRecord): Promise<void> {
  await db.insert(invitations).values(invitation);
}

/** How many the user has sent since then. */
export async function countSentSince(db: DbOrTx, fromId: UserId, since: Date): Promise<number> {
  return db.$count(invitations, and(eq(invitations.fromId, fromId), gt(invitations.createdAt, since)));
}

/** One to the same place that is still good. */
export async function findSame(
  db: DbOrTx,
  { fromId, toId, worldId, roomId }: Pick<InvitationRecord, "fromId" | "toId" | "worldId" | "roomId">,
  now: Date,
): Promise<InvitationRecord | null> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.toId, toId),
        eq(invitations.fromId, fromId),
        eq(invitations.worldId, worldId),
        roomId === null ? isNull(invitations.roomId) : eq(invitations.roomId, roomId),
        gt(invitations.expiresAt, now),
      ),
    );
  return row ?? null;
}

/** With the room it is to, where that is one, and the world. */
export async function findInvitation(db: DbOrTx, id: InvitationId) {
  const [row] = await db
    .select({ invitation: invitations, room: rooms, world: worlds })
    .from(invitations)
    .innerJoin(worlds, eq(worlds.id, invitations.worldId))
    .leftJoin(rooms, eq(rooms.id, invitations.roomId))
    .where(eq(invitations.id, id));
  return row ?? null;
}

/** The world of an open room that the user is in now; null when it is none. */
export async function findWorldOfRoomWith(db: DbOrTx, roomId: RoomId, userId: UserId) {
  const [row] = await db
    .select({ world: worlds })
    .from(rooms)
    .innerJoin(worlds, eq(worlds.id, rooms.worldId))
    .innerJoin(visits, and(eq(visits.roomId, rooms.id), eq(visits.epoch, rooms.epoch)))
    .where(
      and(eq(rooms.id, roomId), isNull(rooms.closedAt), eq(visits.userId, userId), isNull(visits.leftAt)),
    )
    .limit(1);
  return row?.world ?? null;
}

export async function deleteInvitationsBetween(db: DbOrTx, a: UserId, b: UserId): Promise<void> {
  await db
    .delete(invitations)
    .where(
      or(
        and(eq(invitations.fromId, a), eq(invitations.toId, b)),
        and(eq(invitations.fromId, b), eq(invitations.toId, a)),
      ),
    );
}

/** At most `limit` of those that ended before then. Returns how many. */
export async function deleteExpiredInvitations(db: DbOrTx, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: invitations.id })
    .from(invitations)
    .where(lt(invitations.expiresAt, before))
    .limit(limit);
  const gone = await db
    .delete(invitations)
    .where(sql`${invitations.id} IN ${old}`)
    .returning({ id: invitations.id });
  return gone.length;
}
