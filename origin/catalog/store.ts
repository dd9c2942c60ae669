// All the SQL of entries: what can be found, listed, searched and counted. Their terms are written here and looked in by
// Postgres; nobody reads them back.

import {
  and,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  type SQL,
  sql,
} from "drizzle-orm";
import type { CatalogKind } from "../../shared/schema/catalog.ts";
import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { catalogEntries, tagCounts } from "../db/schema/catalog.ts";
import { events } from "../db/schema/events.ts";
import type { Cursor } from "../route-params.ts";

type EntryRow = typeof catalogEntries.$inferSelect;
type Terms = "terms" | "nameTerms" | "tagTerms" | "searchText" | "indexVersion";
/** An entry without what it is found by, which is many times as large as the rest. */
export type EntryRecord = Omit<EntryRow, Terms>;
export type NewEntry = Omit<EntryRow, "featuredAt" | "likeCount" | "popularity" | "shownAs">;
export type Filter = {
  readonly kinds: readonly CatalogKind[];
  readonly tag: string | undefined;
  readonly ownerId: UserId | undefined;
  /** Only events in this world. */
  readonly worldId?: WorldId | undefined;
  readonly now: Date;
};

/** One entry's key. */
export type EntryName = Pick<EntryRow, "kind" | "id">;

const entryName = { kind: catalogEntries.kind, id: catalogEntries.id };
const {
  terms: _terms,
  nameTerms: _nameTerms,
  tagTerms: _tagTerms,
  searchText: _searchText,
  indexVersion: _indexVersion,
  ...recordColumns
} = getTableColumns(catalogEntries);
/** The columns of an EntryRecord. */
export const shown = recordColumns;

/** Writes an entry, or writes it anew: what was liked or featured stays so, and what is hidden with its owner stays hidden. */
export async function upsertEntry(db: DbOrTx, entry: NewEntry): Promise<void> {
  const isHidden = sql`${catalogEntries.shownAs} IS NOT NULL`;
  await db
    .insert(catalogEntries)
    .values(entry)
    .onConflictDoUpdate({
      target: [catalogEntries.kind, catalogEntries.id],
      set: {
        ...entry,
        visibility: sql`CASE WHEN ${isHidden} THEN 'private' ELSE ${entry.visibility} END`,
        shownAs: sql`CASE WHEN ${isHidden} THEN ${entry.visibility} END`,
      },
    });
}

/** Hides all that somebody published. Returns what it was. */
export async function hideEntriesOf(db: DbOrTx, ownerId: UserId): Promise<EntryName[]> {
  return db
    .update(catalogEntries)
    .set({ shownAs: catalogEntries.visibility, visibility: "private" })
    .where(and(eq(catalogEntries.ownerId, ownerId), isNull(catalogEntries.shownAs)))
    .returning(entryName);
}

/** Shows again what hideEntriesOf hid. Returns what it was. */
export async function showEntriesOf(db: DbOrTx, ownerId: UserId): Promise<EntryName[]> {
  return db
    .update(catalogEntries)
    .set({ shownAs: null, visibility: sql`${catalogEntries.shownAs}` })
    .where(and(eq(catalogEntries.ownerId, ownerId), isNotNull(catalogEntries.shownAs)))
    .returning(entryName);
}

export async function findEntry(db: DbOrTx, kind: CatalogKind, id: string): Promise<EntryRecord | null> {
  const [row] = await db
    .select(shown)
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
export function listed({ kinds, tag, ownerId, worldId, now }: Filter): SQL | undefined {
  const [first] = kinds;
  return and(
    kinds.length === 1 && first !== undefined
      ? eq(catalogEntries.kind, first)
      : inArray(catalogEntries.kind, [...kinds]),
    eq(catalogEntries.visibility, "public"),
    sql`(${catalogEntries.until} IS NULL OR ${catalogEntries.until} > ${now.toISOString()}::timestamptz)`,
    tag === undefined ? undefined : sql`${catalogEntries.tags} @> ARRAY[${tag}]`,
    ownerId === undefined ? undefined : eq(catalogEntries.ownerId, ownerId),
    worldId === undefined
      ? undefined
      : sql`${catalogEntries.id} IN (SELECT ${events.id} FROM ${events} WHERE ${events.worldId} = ${worldId})`,
  );
}

/** Newest first, from after the cursor. */
export async function listNewest(
  db: DbOrTx,
  filter: Filter,
  cursor: Cursor | null,
  limit: number,
): Promise<EntryRecord[]> {
  return db
    .select(shown)
    .from(catalogEntries)
    .where(
      and(
        listed(filter),
        cursor === null
          ? undefined
          : before([catalogEntries.createdAt, catalogEntries.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(catalogEntries.createdAt), desc(catalogEntries.id))
    .limit(limit);
}

/** The one featured last first. */
export async function listFeatured(
  db: DbOrTx,
  filter: Filter,
  cursor: Cursor | null,
  limit: number,
): Promise<EntryRecord[]> {
  return db
    .select(shown)
    .from(catalogEntries)
    .where(
      and(
        listed(filter),
        sql`${catalogEntries.featuredAt} IS NOT NULL`,
        cursor === null
          ? undefined
          : before([catalogEntries.featuredAt, catalogEntries.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(catalogEntries.featuredAt), desc(catalogEntries.id))
    .limit(limit);
}

/** Entries by id, in no order; only those that everybody may find. */
export async function listByIds(db: DbOrTx, filter: Filter, ids: readonly string[]): Promise<EntryRecord[]> {
  return db
    .select(shown)
    .from(catalogEntries)
    .where(and(listed(filter), inArray(catalogEntries.id, [...ids])));
}

type TagCount = { tag: string; count: number };

/** What findTagCounts answers, from now on. */
export async function upsertTagCounts(db: DbOrTx, counted: typeof tagCounts.$inferInsert): Promise<void> {
  await db.insert(tagCounts).values(counted).onConflictDoUpdate({ target: tagCounts.kind, set: counted });
}

/** The tags of a kind as they were counted after `since`; null when they were not. */
export async function findTagCounts(db: DbOrTx, kind: CatalogKind, since: Date): Promise<TagCount[] | null> {
  const [row] = await db
    .select({ counts: tagCounts.counts })
    .from(tagCounts)
    .where(and(eq(tagCounts.kind, kind), gt(tagCounts.countedAt, since)));
  return row?.counts ?? null;
}

/** Tags of what everybody may find, the most used first. Goes through all there is. */
export async function countTags(db: DbOrTx, filter: Filter, limit: number): Promise<TagCount[]> {
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

/** Whether the catalog is empty, or has an entry whose terms were made in an older way. */
export async function isCatalogOld(db: DbOrTx, indexVersion: number): Promise<boolean> {
  const [some] = await db.select({ id: catalogEntries.id }).from(catalogEntries).limit(1);
  if (some === undefined) return true;
  const [old] = await db
    .select({ id: catalogEntries.id })
    .from(catalogEntries)
    .where(lt(catalogEntries.indexVersion, indexVersion))
    .limit(1);
  return old !== undefined;
}
