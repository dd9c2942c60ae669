// All the SQL of rooms: leases, places kept, and who was there.

import {
  and,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  notExists,
  notInArray,
  or,
  sql,
} from "drizzle-orm";
import type { ReportedChanges } from "../../shared/adapter/room-report-to-rows.ts";
import type { StageRoomRow } from "../../shared/adapter/rows.ts";
import type { EventId, HostId, RoomId, UserId, WorldId } from "../../shared/schema/ids.ts";
import type { Heartbeat } from "../../shared/schema/internal/hosts.ts";
import type { DbOrTx } from "../db/client.ts";
import { hosts, reservations, rooms, visits } from "../db/schema/rooms.ts";
import { friendships } from "../db/schema/social.ts";
import { users } from "../db/schema/users.ts";
import { worlds } from "../db/schema/worlds.ts";
import type { OpenRoom } from "./pool.ts";

export type RoomRecord = typeof rooms.$inferSelect;

/** As listOpenRooms finds it. `isOwn`: whoever it is found for is in it, or has a place kept in it. */
export type FoundRoom = Omit<OpenRoom, "heldFor"> & { readonly isOwn: boolean };

/**
 * Open rooms of the world in this channel, or of an event in it, oldest first; counts include seats kept at `now` for others than these
 * people, of whom the first asks.
 */
export async function listOpenRooms(
  db: DbOrTx,
  { worldId, eventId, channel }: Pick<RoomRecord, "worldId" | "eventId" | "channel">,
  people: readonly [UserId, ...UserId[]],
  now: Date,
): Promise<FoundRoom[]> {
  const [userId] = people;
  const keptForOthers = and(
    eq(reservations.roomId, rooms.id),
    notInArray(reservations.userId, [...people]),
    gt(reservations.expiresAt, now),
    // Who is in it and asks again, say after their network was gone, has their place already.
    notExists(placeTaken(db, reservations.userId)),
  );
  const keptForThem = db
    .select({ one: sql`1` })
    .from(reservations)
    .where(
      and(
        eq(reservations.roomId, rooms.id),
        eq(reservations.userId, userId),
        eq(reservations.seat, "visible"),
        gt(reservations.expiresAt, now),
      ),
    );
  return db
    .select({
      id: rooms.id,
      hostId: rooms.hostId,
      placement: rooms.placement,
      isOwn: sql<boolean>`${exists(placeTaken(db, userId))} OR ${exists(keptForThem)}`,
      friendCount: friendCount(userId),
      participantCount: sql<number>`${othersCount(people)} + count(*) filter (where ${reservations.seat} = 'visible')::int`,
      ghostCount: sql<number>`${rooms.ghostCount} + count(*) filter (where ${reservations.seat} = 'ghost')::int`,
    })
    .from(rooms)
    .leftJoin(reservations, keptForOthers)
    .where(
      and(
        eq(rooms.worldId, worldId),
        eq(rooms.channel, channel),
        eventId === null ? isNull(rooms.eventId) : eq(rooms.eventId, eventId),
        isNull(rooms.closedAt),
      ),
    )
    .groupBy(rooms.id)
    .orderBy(rooms.createdAt);
}

/** Of visits to the room that the query is about: somebody is seen there now. */
const isSeenIn = and(
  eq(visits.roomId, rooms.id),
  eq(visits.epoch, rooms.epoch),
  eq(visits.seat, "visible"),
  isNull(visits.leftAt),
);

/** Where this user is seen in the room that the query is about. */
export function placeTaken(db: DbOrTx, user: UserId | typeof reservations.userId) {
  return db
    .select({ one: sql`1` })
    .from(visits)
    .where(and(eq(visits.userId, user), isSeenIn));
}

/** Who is in the room but these people, who may always have their own places again. */
export function othersCount(people: readonly UserId[]) {
  const isOne = inArray(visits.userId, [...people]);
  const theirs = sql`(SELECT count(DISTINCT ${visits.userId}) FROM ${visits} WHERE ${isOne} AND ${isSeenIn})::int`;
  return sql<number>`greatest(0, ${rooms.participantCount} - ${theirs})`;
}

