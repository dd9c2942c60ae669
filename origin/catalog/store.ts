// All the SQL of the catalog: entries, rankings as they once were, and likes.

import { and, count, desc, eq, gt, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { CatalogKind, LikedKind, Ranking } from "../../shared/schema/catalog.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { catalogEntries, likes, rankingSnapshots, rooms, users, visits } from "../db/schema.ts";
import type { Cursor } from "../route-params.ts";
import type { SearchQuery } from "./search-terms.ts";

export type EntryRecord = typeof catalogEntries.$inferSelect;
export type NewEntry = Omit<EntryRecord, "featuredAt" | "likeCount" | "popularity">;
export type FoundEntry = {
  readonly entry: EntryRecord;
  readonly owner: { readonly id: UserId; readonly displayName: string } | null;
};
export type Filter = {
  readonly kinds: readonly CatalogKind[];
  readonly tag: string | undefined;
  readonly ownerId: UserId | undefined;
  readonly now: Date;
};

const owner = { id: users.id, displayName: users.displayName };

/** Writes an entry, or writes it anew: what was liked or featured stays so. */
export async function upsertEntry(db: DbOrTx, entry: NewEntry): Promise<void> {
  await db
    .insert(catalogEntries)
    .values(entry)
    .onConflictDoUpdate({ target: [catalogEntries.kind, catalogEntries.id], set: entry });
}

export async function findEntry(db: DbOrTx, kind: CatalogKind, id: string): Promise<EntryRecord | null> {
  const [row] = await db
    .select()
    .from(catalogEntries)
    .where(and(eq(catalogEntries.kind, kind), eq(catalogEntries.id, id)));
  return row ?? null;
}

export async function findLikeCounts(
  db: DbOrTx,
  kind: CatalogKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ id: catalogEntries.id, likeCount: catalogEntries.likeCount })
    .from(catalogEntries)
    .where(and(eq(catalogEntries.kind, kind), inArray(catalogEntries.id, [...ids])));
  return new Map(rows.map(({ id, likeCount }) => [id, likeCount]));
}

/** What everybody may find, and is not over. */
function listed({ kinds, tag, ownerId, now }: Filter): SQL | undefined {
  const [first] = kinds;
  return and(
    kinds.length === 1 && first !== undefined
      ? eq(catalogEntries.kind, first)
      : inArray(catalogEntries.kind, [...kinds]),
    eq(catalogEntries.visibility, "public"),
    sql`(${catalogEntries.until} IS NULL OR ${catalogEntries.until} > ${now.toISOString()}::timestamptz)`,
    tag === undefined ? undefined : sql`${catalogEntries.tags} @> ARRAY[${tag}]`,
    ownerId === undefined ? undefined : eq(catalogEntries.ownerId, ownerId),
  );
}

