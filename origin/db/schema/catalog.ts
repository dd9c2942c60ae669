// What lists, searches and rankings are made of.

import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import type { CatalogKind, LikedKind, Ranking, Visibility } from "../../../shared/schema/catalog.ts";
import type { UserId } from "../../../shared/schema/ids.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";

/** Everything that can be found, ranked and liked, of whatever kind, in one shape; its noun's own table has the rest. */
export const catalogEntries = pgTable(
  "catalog_entries",
  {
    kind: text("kind").$type<CatalogKind>().notNull(),
    id: text("id").notNull(),
    /** Null: the house's own. */
    ownerId: text("owner_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "cascade" }),
    visibility: text("visibility").$type<Visibility>().notNull(),
    /** What `visibility` goes back to; set while the owner's account is hidden, and "visibility" is "private". */
    shownAs: text("shown_as").$type<Visibility>(),
    name: text("name").notNull(),
    tags: text("tags").array().notNull(),
    /** An object key in the delivery bucket, or a URL. */
    thumbnail: text("thumbnail"),
    /** It is not found after this: the end of an event. */
    until: time("until"),
    createdAt: time("created_at").notNull(),
    featuredAt: time("featured_at"),
    likeCount: integer("like_count").notNull().default(0),
    /** The like count's power of two: what search orders by, which seldom moves while somebody pages. */
    popularity: smallint("popularity").notNull().default(0),
    /** What it is found by (origin/catalog/search-terms.ts); those of its name and tags once more by themselves. */
    terms: text("terms").array().notNull(),
    nameTerms: text("name_terms").array().notNull(),
    tagTerms: text("tag_terms").array().notNull(),
    searchText: text("search_text").notNull(),
    /** Which version of the terms these are: older ones are made anew at boot. */
    indexVersion: integer("index_version").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.id] }),
    index("catalog_newest")
      .on(t.kind, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.visibility} = 'public'`),
    index("catalog_liked")
      .on(t.kind, t.likeCount.desc().nullsFirst(), t.id)
      .where(sql`${t.visibility} = 'public'`),
    index("catalog_featured")
      .on(t.kind, t.featuredAt.desc().nullsFirst())
      .where(sql`${t.featuredAt} IS NOT NULL`),
    index("catalog_terms").using("gin", t.terms),
    index("catalog_name_terms").using("gin", t.nameTerms),
    index("catalog_tag_terms").using("gin", t.tagTerms),
    /**
     * What many have is looked for along these, best first: of one kind, and of all. The planner takes the second for the
     * first where it may, so its condition is one that only a search of all kinds makes (search-store.ts).
     */
    index("catalog_best")
      .on(t.kind, t.popularity.desc().nullsFirst(), t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.visibility} = 'public'`),
    index("catalog_best_of_all")
      .on(t.popularity.desc().nullsFirst(), t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.visibility} = 'public' AND ${t.indexVersion} > 0`),
    index("catalog_tags").using("gin", t.tags),
    index("catalog_owner").on(t.ownerId),
  ],
);

/** A ranking as it was when somebody began to page through it, so that paging is over something that stands still. */
export const rankingSnapshots = pgTable(
  "ranking_snapshots",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<CatalogKind>().notNull(),
    ranking: text("ranking").$type<Ranking>().notNull(),
    ids: text("ids").array().notNull(),
    madeAt: time("made_at").notNull(),
  },
  (t) => [
    index("ranking_snapshots_newest").on(t.kind, t.ranking, t.madeAt.desc().nullsFirst()),
    index("ranking_snapshots_age").on(t.madeAt),
  ],
);

/** The tags of a kind and how often each is used, as they were counted a moment ago: counting them goes through all there is. */
export const tagCounts = pgTable("tag_counts", {
  kind: text("kind").$type<CatalogKind>().primaryKey(),
  counts: jsonb("counts").$type<{ tag: string; count: number }[]>().notNull(),
  countedAt: time("counted_at").notNull(),
});

/** What a user likes, once each; the counts in the catalog are kept in the same transaction. */
export const likes = pgTable(
  "likes",
  {
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind").$type<LikedKind>().notNull(),
    targetId: text("target_id").notNull(),
    createdAt: time("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.kind, t.targetId] }),
    index("likes_recent").on(t.kind, t.createdAt),
    index("likes_user").on(t.userId, t.createdAt.desc().nullsFirst()),
  ],
);