/** Friends of this user who are seen in the room, and whom friends may see there. */
function friendCount(userId: UserId) {
  const isFriend = sql`EXISTS (SELECT 1 FROM ${friendships} WHERE ${friendships.acceptedAt} IS NOT NULL AND ((${friendships.lowId} = ${userId} AND ${friendships.highId} = ${visits.userId}) OR (${friendships.highId} = ${userId} AND ${friendships.lowId} = ${visits.userId})))`;
  return sql<number>`(SELECT count(DISTINCT ${visits.userId}) FROM ${visits} INNER JOIN ${users} ON ${users.id} = ${visits.userId} WHERE ${isSeenIn} AND ${users.presenceFor} <> 'nobody' AND ${isFriend})::int`;
}

/** Open rooms of the same event in the same channel that have a host, this one too, those that opened first in front. */
export async function listRoomsWithHost(
  db: DbOrTx,
  { eventId, channel }: Pick<RoomRecord, "eventId" | "channel">,
): Promise<StageRoomRow[]> {
  if (eventId === null) return [];
  return db
    .select({
      id: rooms.id,
      epoch: rooms.epoch,
      hostId: hosts.id,
      address: hosts.address,
      tcpPort: hosts.tcpPort,
      wsUrl: hosts.wsUrl,
    })
    .from(rooms)
    .innerJoin(hosts, eq(hosts.id, rooms.hostId))
    .where(and(eq(rooms.eventId, eventId), eq(rooms.channel, channel), isNull(rooms.closedAt)))
    .orderBy(rooms.createdAt, rooms.id);
}

export async function insertRoom(db: DbOrTx, room: RoomRecord): Promise<void> {
  await db.insert(rooms).values(room);
}

/** Gives the room to a host under the next epoch: whoever still serves the last one must stop. */
export async function leaseRoom(db: DbOrTx, roomId: RoomId, hostId: HostId): Promise<void> {
  await db
    .update(rooms)
    .set({ hostId, epoch: sql`${rooms.epoch} + 1`, reportedSeq: -1, participantCount: 0, ghostCount: 0 })
    .where(eq(rooms.id, roomId));
}

/** Keeps a seat, or keeps it longer. */
export async function upsertReservation(
  db: DbOrTx,
  reservation: typeof reservations.$inferSelect,
): Promise<void> {
  await db
    .insert(reservations)
    .values(reservation)
    .onConflictDoUpdate({
      target: [reservations.roomId, reservations.userId],
      set: { expiresAt: reservation.expiresAt, seat: reservation.seat },
    });
}

export async function deleteExpiredReservations(db: DbOrTx, now: Date): Promise<void> {
  await db.delete(reservations).where(lt(reservations.expiresAt, now));
}

export type RoomAndWorld = NonNullable<Awaited<ReturnType<typeof findRoomAndWorld>>>;

export async function findRoomAndWorld(db: DbOrTx, roomId: RoomId) {
  const [row] = await db
    .select({ room: rooms, world: worlds })
    .from(rooms)
    .innerJoin(worlds, eq(worlds.id, rooms.worldId))
    .where(eq(rooms.id, roomId));
  return row ?? null;
}

export async function deleteReservationsOf(db: DbOrTx, userId: UserId): Promise<void> {
  await db.delete(reservations).where(eq(reservations.userId, userId));
}

/** All of a world; or all of an event, or those of it that were to close by `dueAt`. */
export type RoomsOf =
  | { readonly worldId: WorldId }
  | { readonly eventId: EventId; readonly dueAt?: Date | undefined };

/** Closes these rooms where they are open; whoever hosts one is to be told. Returns which there were. */
export async function closeRoomsWhere(db: DbOrTx, of: RoomsOf, now: Date): Promise<RoomId[]> {
  const which =
    "worldId" in of
      ? eq(rooms.worldId, of.worldId)
      : and(
          eq(rooms.eventId, of.eventId),
          of.dueAt === undefined ? undefined : lte(rooms.closesAt, of.dueAt),
        );
  const open = and(which, isNull(rooms.closedAt));
  const ids = (await db.select({ id: rooms.id }).from(rooms).where(open).for("update")).map(({ id }) => id);
  if (ids.length === 0) return [];
  await db
    .update(visits)
    .set({ leftAt: now })
    .where(and(inArray(visits.roomId, ids), isNull(visits.leftAt)));
  await db
    .update(rooms)
    .set({ closedAt: now, participantCount: 0, ghostCount: 0 })
    .where(inArray(rooms.id, ids));
  return ids;
}

