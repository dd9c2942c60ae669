// All the SQL of hosts.

import { and, eq, gt, gte, inArray, isNull, lt, ne, sql } from "drizzle-orm";
import type { HostId, UserId } from "../../shared/schema/ids.ts";
import type { Seat } from "../../shared/schema/room-spec.ts";
import type { DbOrTx } from "../db/client.ts";
import { hosts, reservations, rooms, visits } from "../db/schema/rooms.ts";
import type { HostLoad } from "./pool.ts";

export type HostRecord = typeof hosts.$inferSelect;

export async function upsertHost(db: DbOrTx, host: HostRecord): Promise<void> {
  await db.insert(hosts).values(host).onConflictDoUpdate({ target: hosts.id, set: host });
}

export async function findHost(db: DbOrTx, hostId: HostId): Promise<HostRecord | null> {
  const [row] = await db.select().from(hosts).where(eq(hosts.id, hostId));
  return row ?? null;
}

/** Notes that the host spoke. False when it is not registered. */
export async function touchHost(
  db: DbOrTx,
  hostId: HostId,
  seen: { readonly draining: boolean; readonly lastSeenAt: Date },
): Promise<boolean> {
  const touched = await db.update(hosts).set(seen).where(eq(hosts.id, hostId)).returning({ id: hosts.id });
  return touched.length === 1;
}

/**
 * Hosts heard of since `cutoff` that do not drain, with people and rooms on them and seats kept at `now` for others than
 * `userId`, or for anybody: who asks twice must not be kept out by their own place.
 */
export async function listHostLoads(
  db: DbOrTx,
  userId: UserId | null,
  now: Date,
  cutoff: Date,
): Promise<HostLoad[]> {
  const open = db
    .select({
      hostId: rooms.hostId,
      roomCount: sql<number>`count(*)::int`.as("room_count"),
      participantCount: sql<number>`sum(${rooms.participantCount})::int`.as("people"),
      ghostCount: sql<number>`sum(${rooms.ghostCount})::int`.as("ghosts"),
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
        userId === null ? undefined : ne(reservations.userId, userId),
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
    })
    .from(hosts)
    .leftJoin(open, eq(open.hostId, hosts.id))
    .leftJoin(kept, eq(kept.hostId, hosts.id))
    .where(and(gte(hosts.lastSeenAt, cutoff), eq(hosts.draining, false)));
}

function keptCount(seat: Seat) {
  return sql<number>`count(*) filter (where ${reservations.seat} = ${seat})::int`;
}

/** Forgets hosts not heard of since `cutoff`: their rooms are empty and without a host. Returns whom. */
export async function deleteSilentHosts(db: DbOrTx, now: Date, cutoff: Date): Promise<HostId[]> {
  const silent = await db
    .select({ id: hosts.id })
    .from(hosts)
    .where(lt(hosts.lastSeenAt, cutoff))
    .for("update", { skipLocked: true });
  const ids = silent.map((host) => host.id);
  if (ids.length === 0) return [];
  const lost = await db
    .update(rooms)
    .set({ participantCount: 0, ghostCount: 0, hostId: null })
    .where(and(inArray(rooms.hostId, ids), isNull(rooms.closedAt)))
    .returning({ id: rooms.id });
  if (lost.length > 0)
    await db
      .update(visits)
      .set({ leftAt: now })
      .where(
        and(
          inArray(
            visits.roomId,
            lost.map((room) => room.id),
          ),
          isNull(visits.leftAt),
        ),
      );
  await db.delete(hosts).where(inArray(hosts.id, ids));
  return ids;
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
