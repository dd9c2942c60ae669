// What of the catalog is cached, and for how long. What only our own writes change is good until one is told of, while the
// feed is followed; what moves by itself, such as head counts, is good for a second. When the origin is away, up to an hour
// old is better than nothing.

import type { NowMs } from "../../shared/clock.ts";
import { Problem } from "../../shared/http/problem.ts";
import type { ChangePage } from "../../shared/schema/internal/changes.ts";
import { CatalogAnswer, FRESH_MS, REVALIDATE_MS, STALE_MS } from "./catalog-answer.ts";
import { etagOf } from "./etag.ts";
import { createFeedFollower } from "./feed-follower.ts";
import { type CacheRead, createReadCache, type Filled, type Lifetime, type Peeked } from "./read-cache.ts";

const ENTRIES_MAX = 5_000;
const BYTES_MAX = 64 * 1024 * 1024;

/** "by-writes": a purge names it when it changes. "by-itself": time or people change it, and nobody tells. */
export type Changes = "by-writes" | "by-itself";

const MOVING: Lifetime = { freshMs: FRESH_MS, revalidateMs: REVALIDATE_MS };
/** Refilled now and then all the same: a write that forgot to tell is then a nuisance and not a riddle. */
const FOLLOWED: Lifetime = { freshMs: 60_000, revalidateMs: 10 * 60_000 };

export type KeepAlive = (work: Promise<unknown>) => void;

export type CatalogCache = {
  /** The answer under `key`; `fill` asks the origin for it, and says which tags it carries. */
  read(
    key: string,
    changes: Changes,
    fill: () => Promise<{ readonly answer: unknown; readonly tags: readonly string[] }>,
    keepAlive: KeepAlive,
  ): Promise<CacheRead<CatalogAnswer>>;
  /** The answer under `key` when nobody need be asked for it, else null. Told again when its age is another second. */
  peek(key: string, changes: Changes, nowMs: number, keepAlive: KeepAlive): Peeked<CatalogAnswer> | null;
  /** Another number whenever something was filled or purged. */
  version(): number;
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
  const cache = createReadCache<CatalogAnswer>({
    entriesMax: ENTRIES_MAX,
    bytesMax: BYTES_MAX,
    staleMs: STALE_MS,
    mayServeStale: (error) => !(error instanceof Problem) || error.status >= 500,
    nowMs: deps.nowMs,
  });
  const feed = createFeedFollower({ ...deps, purge: cache.purge });
  const lifetimeOf = (changes: Changes, nowMs: number): Lifetime =>
    changes === "by-writes" && feed.isTrusted(nowMs) ? FOLLOWED : MOVING;
  return {
    read(key, changes, fill, keepAlive) {
      const nowMs = deps.nowMs();
      feed.woken(nowMs, keepAlive);
      return cache.read(key, async () => toFilled(await fill()), lifetimeOf(changes, nowMs), keepAlive);
    },
    peek(key, changes, nowMs, keepAlive) {
      feed.woken(nowMs, keepAlive);
      const peeked = cache.peek(key, lifetimeOf(changes, nowMs), nowMs);
      if (peeked === null) return null;
      const nextSecondAtMs = nowMs + 1000 - (peeked.ageMs % 1000);
      return { ...peeked, untilMs: Math.min(peeked.untilMs, nextSecondAtMs, feed.nextLookAtMs()) };
    },
    version: cache.version,
    holds: cache.holds,
    purge: cache.purge,
  };
}

async function toFilled(given: {
  readonly answer: unknown;
  readonly tags: readonly string[];
}): Promise<Filled<CatalogAnswer>> {
  const body = new TextEncoder().encode(JSON.stringify(given.answer));
  const tags = [...new Set(given.tags)];
  const value = new CatalogAnswer(body, await etagOf(body), tags.join(","));
  return { value, tags, sizeBytes: body.byteLength };
}
