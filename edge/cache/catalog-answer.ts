// An answer of the catalog as it is sent: JSON in bytes, its validator and its Cache-Tag made once a fill, its fields once a
// second. The same for everybody, so nothing here looks at who asks.

import { ANY_ORIGIN, READABLE } from "../cross-origin.ts";
import { isNotModified } from "./etag.ts";
import type { CacheRead } from "./read-cache.ts";

export const FRESH_MS = 1_000;
/** What is older than this is in every page that is shown, purge or not. */
export const REVALIDATE_MS = 10_000;
export const STALE_MS = 60 * 60 * 1000;

/**
 * A browser revalidates every time (a 304 costs a microsecond; the maker of a world must see it at once), a CDN may keep
 * an answer for a second, and longer while it asks anew or while we are away.
 */
const CACHE_CONTROL = [
  "public, max-age=0",
  `s-maxage=${FRESH_MS / 1000}`,
  `stale-while-revalidate=${REVALIDATE_MS / 1000}`,
  `stale-if-error=${STALE_MS / 1000}`,
].join(", ");

/** How a read went, in the words of Cache-Status (RFC 9211). */
const CACHE_STATUS = {
  hit: "hiroba-edge; hit",
  stale: "hiroba-edge; hit; detail=revalidating",
  away: "hiroba-edge; hit; detail=origin-away",
  miss: "hiroba-edge; fwd=miss",
} as const satisfies Record<CacheRead<unknown>["from"], string>;

type Fields = {
  readonly from: CacheRead<unknown>["from"];
  readonly ageS: number;
  readonly whole: Headers;
  readonly notModified: Headers;
};

export class CatalogAnswer {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  readonly cacheTag: string;
  /** Those of the last response: a Headers object is copied in a third of the time a record is read. */
  #fields: Fields;

  constructor(body: Uint8Array<ArrayBuffer>, etag: string, cacheTag: string) {
    this.body = body;
    this.etag = etag;
    this.cacheTag = cacheTag;
    this.#fields = this.#makeFields("miss", 0);
  }

  /** 200 with the body, or 304 when `ifNoneMatch` names what it would be. */
  toResponse(from: CacheRead<unknown>["from"], ageMs: number, ifNoneMatch: string | null): Response {
    const ageS = Math.floor(ageMs / 1000);
    if (this.#fields.ageS !== ageS || this.#fields.from !== from) this.#fields = this.#makeFields(from, ageS);
    return ifNoneMatch !== null && isNotModified(ifNoneMatch, this.etag)
      ? new Response(null, { status: 304, headers: this.#fields.notModified })
      : new Response(this.body, { headers: this.#fields.whole });
  }

  #makeFields(from: CacheRead<unknown>["from"], ageS: number): Fields {
    const fields = {
      ...ANY_ORIGIN,
      "cache-control": CACHE_CONTROL,
      etag: this.etag,
      age: String(ageS),
      "cache-status": CACHE_STATUS[from],
    };
    return {
      from,
      ageS,
      notModified: new Headers(fields),
      whole: new Headers({
        ...fields,
        ...READABLE,
        "cache-tag": this.cacheTag,
        "content-type": "application/json",
      }),
    };
  }
}