/** Newest first, from after the cursor. */
export async function listNewest(
  db: DbOrTx,
  filter: Filter,
  after: Cursor | null,
  limit: number,
): Promise<EntryRecord[]> {
  return db
    .select()
    .from(catalogEntries)
    .where(
      and(
        listed(filter),
        after === null
          ? undefined
          : sql`(${catalogEntries.createdAt}, ${catalogEntries.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(catalogEntries.createdAt), desc(catalogEntries.id))
    .limit(limit);
}

/** The one featured last first. */
export async function listFeatured(
  db: DbOrTx,
  filter: Filter,
  after: Cursor | null,
  limit: number,
): Promise<EntryRecord[]> {
  return db
    .select()
    .from(catalogEntries)
    .where(
      and(
        listed(filter),
        sql`${catalogEntries.featuredAt} IS NOT NULL`,
        after === null
          ? undefined
          : sql`(${catalogEntries.featuredAt}, ${catalogEntries.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(catalogEntries.featuredAt), desc(catalogEntries.id))
    .limit(limit);
}

/** Where in the order of a search somebody is: all descending. */
export type SearchPlace = {
  readonly rank: number;
  readonly popularity: number;
  readonly at: Date;
  readonly id: string;
};

/** What was found, best first: in the name, then in the tags, then elsewhere; then the more liked; then the newer. */
export async function searchEntries(
  db: DbOrTx,
  query: SearchQuery,
  filter: Filter,
  after: SearchPlace | null,
  limit: number,
): Promise<(FoundEntry & { readonly rank: number })[]> {
  const terms = sql`${sql.param([...query.terms])}::text[]`;
  const rank = sql<number>`(CASE WHEN ${catalogEntries.nameTerms} @> ${terms} THEN 2
    WHEN ${catalogEntries.tagTerms} @> ${terms} THEN 1 ELSE 0 END)`;
  const place = sql`(${rank}, ${catalogEntries.popularity}, ${catalogEntries.createdAt}, ${catalogEntries.id})`;
  return db
    .select({ entry: catalogEntries, owner, rank })
    .from(catalogEntries)
    .leftJoin(users, eq(users.id, catalogEntries.ownerId))
    .where(
      and(
        listed(filter),
        sql`${catalogEntries.terms} @> ${terms}`,
        ...query.phrases.map((phrase) => sql`position(${phrase} in ${catalogEntries.searchText}) > 0`),
        after === null
          ? undefined
          : sql`${place} < (${after.rank}, ${after.popularity}, ${after.at.toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(
      desc(rank),
      desc(catalogEntries.popularity),
      desc(catalogEntries.createdAt),
      desc(catalogEntries.id),
    )
    .limit(limit);
}

/** Entries by id, in no order; only those that everybody may find. */
export async function listByIds(db: DbOrTx, filter: Filter, ids: readonly string[]): Promise<EntryRecord[]> {
  return db
    .select()
    .from(catalogEntries)
    .where(and(listed(filter), inArray(catalogEntries.id, [...ids])));
}

/** Tags of what everybody may find, the most used first. */
export async function countTags(
  db: DbOrTx,
  filter: Filter,
  limit: number,
): Promise<{ tag: string; count: number }[]> {
  const used = db
    .select({ tag: sql<string>`unnest(${catalogEntries.tags})`.as("tag") })
    .from(catalogEntries)
    .where(listed(filter))
    .as("used");
  return db
    .select({ tag: used.tag, count: count() })
    .from(used)
    .groupBy(used.tag)
    .orderBy(desc(count()), used.tag)
    .limit(limit);
}

/** The most liked of a kind. */
export async function rankPopular(db: DbOrTx, filter: Filter, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: catalogEntries.id })
    .from(catalogEntries)
    .where(listed(filter))
    .orderBy(desc(catalogEntries.likeCount), catalogEntries.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

export type TrendWeights = { readonly halfLifeMs: number; readonly since: Date; readonly likeWeight: number };

/**
 * The most lively of a kind: each visitor counts once, each like `likeWeight` times, and what was `halfLifeMs` ago half as
 * much. What nobody came to since `since` follows, newest first.
 */
export async function rankTrending(
  db: DbOrTx,
  filter: Filter,
  { halfLifeMs, since, likeWeight }: TrendWeights,
  limit: number,
): Promise<string[]> {
  const now = filter.now.toISOString();
  const weight = (at: SQL) =>
    sql`power(2, -extract(epoch FROM (${now}::timestamptz - ${at})) * 1000 / ${halfLifeMs})`;
  const [kind] = filter.kinds;
  const visited =
    kind === "world"
      ? sql`SELECT ${rooms.worldId} AS id, ${weight(sql`max(${visits.joinedAt})`)} AS score
          FROM ${visits} JOIN ${rooms} ON ${rooms.id} = ${visits.roomId}
          WHERE ${visits.joinedAt} > ${since.toISOString()}::timestamptz AND ${visits.userId} IS NOT NULL
          GROUP BY ${rooms.worldId}, ${visits.userId} UNION ALL`
      : sql``;
  const rows = await db.execute<{ id: string }>(sql`
    SELECT ${catalogEntries.id} AS id FROM ${catalogEntries}
    LEFT JOIN (
      SELECT id, sum(score) AS score FROM (
        ${visited}
        SELECT ${likes.targetId} AS id, ${likeWeight} * ${weight(sql`${likes.createdAt}`)} AS score FROM ${likes}
        WHERE ${likes.kind} = ${kind} AND ${likes.createdAt} > ${since.toISOString()}::timestamptz
      ) AS each GROUP BY id
    ) AS lively ON lively.id = ${catalogEntries.id}
    WHERE ${listed(filter)}
    ORDER BY coalesce(lively.score, 0) DESC, ${catalogEntries.createdAt} DESC, ${catalogEntries.id}
    LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

export type SnapshotRecord = typeof rankingSnapshots.$inferSelect;

/** The newest of this ranking made after `since`; null when there is none. */
export async function findNewestSnapshot(
  db: DbOrTx,
  kind: CatalogKind,
  ranking: Ranking,
  since: Date,
): Promise<SnapshotRecord | null> {
  const [row] = await db
    .select()
    .from(rankingSnapshots)
    .where(
      and(
        eq(rankingSnapshots.kind, kind),
        eq(rankingSnapshots.ranking, ranking),
        gt(rankingSnapshots.madeAt, since),
      ),
    )
    .orderBy(desc(rankingSnapshots.madeAt))
    .limit(1);
  return row ?? null;
}

export async function findSnapshot(db: DbOrTx, id: string): Promise<SnapshotRecord | null> {
  const [row] = await db.select().from(rankingSnapshots).where(eq(rankingSnapshots.id, id));
  return row ?? null;
}

export async function insertSnapshot(db: DbOrTx, snapshot: SnapshotRecord): Promise<void> {
  await db.insert(rankingSnapshots).values(snapshot);
}

export async function deleteSnapshotsBefore(db: DbOrTx, before: Date): Promise<void> {
  await db.delete(rankingSnapshots).where(lt(rankingSnapshots.madeAt, before));
}

/** Of racing callers exactly one gets true. */
export async function insertLike(db: DbOrTx, like: typeof likes.$inferInsert): Promise<boolean> {
  const inserted = await db
    .insert(likes)
    .values(like)
    .onConflictDoNothing()
    .returning({ id: likes.targetId });
  return inserted.length === 1;
}

export async function deleteLike(
  db: DbOrTx,
  userId: UserId,
  kind: LikedKind,
  targetId: string,
): Promise<boolean> {
  const deleted = await db
    .delete(likes)
    .where(and(eq(likes.userId, userId), eq(likes.kind, kind), eq(likes.targetId, targetId)))
    .returning({ id: likes.targetId });
  return deleted.length === 1;
}

/** Adds `by` to the likes; returns how many there are, or null when there is no such entry. */
export async function addLikes(
  db: DbOrTx,
  kind: LikedKind,
  id: string,
  by: 1 | -1 | 0,
): Promise<number | null> {
  const next = sql`${catalogEntries.likeCount} + ${by}`;
  const [row] = await db
    .update(catalogEntries)
    .set({ likeCount: next, popularity: sql`floor(log(2, 1 + ${next}))::int` })
    .where(and(eq(catalogEntries.kind, kind), eq(catalogEntries.id, id)))
    .returning({ likeCount: catalogEntries.likeCount });
  return row?.likeCount ?? null;
}

/** The user's own, newest first, from after the cursor. */
export async function listLikes(
  db: DbOrTx,
  userId: UserId,
  kind: LikedKind | undefined,
  after: Cursor | null,
  limit: number,
): Promise<(typeof likes.$inferSelect)[]> {
  return db
    .select()
    .from(likes)
    .where(
      and(
        eq(likes.userId, userId),
        kind === undefined ? undefined : eq(likes.kind, kind),
        after === null
          ? undefined
          : sql`(${likes.createdAt}, ${likes.targetId}) < (${after.at.toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(likes.createdAt), desc(likes.targetId))
    .limit(limit);
}

/** Features an entry, or no longer with null; false when there is none. */
export async function updateFeatured(
  db: DbOrTx,
  kind: CatalogKind,
  id: string,
  featuredAt: Date | null,
): Promise<boolean> {
  const updated = await db
    .update(catalogEntries)
    .set({ featuredAt })
    .where(and(eq(catalogEntries.kind, kind), eq(catalogEntries.id, id)))
    .returning({ id: catalogEntries.id });
  return updated.length === 1;
}

export async function countByKind(db: DbOrTx, ownerId: UserId): Promise<ReadonlyMap<CatalogKind, number>> {
  const rows = await db
    .select({ kind: catalogEntries.kind, count: count() })
    .from(catalogEntries)
    .where(and(eq(catalogEntries.ownerId, ownerId), eq(catalogEntries.visibility, "public")))
    .groupBy(catalogEntries.kind);
  return new Map(rows.map((row) => [row.kind, row.count]));
}

/** Whether anything is not in the catalog in the newest form of its terms. */
export async function hasOldEntries(db: DbOrTx, indexVersion: number): Promise<boolean> {
  const [row] = await db
    .select({ id: catalogEntries.id })
    .from(catalogEntries)
    .where(lt(catalogEntries.indexVersion, indexVersion))
    .limit(1);
  return row !== undefined;
}

export async function countEntries(db: DbOrTx): Promise<number> {
  const [row] = await db.select({ count: count() }).from(catalogEntries);
  return row?.count ?? 0;
}
