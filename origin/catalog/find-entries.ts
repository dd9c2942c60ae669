// One page of what can be found: newest, most liked, most lively, featured, or what fits a search; of one tag or one owner
// where that is asked.

import type { CatalogKind, CatalogOrder, Ranking } from "../../shared/schema/catalog.ts";
import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { cursorInvalid, decodePlace, encodePlace, toBeyondPlace, toSearchPlace } from "./cursor.ts";
import { currentSnapshot, RANKED_MAX, snapshotOf } from "./ranking.ts";
import { listBeyond } from "./ranking-store.ts";
import { SEARCH_RANKS, type SearchRank, searchEntries } from "./search-store.ts";
import { parseQuery } from "./search-terms.ts";
import { type EntryRecord, type Filter, listByIds, listFeatured, listNewest } from "./store.ts";

type EntryQuery = {
  readonly kind: CatalogKind;
  readonly order: CatalogOrder;
  readonly q?: string | undefined;
  readonly tag?: string | undefined;
  readonly owner?: UserId | undefined;
  /** Only events in this world. */
  readonly world?: WorldId | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};
type EntryPage = { readonly entries: readonly EntryRecord[]; readonly nextCursor: string | null };
type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** `q` overrides `order`: what is searched for comes best first. Throws CURSOR_INVALID (422). */
export async function findEntries(deps: Deps, query: EntryQuery): Promise<EntryPage> {
  const filter: Filter = {
    kinds: [query.kind],
    tag: query.tag,
    ownerId: query.owner,
    worldId: query.world,
    now: new Date(deps.nowMs()),
  };
  if (query.q !== undefined) return search(deps, filter, { ...query, q: query.q });
  switch (query.order) {
    case "new": {
      const place = decodePlace(query.cursor, "new");
      const rows = await listNewest(deps.db, filter, toCursor(place), query.limit + 1);
      return cut(rows, query.limit, ({ createdAt, id }) => ({ o: "new", at: createdAt.getTime(), id }));
    }
    case "featured": {
      const place = decodePlace(query.cursor, "featured");
      const rows = await listFeatured(deps.db, filter, toCursor(place), query.limit + 1);
      return cut(rows, query.limit, ({ featuredAt, createdAt, id }) => ({
        o: "featured",
        at: (featuredAt ?? createdAt).getTime(),
        id,
      }));
    }
    case "popular":
    case "trending":
      return findRanked(deps, filter, query, query.order);
  }
}

export type Search = Pick<EntryQuery, "cursor" | "limit"> & { readonly q: string };

/** Nothing is found by a query without a letter or digit. Throws CURSOR_INVALID (422). */
export async function search(
  deps: Pick<OriginDeps, "db">,
  filter: Filter,
  { q, cursor, limit }: Search,
): Promise<EntryPage> {
  const place = decodePlace(cursor, "search");
  const query = parseQuery(q);
  if (query === null) return { entries: [], nextCursor: null };
  const from = place === null ? null : toSearchPlace(place);
  const rows: (EntryRecord & { readonly rank: SearchRank })[] = [];
  for (const rank of SEARCH_RANKS) {
    const rest = limit + 1 - rows.length;
    if (rest === 0) break;
    if (from !== null && rank > from.rank) continue;
    const after = from?.rank === rank ? from : null;
    const found = await searchEntries(deps.db, { query, filter, rank, after, limit: rest });
    rows.push(...found.map((entry) => ({ ...entry, rank })));
  }
  return cut(rows, limit, ({ rank, popularity, createdAt, id }) => ({
    o: "search",
    r: rank,
    p: popularity,
    at: createdAt.getTime(),
    id,
  }));
}

async function findRanked(
  deps: Deps,
  filter: Filter,
  query: EntryQuery,
  ranking: Ranking,
): Promise<EntryPage> {
  const place = decodePlace(query.cursor, "ranked");
  const snapshot =
    place === null ? await currentSnapshot(deps, query.kind, ranking) : await snapshotOf(deps, place.s);
  // A ranking that is no longer kept is as good as a cursor of nobody's: the reader begins anew.
  if (snapshot === null || snapshot.kind !== query.kind || snapshot.ranking !== ranking)
    throw cursorInvalid();
  const entries: EntryRecord[] = [];
  let at = place?.n ?? 0;
  let lookedAtOnce = 2 * query.limit;
  // What a tag, an owner or a change of mind leaves out is made up for, so that a page is full where there is enough.
  while (entries.length < query.limit && at < snapshot.ids.length) {
    const ids = snapshot.ids.slice(at, at + lookedAtOnce);
    // A tag that is rare or nobody's is looked for in all of it: in few looks, however short the page.
    lookedAtOnce *= 4;
    const byId = new Map((await listByIds(deps.db, filter, ids)).map((entry) => [entry.id, entry]));
    for (const id of ids) {
      if (entries.length === query.limit) break;
      at += 1;
      const entry = byId.get(id);
      if (entry !== undefined) entries.push(entry);
    }
  }
  const here = { o: "ranked", s: snapshot.id, n: at } as const;
  if (at < snapshot.ids.length) return { entries, nextCursor: encodePlace(here) };
  // One that is not full has all there was.
  if (snapshot.ids.length < RANKED_MAX) return { entries, nextCursor: null };
  const rest = query.limit - entries.length;
  const beyond = place?.b === undefined ? null : toBeyondPlace(place.b);
  const rows = await listBeyond(deps.db, filter, snapshot, beyond, rest + 1);
  const more = rows.slice(0, rest);
  const last = more.at(-1);
  const next =
    last === undefined
      ? here
      : { ...here, b: { p: last.popularity, at: last.createdAt.getTime(), id: last.id } };
  // The order of the rest is coarse, so that it stands still: what is on one page together is shown by the very count.
  if (ranking === "popular") more.sort((a, b) => b.likeCount - a.likeCount);
  return { entries: [...entries, ...more], nextCursor: rows.length > rest ? encodePlace(next) : null };
}

function toCursor(place: { readonly at: number; readonly id: string } | null) {
  return place === null ? null : { at: new Date(place.at), id: place.id };
}

/** The row too many says that there is a next page. */
function cut<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Parameters<typeof encodePlace>[0],
): { entries: readonly Row[]; nextCursor: string | null } {
  const entries = rows.slice(0, limit);
  const last = entries.at(-1);
  return {
    entries,
    nextCursor: rows.length > limit && last !== undefined ? encodePlace(placeOf(last)) : null,
  };
}
