// All the SQL of blocks and mutes.

import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { UserId } from "../../shared/schema/ids.ts";
import type { ShunKind } from "../../shared/schema/social.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { shuns } from "../db/schema/social.ts";
import { users } from "../db/schema/users.ts";
import type { Cursor } from "../route-params.ts";
import type { ListedRecord } from "./to-person.ts";

type ShunRecord = typeof shuns.$inferSelect;

const ofKind = (byId: UserId, kind: ShunKind) => and(eq(shuns.byId, byId), eq(shuns.kind, kind));

/** False when it was there before. */
export async function insertShun(db: DbOrTx, shun: ShunRecord): Promise<boolean> {
  const made = await db
    .insert(shuns)
    .values(shun)
    .onConflictDoNothing()
    .returning({ targetId: shuns.targetId });
  return made.length === 1;
}

/** False when there was none. */
export async function deleteShun(
  db: DbOrTx,
  byId: UserId,
  kind: ShunKind,
  targetId: UserId,
): Promise<boolean> {
  const gone = await db
    .delete(shuns)
    .where(and(ofKind(byId, kind), eq(shuns.targetId, targetId)))
    .returning({ targetId: shuns.targetId });
  return gone.length === 1;
}

export async function countShuns(db: DbOrTx, byId: UserId, kind: ShunKind): Promise<number> {
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(shuns).where(ofKind(byId, kind));
  return row?.count ?? 0;
}

/** Whom a user keeps away in this way, the newest first. */
export async function listShunned(
  db: DbOrTx,
  byId: UserId,
  kind: ShunKind,
  last: Cursor | null,
  limit: number,
): Promise<ListedRecord[]> {
  return db
    .select({ user: users, since: shuns.createdAt })
    .from(shuns)
    .innerJoin(users, eq(users.id, shuns.targetId))
    .where(
      and(
        ofKind(byId, kind),
        last === null ? undefined : before([shuns.createdAt, shuns.targetId], [last.at, last.id]),
      ),
    )
    .orderBy(desc(shuns.createdAt), desc(shuns.targetId))
    .limit(limit);
}

export async function listBlockedIds(db: DbOrTx, byId: UserId, limit: number): Promise<UserId[]> {
  const rows = await db
    .select({ targetId: shuns.targetId })
    .from(shuns)
    .where(ofKind(byId, "block"))
    .limit(limit);
  return rows.map(({ targetId }) => targetId);
}

/** What two users have done to keep away from one another. */
export async function listShunsBetween(db: DbOrTx, a: UserId, b: UserId): Promise<ShunRecord[]> {
  return db
    .select()
    .from(shuns)
    .where(
      and(
        inArray(shuns.kind, ["block", "mute"]),
        or(and(eq(shuns.byId, a), eq(shuns.targetId, b)), and(eq(shuns.byId, b), eq(shuns.targetId, a))),
      ),
    );
}
