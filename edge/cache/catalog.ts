// What of the catalog is cached, and for how long. Head counts move, so a second is fresh; a page that nobody asked for
// in ten seconds is fetched anew before it is shown; when the origin is away, up to an hour old is better than nothing.

import type { NowMs } from "../../shared/clock.ts";
import { Problem } from "../../shared/http/problem.ts";
import { etagOf } from "./etag.ts";
import { createReadCache, type ReadCache } from "./read-cache.ts";

const ENTRIES_MAX = 500;
const FRESH_MS = 1_000;
/** What is older than this is in every page that is shown. */
export const REVALIDATE_MS = 10_000;
const STALE_MS = 60 * 60 * 1000;

/**
 * A browser revalidates every time (a 304 costs a microsecond; the maker of a world must see it at once), a CDN may keep
 * a page for a second, and longer while we are away.
 */
export const CATALOG_CACHE_CONTROL = `public, max-age=0, s-maxage=${FRESH_MS / 1000}, stale-if-error=${STALE_MS / 1000}`;

/** An answer as it is sent: JSON in bytes, with its validator made once. */
export type CachedAnswer = { readonly body: Uint8Array<ArrayBuffer>; readonly etag: string };

/** One cache per noun, so that a write to one leaves the others fresh. */
export type CatalogCaches = {
  readonly worlds: ReadCache<CachedAnswer>;
  readonly avatars: ReadCache<CachedAnswer>;
  readonly events: ReadCache<CachedAnswer>;
};

/** Makes the three empty caches. */
export function createCatalogCaches(nowMs: NowMs): CatalogCaches {
  const create = () =>
    createReadCache<CachedAnswer>({
      entriesMax: ENTRIES_MAX,
      freshMs: FRESH_MS,
      revalidateMs: REVALIDATE_MS,
      staleMs: STALE_MS,
      mayServeStale: (error) => !(error instanceof Problem) || error.status >= 500,
      nowMs,
    });
  return { worlds: create(), avatars: create(), events: create() };
}

/** Renders and tags an answer for keeping. */
export async function toCachedAnswer(answer: unknown): Promise<CachedAnswer> {
  const body = new TextEncoder().encode(JSON.stringify(answer));
  return { body, etag: await etagOf(body) };
}
