// All the SQL of changes, in two feeds of one table. A row is numbered by the transaction that wrote it and, within that, by a sequence. The sequence
// alone would not do: a transaction may draw a lower number and commit later, and whoever has read past it never sees it.
// Read are only rows of transactions below the oldest that still runs; whatever commits later has a higher number.

import { lt, sql } from "drizzle-orm";
import type { Feed } from "../../shared/schema/internal/changes.ts";
import type { Db, DbOrTx } from "../db/client.ts";
import { changes } from "../db/schema/changes.ts";

/** A place in the feed: everything up to it has been read. */
export type FeedPlace = { readonly xid: bigint; readonly seq: bigint };

type ChangeRecord = FeedPlace & { readonly tags: readonly string[] };

export const CHANGES_CHANNEL = "hiroba_changes";
export const ROOM_NEWS_CHANNEL = "hiroba_room_news";

export async function insertChange(tx: DbOrTx, feed: Feed, tags: readonly string[], at: Date): Promise<void> {
  await tx.insert(changes).values({ feed, tags: [...tags], at });
}

/** Tells whoever listens, once this transaction has committed and not before. */
export async function notifyChange(tx: DbOrTx, payload: string): Promise<void> {
  await tx.execute(sql`SELECT pg_notify(${CHANGES_CHANNEL}, ${payload})`);
}

/** The same for room hosts, who look for themselves what it is. */
export async function notifyRoomNews(tx: DbOrTx): Promise<void> {
  await tx.execute(sql`SELECT pg_notify(${ROOM_NEWS_CHANNEL}, '')`);
}

/** The transaction below which all have ended. */
export async function findHorizon(db: DbOrTx): Promise<bigint> {
  const [row] = await db.execute<{ xmin: string }>(
    sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin`,
  );
  return BigInt(row?.xmin ?? 0);
}

/** In the feed's order, from after `after`. */
export async function listChanges(
  db: DbOrTx,
  feed: Feed,
  after: FeedPlace,
  limit: number,
): Promise<ChangeRecord[]> {
  const rows = await db
    .select({ xid: changes.xid, seq: changes.seq, tags: changes.tags })
    .from(changes)
    .where(
      sql`(${changes.xid}, ${changes.seq}) > (${after.xid}::bigint, ${after.seq}::bigint)
        AND ${changes.feed} = ${feed}
        AND ${changes.xid} < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`,
    )
    .orderBy(changes.xid, changes.seq)
    .limit(limit);
  return rows;
}

export async function deleteChangesBefore(db: Db, before: Date): Promise<void> {
  await db.delete(changes).where(lt(changes.at, before));
}