/** Events that have open rooms which were to close by now. */
export async function listDueEvents(db: DbOrTx, now: Date, limit: number): Promise<EventId[]> {
  const rows = await db
    .selectDistinct({ eventId: rooms.eventId })
    .from(rooms)
    .where(and(isNull(rooms.closedAt), lte(rooms.closesAt, now), isNotNull(rooms.eventId)))
    .limit(limit);
  return rows.flatMap(({ eventId }) => (eventId === null ? [] : [eventId]));
}

/** When the event's open rooms close. */
export async function updateClosesAt(db: DbOrTx, eventId: EventId, closesAt: Date): Promise<void> {
  await db
    .update(rooms)
    .set({ closesAt })
    .where(and(eq(rooms.eventId, eventId), isNull(rooms.closedAt)));
}

/** The room, locked until the transaction ends. */
export async function lockRoom(db: DbOrTx, roomId: RoomId): Promise<RoomRecord | null> {
  const [row] = await db.select().from(rooms).where(eq(rooms.id, roomId)).for("update");
  return row ?? null;
}

/** Of the rooms a host speaks of, as far as there are any. */
export async function findSpokenRooms(db: DbOrTx, spoken: Heartbeat["rooms"]): Promise<RoomRecord[]> {
  if (spoken.length === 0) return [];
  const ids = spoken.map(({ room }) => room);
  return db.select().from(rooms).where(inArray(rooms.id, ids));
}

/**
 * Takes a host's word for one of its rooms. A room that lost its host goes back to the one that held it, if nobody took
 * it since (the epoch says so). False when the room is not this host's any more.
 */
export async function updateSpoken(
  db: DbOrTx,
  hostId: HostId,
  spoken: Heartbeat["rooms"][number],
): Promise<boolean> {
  const { participantCount, ghostCount, reportSeq } = spoken;
  const isAsReported = reportSeq === null ? sql`true` : eq(rooms.reportedSeq, reportSeq);
  const touched = await db
    .update(rooms)
    .set({
      hostId,
      // Beats and reports pass each other: a count that is of another moment than who is known to be there comes with its own report.
      participantCount: sql`CASE WHEN ${isAsReported} THEN ${participantCount} ELSE ${rooms.participantCount} END`,
      ghostCount,
    })
    .where(
      and(
        eq(rooms.id, spoken.room),
        eq(rooms.epoch, spoken.epoch),
        isNull(rooms.closedAt),
        or(eq(rooms.hostId, hostId), isNull(rooms.hostId)),
      ),
    )
    .returning({ id: rooms.id });
  return touched.length === 1;
}

/** A room is its host's again, from whom it was taken then: those who were in it had not left. */
export async function takeBack(
  db: DbOrTx,
  { id, epoch }: { readonly id: RoomId; readonly epoch: number },
  lostAt: Date,
): Promise<void> {
  await db
    .update(visits)
    .set({ leftAt: null })
    .where(and(eq(visits.roomId, id), eq(visits.epoch, epoch), eq(visits.leftAt, lostAt)));
}

/** Writes what a report changed. The caller holds the room's lock. */
export async function applyReport(db: DbOrTx, room: RoomRecord, changes: ReportedChanges): Promise<void> {
  if (changes.joined.length > 0)
    await db
      .insert(visits)
      .values(changes.joined.map((visit) => ({ ...visit })))
      .onConflictDoNothing();
  const openVisits = and(eq(visits.roomId, room.id), eq(visits.epoch, room.epoch), isNull(visits.leftAt));
  for (const { sid, leftAt } of changes.left)
    await db
      .update(visits)
      .set({ leftAt })
      .where(and(openVisits, eq(visits.sid, sid)));
  if (changes.closedAt !== null) await db.update(visits).set({ leftAt: changes.closedAt }).where(openVisits);
  if (changes.arrivedUserIds.length > 0)
    await db
      .delete(reservations)
      .where(
        and(eq(reservations.roomId, room.id), inArray(reservations.userId, [...changes.arrivedUserIds])),
      );
  await db
    .update(rooms)
    .set({
      reportedSeq: changes.reportedSeq,
      ...(changes.participantCount === null ? {} : { participantCount: changes.participantCount }),
      ...(changes.closedAt === null
        ? {}
        : { closedAt: changes.closedAt, participantCount: 0, ghostCount: 0 }),
    })
    .where(eq(rooms.id, room.id));
}
