// All the SQL of rankings: how they are made, and as they were when somebody began to page through them.

import { and, desc, eq, gt, lt, notInArray, type SQL, sql } from "drizzle-orm";
import type { CatalogKind, Ranking } from "../../shared/schema/catalog.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { catalogEntries, likes, rankingSnapshots } from "../db/schema/catalog.ts";
import { eventRsvps } from "../db/schema/events.ts";
import { rooms, visits } from "../db/schema/rooms.ts";
import { type EntryRecord, type Filter, listed, shown } from "./store.ts";

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

/** So many are ranked for each place, as some are not, or no longer, everybody's. */
const CANDIDATES_PER_PLACE = 2;

type TrendWeights = { readonly halfLifeMs: number; readonly since: Date; readonly likeWeight: number };

/**
 * The most lively of a kind: each visitor counts once, each like `likeWeight` times, and what was `halfLifeMs` ago half as
 * much. Only what somebody came to or liked since `since`: what nobody did is not sorted with the rest.
 */
export async function rankLively(
  db: DbOrTx,
  filter: Filter,
  { halfLifeMs, since, likeWeight }: TrendWeights,
  limit: number,
): Promise<string[]> {
  const now = filter.now.toISOString();
  // In float8: with the numeric that extract() gives, the same powers take ten times as long as all the rest.
  const weight = (at: SQL) =>
    sql`power(2::float8, -extract(epoch FROM (${now}::timestamptz - ${at}))::float8 * 1000 / ${halfLifeMs}::float8)`;
  const [kind] = filter.kinds;
  const visited = {
    world: sql`SELECT ${rooms.worldId} AS id, ${weight(sql`max(${visits.joinedAt})`)} AS score
      FROM ${visits} JOIN ${rooms} ON ${rooms.id} = ${visits.roomId}
      WHERE ${visits.joinedAt} > ${since.toISOString()}::timestamptz AND ${visits.userId} IS NOT NULL
      GROUP BY ${rooms.worldId}, ${visits.userId} UNION ALL`,
    // Who says that they will come counts as one who came.
    event: sql`SELECT ${eventRsvps.eventId} AS id, ${weight(sql`${eventRsvps.answeredAt}`)} AS score
      FROM ${eventRsvps} WHERE ${eventRsvps.answeredAt} > ${since.toISOString()}::timestamptz UNION ALL`,
  };
  const came = kind === "world" || kind === "event" ? visited[kind] : sql``;
  const rows = await db.execute<{ id: string }>(sql`
    SELECT ${catalogEntries.id} AS id FROM (
      SELECT id, sum(score) AS score FROM (
        ${came}
        SELECT ${likes.targetId} AS id, ${likeWeight} * ${weight(sql`${likes.createdAt}`)} AS score FROM ${likes}
        WHERE ${likes.kind} = ${kind} AND ${likes.createdAt} > ${since.toISOString()}::timestamptz
      ) AS each GROUP BY id ORDER BY score DESC LIMIT ${CANDIDATES_PER_PLACE * limit}
    ) AS lively JOIN ${catalogEntries} ON lively.id = ${catalogEntries.id}
    WHERE ${listed(filter)}
    ORDER BY lively.score DESC, ${catalogEntries.createdAt} DESC, ${catalogEntries.id}
    LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** Where somebody is among what a ranking left out. */
export type BeyondPlace = { readonly popularity: number; readonly at: Date; readonly id: string };

/**
 * What `snapshot` left out, from after the place: of the most liked by the power of two of its likes, which seldom moves while
 * somebody pages; else, and of the most lively, the newest first.
 */
export async function listBeyond(
  db: DbOrTx,
  filter: Filter,
  snapshot: Pick<SnapshotRecord, "ids" | "ranking">,
  place: BeyondPlace | null,
  limit: number,
): Promise<EntryRecord[]> {
  const { popularity, createdAt, id } = catalogEntries;
  const [columns, last] =
    snapshot.ranking === "popular"
      ? [[popularity, createdAt, id], place === null ? null : [place.popularity, place.at, place.id]]
      : [[createdAt, id], place === null ? null : [place.at, place.id]];
  return db
    .select(shown)
    .from(catalogEntries)
    .where(
      and(listed(filter), notInArray(id, snapshot.ids), last === null ? undefined : before(columns, last)),
    )
    .orderBy(...columns.map((column) => desc(column)))
    .limit(limit);
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
