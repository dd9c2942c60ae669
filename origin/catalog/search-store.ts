// The SQL of a search. There are two ways to go about it, and Postgres is not left to choose: how many entries have all of
// several terms it guesses as if terms had nothing to do with each other, and a wrong guess costs a second in a catalog of
// 200,000. So the first way is tried for a moment, then the second, and each says whether it came to an end.

import { and, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { catalogEntries } from "../db/schema/catalog.ts";
import type { SearchQuery } from "./search-terms.ts";
import { type EntryRecord, type Filter, listed, shown } from "./store.ts";

/** So many of the best entries are looked at first: what one of eight has fills a page of 24 from among them. */
const GLANCE_MAX = 200;
/** So many are looked at where more have the terms than are sorted: there one of a hundred fills the page. */
const LOOK_MAX = 20_000;
/**
 * So many of those that have the terms are sorted. Where more have them this was in vain, and fetching them is what a search for a
 * common word takes longest for: with 1,500 half of the bench's searches took twice as long, with 500 three of fifty do.
 */
const SORTED_MAX = 500;
/** So many are sorted where nothing else has helped; of more, whichever Postgres comes to first. */
const SORTED_LAST_MAX = 50_000;

/** Where all that is looked for stands: 2 in the name, 1 in the tags, 0 anywhere. */
export const SEARCH_RANKS = [2, 1, 0] as const;
export type SearchRank = (typeof SEARCH_RANKS)[number];

/** Where in the order of a search somebody is: all descending. */
export type SearchPlace = {
  readonly rank: SearchRank;
  readonly popularity: number;
  readonly at: Date;
  readonly id: string;
};

type RankSearch = {
  readonly query: SearchQuery;
  readonly filter: Filter;
  readonly rank: SearchRank;
  readonly after: Omit<SearchPlace, "rank"> | null;
  readonly limit: number;
};

const order = [catalogEntries.popularity, catalogEntries.createdAt, catalogEntries.id] as const;
const bestFirst = order.map((by) => desc(by));

/**
 * What was found in one rank, from after a place: the more liked first, then the newer. What many have is found among the best
 * there are; what few have, by the index of terms.
 */
export async function searchEntries(db: DbOrTx, search: RankSearch): Promise<EntryRecord[]> {
  const glanced = await searchAlong(db, search, GLANCE_MAX);
  if (glanced.length === search.limit) return glanced;
  const { entries, foundCount } = await searchByTerms(db, search, SORTED_MAX);
  if (foundCount < SORTED_MAX) return entries;
  const seen = await searchAlong(db, search, LOOK_MAX);
  if (seen.length === search.limit) return seen;
  return (await searchByTerms(db, search, SORTED_LAST_MAX)).entries;
}

/** Looks at the best entries one by one. Less than a page, where that is not to be had from so many. */
function searchAlong(db: DbOrTx, search: RankSearch, entriesMax: number): Promise<EntryRecord[]> {
  const best = db
    .select()
    .from(catalogEntries)
    .where(and(eq(catalogEntries.visibility, "public"), isFurtherAlong(search)))
    .orderBy(...bestFirst)
    .limit(entriesMax)
    // Under the table's own name: what is asked of entries elsewhere is asked of these.
    .as("catalog_entries");
  return db
    .select(shown)
    .from(best)
    .where(isWanted(search, sql`${sql.param([...search.query.terms])}::text[]`))
    .orderBy(...bestFirst)
    .limit(search.limit);
}

/** Fetches those that have the terms, at most so many, and sorts them. */
async function searchByTerms(
  db: DbOrTx,
  search: RankSearch,
  matchesMax: number,
): Promise<{ readonly entries: EntryRecord[]; readonly foundCount: number }> {
  const { after } = search;
  // In a SELECT of its own, so that Postgres does not see what they are and take the index for too long a way.
  const terms = sql`(SELECT ${sql.param([...search.query.terms])}::text[])`;
  const matches = db
    .select()
    .from(catalogEntries)
    // IS TRUE, or Postgres takes the place for one near the end, and goes there along the order.
    .where(
      and(
        isWanted(search, terms),
        after === null ? undefined : sql`(${before(order, placeOf(after))}) IS TRUE`,
      ),
    )
    .limit(matchesMax)
    .as("catalog_entries");
  const rows = await db
    .select({ entry: shown, foundCount: sql<number>`(count(*) OVER ())::int` })
    .from(matches)
    .orderBy(...bestFirst)
    .limit(search.limit);
  return { entries: rows.map(({ entry }) => entry), foundCount: rows[0]?.foundCount ?? 0 };
}

/** Of the one kind there is, or of all; from after the place. */
function isFurtherAlong({ filter, after }: RankSearch): SQL | undefined {
  const [kind, ...otherKinds] = filter.kinds;
  return and(
    kind !== undefined && otherKinds.length === 0
      ? eq(catalogEntries.kind, kind)
      : // Said by nobody else, and so by whom the order of all kinds is meant for (catalog_best_of_all).
        gt(catalogEntries.indexVersion, 0),
    after === null ? undefined : before(order, placeOf(after)),
  );
}

function placeOf({ popularity, at, id }: Omit<SearchPlace, "rank">) {
  return [popularity, at, id] as const;
}

function isWanted({ filter, rank, query }: RankSearch, terms: SQL): SQL | undefined {
  return and(
    listed(filter),
    isOfRank(rank, terms),
    ...query.phrases.map((phrase) => sql`position(${phrase} in ${catalogEntries.searchText}) > 0`),
  );
}

function isOfRank(rank: SearchRank, terms: SQL): SQL {
  const inName = sql`${catalogEntries.nameTerms} @> ${terms}`;
  const inTags = sql`${catalogEntries.tagTerms} @> ${terms}`;
  switch (rank) {
    case 2:
      return inName;
    case 1:
      return sql`${inTags} AND NOT ${inName}`;
    case 0:
      return sql`${catalogEntries.terms} @> ${terms} AND NOT ${inName} AND NOT ${inTags}`;
  }
}
