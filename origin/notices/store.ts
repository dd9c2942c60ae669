// All the SQL of notices.

import { and, asc, desc, eq, gt, inArray, isNull, lt, or, type SQL } from "drizzle-orm";
import type { EventId, HostId, RoomId, UserId, WorldId } from "../../shared/schema/ids.ts";
import type { NoticeTarget } from "../../shared/schema/notice.ts";
import type { Db, DbOrTx } from "../db/client.ts";
import { notices } from "../db/schema/notices.ts";
import { rooms } from "../db/schema/rooms.ts";

export type NoticeRecord = typeof notices.$inferSelect;

export async function insertNotice(tx: DbOrTx, notice: Omit<NoticeRecord, "seq">): Promise<void> {
  await tx.insert(notices).values(notice);
}

/** How many this user, or null for whoever runs the server, has published since. */
export async function countNoticesSince(tx: DbOrTx, byId: UserId | null, since: Date): Promise<number> {
  const by = byId === null ? isNull(notices.byId) : eq(notices.byId, byId);
  return tx.$count(notices, and(by, gt(notices.createdAt, since)));
}

/** Whose rooms an open room is one of; null for a room that is closed, or none. */
export async function findOpenRoom(
  tx: DbOrTx,
  roomId: RoomId,
): Promise<{ readonly worldId: WorldId; readonly eventId: EventId | null } | null> {
  const [row] = await tx
    .select({ worldId: rooms.worldId, eventId: rooms.eventId })
    .from(rooms)
    .where(and(eq(rooms.id, roomId), isNull(rooms.closedAt)));
  return row ?? null;
}

export async function countOpenRooms(tx: DbOrTx, target: NoticeTarget): Promise<number> {
  return tx.$count(rooms, and(isNull(rooms.closedAt), roomsOf(target)));
}

function roomsOf(target: NoticeTarget): SQL | undefined {
  switch (target.kind) {
    case "room":
      return eq(rooms.id, target.id);
    case "world":
      return eq(rooms.worldId, target.id);
    case "event":
      return eq(rooms.eventId, target.id);
    case "all":
      return undefined;
  }
}

/** In order, from after the one numbered `after`, and none from before `since`. */
export async function listNoticesAfter(
  db: DbOrTx,
  after: number,
  since: Date,
  limit: number,
): Promise<NoticeRecord[]> {
  return db
    .select()
    .from(notices)
    .where(and(gt(notices.seq, after), gt(notices.createdAt, since)))
    .orderBy(asc(notices.seq))
    .limit(limit);
}

/** The number of the newest, 0 for none. */
export async function findLastSeq(db: DbOrTx): Promise<number> {
  const [row] = await db.select({ seq: notices.seq }).from(notices).orderBy(desc(notices.seq)).limit(1);
  return row?.seq ?? 0;
}

export type HostedRoom = {
  readonly id: RoomId;
  readonly worldId: WorldId;
  readonly eventId: EventId | null;
};

/** The host's open rooms that one of the notices may be for. */
export async function listHostedRooms(
  db: DbOrTx,
  hostId: HostId,
  told: readonly Pick<NoticeRecord, "targetKind" | "targetId">[],
): Promise<HostedRoom[]> {
  if (told.length === 0) return [];
  const ids = told.flatMap(({ targetId }) => (targetId === null ? [] : [targetId]));
  const isOne = told.some(({ targetKind }) => targetKind === "all")
    ? undefined
    : or(
        inArray(rooms.id, ids as RoomId[]),
        inArray(rooms.worldId, ids as WorldId[]),
        inArray(rooms.eventId, ids as EventId[]),
      );
  return db
    .select({ id: rooms.id, worldId: rooms.worldId, eventId: rooms.eventId })
    .from(rooms)
    .where(and(eq(rooms.hostId, hostId), isNull(rooms.closedAt), isOne));
}

export async function deleteNoticesBefore(db: Db, before: Date): Promise<void> {
  await db.delete(notices).where(lt(notices.createdAt, before));
}
