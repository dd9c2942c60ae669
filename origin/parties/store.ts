// All the SQL of parties.

import { and, asc, desc, eq, gt, inArray, isNull, lte, max, min, sql } from "drizzle-orm";
import type { PartyId, RoomId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { parties, partyInvitations, partyMembers } from "../db/schema/parties.ts";
import { rooms, visits } from "../db/schema/rooms.ts";
import { shuns } from "../db/schema/social.ts";
import { users } from "../db/schema/users.ts";
import { worlds } from "../db/schema/worlds.ts";

export type PartyRecord = typeof parties.$inferSelect;
export type PartyInvitationRecord = typeof partyInvitations.$inferSelect;
type UserRecord = typeof users.$inferSelect;

export async function insertParty(db: DbOrTx, party: PartyRecord): Promise<void> {
  await db.insert(parties).values(party);
}

/** With everything that hangs on it. */
export async function deleteParty(db: DbOrTx, partyId: PartyId): Promise<void> {
  await db.delete(parties).where(eq(parties.id, partyId));
}

/** Locked until the transaction ends; null when it is no more. */
export async function lockParty(db: DbOrTx, partyId: PartyId): Promise<PartyRecord | null> {
  const [row] = await db.select().from(parties).where(eq(parties.id, partyId)).for("update");
  return row ?? null;
}

/** Where the user is in one. */
export async function findPartyIdOf(db: DbOrTx, userId: UserId): Promise<PartyId | null> {
  const [row] = await db
    .select({ partyId: partyMembers.partyId })
    .from(partyMembers)
    .where(eq(partyMembers.userId, userId));
  return row?.partyId ?? null;
}

/** The party somebody is in, locked until the transaction ends. */
export async function lockPartyOf(db: DbOrTx, userId: UserId): Promise<PartyId | null> {
  const partyId = await findPartyIdOf(db, userId);
  if (partyId === null || (await lockParty(db, partyId)) === null) return null;
  // They may have left it, or have been sent out, while we waited.
  return (await findPartyIdOf(db, userId)) === partyId ? partyId : null;
}

/** Who leads first. */
export async function listMembers(db: DbOrTx, partyId: PartyId): Promise<UserRecord[]> {
  const rows = await db
    .select({ user: users })
    .from(partyMembers)
    .innerJoin(users, eq(users.id, partyMembers.userId))
    .where(eq(partyMembers.partyId, partyId))
    .orderBy(asc(partyMembers.place));
  return rows.map(({ user }) => user);
}

/** As the last of them. */
export async function insertMember(db: DbOrTx, partyId: PartyId, userId: UserId): Promise<void> {
  const last = db
    .select({ place: sql<number>`coalesce(${max(partyMembers.place)}, 0)` })
    .from(partyMembers)
    .where(eq(partyMembers.partyId, partyId));
  await db.insert(partyMembers).values({ partyId, userId, place: sql`${last} + 1` });
}

/** Before all others. */
export async function placeFirst(db: DbOrTx, partyId: PartyId, userId: UserId): Promise<void> {
  const first = db
    .select({ place: min(partyMembers.place) })
    .from(partyMembers)
    .where(eq(partyMembers.partyId, partyId));
  await db
    .update(partyMembers)
    .set({ place: sql`${first} - 1` })
    .where(and(eq(partyMembers.partyId, partyId), eq(partyMembers.userId, userId)));
}

export async function deleteMember(db: DbOrTx, partyId: PartyId, userId: UserId): Promise<void> {
  await db
    .delete(partyMembers)
    .where(and(eq(partyMembers.partyId, partyId), eq(partyMembers.userId, userId)));
}

/** Asks anew whoever is asked already. */
export async function upsertInvitation(db: DbOrTx, invitation: PartyInvitationRecord): Promise<void> {
  const { byId, expiresAt } = invitation;
  await db
    .insert(partyInvitations)
    .values(invitation)
    .onConflictDoUpdate({
      target: [partyInvitations.partyId, partyInvitations.userId],
      set: { byId, expiresAt },
    });
}

/** Answers whether there was one. */
export async function deleteInvitation(db: DbOrTx, partyId: PartyId, userId: UserId): Promise<boolean> {
  const gone = await db
    .delete(partyInvitations)
    .where(and(eq(partyInvitations.partyId, partyId), eq(partyInvitations.userId, userId)))
    .returning({ userId: partyInvitations.userId });
  return gone.length > 0;
}

export async function deleteOldInvitations(db: DbOrTx, partyId: PartyId, now: Date): Promise<void> {
  await db
    .delete(partyInvitations)
    .where(and(eq(partyInvitations.partyId, partyId), lte(partyInvitations.expiresAt, now)));
}

/** What one of the two asked the other. */
export async function deleteInvitationsBetween(db: DbOrTx, a: UserId, b: UserId): Promise<void> {
  await db
    .delete(partyInvitations)
    .where(and(inArray(partyInvitations.byId, [a, b]), inArray(partyInvitations.userId, [a, b])));
}

export async function findInvitation(
  db: DbOrTx,
  partyId: PartyId,
  userId: UserId,
  now: Date,
): Promise<PartyInvitationRecord | null> {
  const [row] = await db
    .select()
    .from(partyInvitations)
    .where(
      and(
        eq(partyInvitations.partyId, partyId),
        eq(partyInvitations.userId, userId),
        gt(partyInvitations.expiresAt, now),
      ),
    );
  return row ?? null;
}

/** Who is asked into a party, by name. */
export async function listInvited(db: DbOrTx, partyId: PartyId, now: Date): Promise<UserRecord[]> {
  const rows = await db
    .select({ user: users })
    .from(partyInvitations)
    .innerJoin(users, eq(users.id, partyInvitations.userId))
    .where(and(eq(partyInvitations.partyId, partyId), gt(partyInvitations.expiresAt, now)))
    .orderBy(asc(users.displayName), asc(users.id));
  return rows.map(({ user }) => user);
}

/** What somebody is asked by whom they have not muted, the newest first. */
export async function listInvitationsTo(
  db: DbOrTx,
  userId: UserId,
  now: Date,
  limit: number,
): Promise<{ readonly invitation: PartyInvitationRecord; readonly by: UserRecord }[]> {
  const isMuted = sql`EXISTS (SELECT 1 FROM ${shuns} WHERE ${shuns.byId} = ${userId} AND ${shuns.targetId} = ${partyInvitations.byId} AND ${shuns.kind} = 'mute')`;
  return db
    .select({ invitation: partyInvitations, by: users })
    .from(partyInvitations)
    .innerJoin(users, eq(users.id, partyInvitations.byId))
    .where(and(eq(partyInvitations.userId, userId), gt(partyInvitations.expiresAt, now), sql`NOT ${isMuted}`))
    .orderBy(desc(partyInvitations.expiresAt))
    .limit(limit);
}

export async function updateCall(
  db: DbOrTx,
  partyId: PartyId,
  call: { readonly roomId: RoomId; readonly until: Date },
): Promise<void> {
  await db
    .update(parties)
    .set({ calledRoomId: call.roomId, calledUntil: call.until })
    .where(eq(parties.id, partyId));
}

/** Where a party was called last, while that room is open. */
export async function findCalledRoom(db: DbOrTx, partyId: PartyId) {
  const [row] = await db
    .select({ room: rooms, world: worlds, until: parties.calledUntil })
    .from(parties)
    .innerJoin(rooms, eq(rooms.id, parties.calledRoomId))
    .innerJoin(worlds, eq(worlds.id, rooms.worldId))
    .where(and(eq(parties.id, partyId), isNull(rooms.closedAt)));
  return row ?? null;
}

/** Where somebody is seen now; the room they entered last, if it is several. */
export async function findRoomWith(db: DbOrTx, userId: UserId) {
  const [row] = await db
    .select({ room: rooms, world: worlds })
    .from(visits)
    .innerJoin(rooms, and(eq(rooms.id, visits.roomId), eq(rooms.epoch, visits.epoch)))
    .innerJoin(worlds, eq(worlds.id, rooms.worldId))
    .where(
      and(
        eq(visits.userId, userId),
        eq(visits.seat, "visible"),
        isNull(visits.leftAt),
        isNull(rooms.closedAt),
      ),
    )
    .orderBy(desc(visits.joinedAt))
    .limit(1);
  return row ?? null;
}
