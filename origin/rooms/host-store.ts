// All the SQL of hosts.

import { and, eq, gt, gte, inArray, isNull, lt, ne, notExists, notInArray, sql } from "drizzle-orm";
import type { HostId, RoomId, UserId } from "../../shared/schema/ids.ts";
import type { Seat } from "../../shared/schema/room-spec.ts";
import type { DbOrTx } from "../db/client.ts";
import { hosts, hostWatch, reservations, roomSuspects, rooms, visits } from "../db/schema/rooms.ts";
import type { HostLoad } from "./pool.ts";
import { othersCount, placeTaken } from "./store.ts";
import type { Suspect, Watch } from "./succession.ts";

export type HostRecord = typeof hosts.$inferSelect;

/**
 * Of one that is known, what its beats said stays: a registration may arrive after beats that were sent after it, and no beat from
 * before those is to count again. One that is silent is so until it beats, which says what of its rooms it has still.
 */
export async function upsertHost(db: DbOrTx, host: HostRecord): Promise<void> {
  const { beatSeq: _beatSeq, heirs: _heirs, isYoung: _isYoung, draining: _draining, ...registered } = host;
  await db
    .insert(hosts)
    .values(host)
    .onConflictDoUpdate({ target: hosts.id, set: registered, setWhere: ne(hosts.state, "silent") });
}

export async function findHost(db: DbOrTx, hostId: HostId): Promise<HostRecord | null> {
  const [row] = await db.select().from(hosts).where(eq(hosts.id, hostId));
  return row ?? null;
}

/** The host, locked until the transaction ends. */
export async function lockHost(db: DbOrTx, hostId: HostId): Promise<HostRecord | null> {
  const [row] = await db.select().from(hosts).where(eq(hosts.id, hostId)).for("update");
  return row ?? null;
}

/** Notes that the host spoke. */
export async function touchHost(
  db: DbOrTx,
  hostId: HostId,
  seen: Pick<HostRecord, "lastSeenAt"> & Partial<HostRecord>,
): Promise<void> {
  await db.update(hosts).set(seen).where(eq(hosts.id, hostId));
}

/** All that are not forgotten yet. */
export async function listKnownHosts(db: DbOrTx): Promise<HostRecord[]> {
  return db.select().from(hosts).orderBy(hosts.id);
}

/** Locked until the transaction ends; null before the first look. */
export async function lockWatch(db: DbOrTx): Promise<Watch | null> {
  const [row] = await db.select().from(hostWatch).for("update");
  if (row === undefined) return null;
  return { upSinceMs: row.upSinceAt.getTime(), lastPassAtMs: row.lastPassAt.getTime() };
}

export async function saveWatch(db: DbOrTx, { upSinceMs, lastPassAtMs }: Watch): Promise<void> {
  const row = { upSinceAt: new Date(upSinceMs), lastPassAt: new Date(lastPassAtMs) };
  await db.insert(hostWatch).values(row).onConflictDoUpdate({ target: hostWatch.id, set: row });
}

/**
 * Hosts heard of since `cutoff` that do not drain, with people and rooms on them and seats kept at `now` for others than these
 * people, if any: who asks twice must not be kept out by their own place.
 */
