// What of the catalog is cached, and for how long. What only our own writes change is good until one is told of, while the
// feed is followed; what moves by itself, such as head counts, is good for a second. When the origin is away, up to an hour
// old is better than nothing.

import type { NowMs } from "../../shared/clock.ts";
import { Problem } from "../../shared/http/problem.ts";
import type { ChangePage } from "../../shared/schema/internal/changes.ts";
import { etagOf } from "./etag.ts";
import { createFeedFollower } from "./feed-follower.ts";
import { type CacheRead, createReadCache, type Filled, type Lifetime } from "./read-cache.ts";

const ENTRIES_MAX = 5_000;
const BYTES_MAX = 64 * 1024 * 1024;
const STALE_MS = 60 * 60 * 1000;

/** "by-writes": a purge names it when it changes. "by-itself": time or people change it, and nobody tells. */
export type Changes = "by-writes" | "by-itself";

const FRESH_MS = 1_000;
/** What is older than this is in every page that is shown, purge or not. */
export const REVALIDATE_MS = 10_000;
const MOVING: Lifetime = { freshMs: FRESH_MS, revalidateMs: REVALIDATE_MS };
/** Refilled now and then all the same: a write that forgot to tell is then a nuisance and not a riddle. */
const FOLLOWED: Lifetime = { freshMs: 60_000, revalidateMs: 10 * 60_000 };

/**
 * A browser revalidates every time (a 304 costs a microsecond; the maker of a world must see it at once), a CDN may keep
 * an answer for a second, and longer while it asks anew or while we are away.
 */
export const CATALOG_CACHE_CONTROL = [
  "public, max-age=0",
  `s-maxage=${FRESH_MS / 1000}`,
  `stale-while-revalidate=${REVALIDATE_MS / 1000}`,
  `stale-if-error=${STALE_MS / 1000}`,
].join(", ");

/** An answer as it is sent: JSON in bytes, with its validator and its Cache-Tag made once. */
export type CachedAnswer = {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  readonly cacheTag: string;
};

export type KeepAlive = (work: Promise<unknown>) => void;

export type CatalogCache = {
  /** The answer under `key`; `fill` asks the origin for it, and says which tags it carries. */
  read(
    key: string,
    changes: Changes,
    fill: () => Promise<{ readonly answer: unknown; readonly tags: readonly string[] }>,
    keepAlive: KeepAlive,
  ): Promise<CacheRead<CachedAnswer>>;
  /** The answer under `key` when nobody need be asked for it, else null. */
  peek(key: string, changes: Changes, keepAlive: KeepAlive): CacheRead<CachedAnswer> | null;
  /** Whether there is an answer under `key`, of whatever age. */
  holds(key: string): boolean;
  /** Makes whatever carries one of the tags count as old. */
  purge(tags: readonly string[] | "all"): void;
};

/** Makes an empty cache that follows the feed of `changes` while anybody reads. */
export function createCatalogCache(deps: {
  readonly changes: (after: string | null) => Promise<ChangePage>;
  readonly nowMs: NowMs;
}): CatalogCache {
  const cache = createReadCache<CachedAnswer>({
    entriesMax: ENTRIES_MAX,
    bytesMax: BYTES_MAX,
    staleMs: STALE_MS,
    mayServeStale: (error) => !(error instanceof Problem) || error.status >= 500,
    nowMs: deps.nowMs,
  });
  const feed = createFeedFollower({ ...deps, purge: cache.purge });
  const lifetimeOf = (changes: Changes): Lifetime =>
    changes === "by-writes" && feed.isTrusted() ? FOLLOWED : MOVING;
  return {
    read(key, changes, fill, keepAlive) {
      feed.woken(keepAlive);
      return cache.read(key, async () => toFilled(await fill()), lifetimeOf(changes), keepAlive);
    },
    peek(key, changes, keepAlive) {
      feed.woken(keepAlive);
      return cache.peek(key, lifetimeOf(changes));
    },
    holds: cache.holds,
    purge: cache.purge,
  };
}

async function toFilled(given: {
  readonly answer: unknown;
  readonly tags: readonly string[];
}): Promise<Filled<CachedAnswer>> {
  const body = new TextEncoder().encode(JSON.stringify(given.answer));
  const tags = [...new Set(given.tags)];
  const value = { body, etag: await etagOf(body), cacheTag: tags.join(",") };
  return { value, tags, sizeBytes: body.byteLength };
}
