// All the SQL of those who work on worlds.

import { and, asc, count, eq } from "drizzle-orm";
import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { users } from "../db/schema/users.ts";
import { worldMembers } from "../db/schema/worlds.ts";

type MemberRow = typeof worldMembers.$inferSelect;
export type MemberRecord = {
  readonly member: MemberRow;
  readonly user: { readonly id: UserId; readonly displayName: string };
};

const of = (worldId: WorldId, userId: UserId) =>
  and(eq(worldMembers.worldId, worldId), eq(worldMembers.userId, userId));

export async function findMember(db: DbOrTx, worldId: WorldId, userId: UserId): Promise<MemberRow | null> {
  const [row] = await db.select().from(worldMembers).where(of(worldId, userId));
  return row ?? null;
}

/** Who was there first comes first. */
export async function listMembers(db: DbOrTx, worldId: WorldId, limit: number): Promise<MemberRecord[]> {
  return db
    .select({ member: worldMembers, user: { id: users.id, displayName: users.displayName } })
    .from(worldMembers)
    .innerJoin(users, eq(users.id, worldMembers.userId))
    .where(eq(worldMembers.worldId, worldId))
    .orderBy(asc(worldMembers.since), asc(worldMembers.userId))
    .limit(limit);
}

export async function countMembers(db: DbOrTx, worldId: WorldId): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(worldMembers)
    .where(eq(worldMembers.worldId, worldId));
  return row?.count ?? 0;
}

/** Whoever is one already gets the role and stays since when they were. */
export async function upsertMember(db: DbOrTx, member: MemberRow): Promise<MemberRow> {
  const [row] = await db
    .insert(worldMembers)
    .values(member)
    .onConflictDoUpdate({
      target: [worldMembers.worldId, worldMembers.userId],
      set: { role: member.role },
    })
    .returning();
  return row ?? member;
}

export async function deleteMember(db: DbOrTx, worldId: WorldId, userId: UserId): Promise<void> {
  await db.delete(worldMembers).where(of(worldId, userId));
}