export async function listHostLoads(
  db: DbOrTx,
  people: readonly UserId[],
  now: Date,
  cutoff: Date,
): Promise<HostLoad[]> {
  const open = db
    .select({
      hostId: rooms.hostId,
      roomCount: sql<number>`count(*)::int`.as("room_count"),
      participantCount:
        sql<number>`sum(${people.length === 0 ? rooms.participantCount : othersCount(people)})::int`.as(
          "people",
        ),
      ghostCount: sql<number>`sum(${rooms.ghostCount})::int`.as("ghosts"),
      isExclusive: sql<boolean>`bool_or(${rooms.placement} = 'exclusive')`.as("is_exclusive"),
    })
    .from(rooms)
    .where(isNull(rooms.closedAt))
    .groupBy(rooms.hostId)
    .as("open");
  const kept = db
    .select({
      hostId: rooms.hostId,
      placeCount: keptCount("visible").as("place_count"),
      ghostSeatCount: keptCount("ghost").as("ghost_seat_count"),
    })
    .from(reservations)
    .innerJoin(rooms, eq(rooms.id, reservations.roomId))
    .where(
      and(
        isNull(rooms.closedAt),
        people.length === 0 ? undefined : notInArray(reservations.userId, [...people]),
        notExists(placeTaken(db, reservations.userId)),
        gt(reservations.expiresAt, now),
      ),
    )
    .groupBy(rooms.hostId)
    .as("kept");
  return db
    .select({
      id: hosts.id,
      region: hosts.region,
      participantsMax: hosts.participantsMax,
      roomsMax: hosts.roomsMax,
      roomCount: sql<number>`coalesce(${open.roomCount}, 0)`,
      participantCount: sql<number>`coalesce(${open.participantCount}, 0) + coalesce(${kept.placeCount}, 0)`,
      ghostCount: sql<number>`coalesce(${open.ghostCount}, 0) + coalesce(${kept.ghostSeatCount}, 0)`,
      isExclusive: sql<boolean>`coalesce(${open.isExclusive}, false)`,
    })
    .from(hosts)
    .leftJoin(open, eq(open.hostId, hosts.id))
    .leftJoin(kept, eq(kept.hostId, hosts.id))
    .where(and(gte(hosts.lastSeenAt, cutoff), eq(hosts.draining, false)));
}

function keptCount(seat: Seat) {
  return sql<number>`count(*) filter (where ${reservations.seat} = ${seat})::int`;
}

/**
 * Takes its rooms from a host: they are empty and without one, and who was in them left `at` that moment. With `suspect`, it may serve
 * them still; without, it is no more, and is nobody's suspect.
 */
export async function loseHost(
  db: DbOrTx,
  hostId: HostId,
  {
    state,
    suspect,
    at,
  }: { readonly state: "silent" | "gone"; readonly suspect: Suspect | null; readonly at: Date },
): Promise<void> {
  await db.update(hosts).set({ state, lostAt: at }).where(eq(hosts.id, hostId));
  if (state === "gone") await db.delete(roomSuspects).where(eq(roomSuspects.hostId, hostId));
  const lost = await db
    .update(rooms)
    .set({ participantCount: 0, ghostCount: 0, hostId: null })
    .where(and(eq(rooms.hostId, hostId), isNull(rooms.closedAt)))
    .returning({ id: rooms.id });
  if (lost.length === 0) return;
  const ids = lost.map(({ id }) => id);
  await db
    .update(visits)
    .set({ leftAt: at })
    .where(and(inArray(visits.roomId, ids), isNull(visits.leftAt)));
  if (suspect !== null) await insertSuspect(db, ids, suspect);
}

async function insertSuspect(
  db: DbOrTx,
  ids: readonly RoomId[],
  { id, heirs, untilMs }: Suspect,
): Promise<void> {
  const doubt = { hostId: id, heirs, untilAt: new Date(untilMs) };
  await db
    .insert(roomSuspects)
    .values(ids.map((roomId) => ({ roomId, ...doubt })))
    .onConflictDoUpdate({ target: [roomSuspects.roomId, roomSuspects.hostId], set: doubt });
}

/** Those that were lost and have not been heard of since `cutoff`. */
export async function deleteForgottenHosts(db: DbOrTx, cutoff: Date): Promise<void> {
  await db.delete(hosts).where(and(ne(hosts.state, "speaking"), lt(hosts.lastSeenAt, cutoff)));
}

/** One host of each region, of those heard of since `cutoff`: what a client measures the way with. */
export async function listRegionProbes(db: DbOrTx, cutoff: Date): Promise<HostRecord[]> {
  return db
    .selectDistinctOn([hosts.region])
    .from(hosts)
    .where(and(gte(hosts.lastSeenAt, cutoff), eq(hosts.draining, false)))
    .orderBy(hosts.region, hosts.id);
}

/** Whether the user was given a place on this host that is still kept: theirs is a word about it that counts for themselves. */
export async function wasSentTo(db: DbOrTx, userId: UserId, hostId: HostId, now: Date): Promise<boolean> {
  const [row] = await db
    .select({ roomId: reservations.roomId })
    .from(reservations)
    .innerJoin(rooms, eq(rooms.id, reservations.roomId))
    .where(and(eq(reservations.userId, userId), eq(rooms.hostId, hostId), gt(reservations.expiresAt, now)))
    .limit(1);
  return row !== undefined;
}
