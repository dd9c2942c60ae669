// A cached answer as HTTP: its fields made once a second, its body and validator once a fill. The same for everybody, so
// nothing here looks at who asks.

import { CATALOG_CACHE_CONTROL, type CachedAnswer } from "./catalog.ts";
import { isNotModified } from "./etag.ts";
import type { CacheRead } from "./read-cache.ts";

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

/** The last fields of each answer: a Headers object is copied in a third of the time a record is read. */
const lastFields = new WeakMap<CachedAnswer, Fields>();

/** 200 with the body, or 304 when `ifNoneMatch` names what it would be. */
export function answerOf(read: CacheRead<CachedAnswer>, ifNoneMatch: string | null): Response {
  const { value } = read;
  const { whole, notModified } = fieldsOf(read);
  return ifNoneMatch !== null && isNotModified(ifNoneMatch, value.etag)
    ? new Response(null, { status: 304, headers: notModified })
    : new Response(value.body, { headers: whole });
}

function fieldsOf({ value, ageMs, from }: CacheRead<CachedAnswer>): Fields {
  const ageS = Math.floor(ageMs / 1000);
  const last = lastFields.get(value);
  if (last !== undefined && last.ageS === ageS && last.from === from) return last;
  const notModified = {
    "cache-control": CATALOG_CACHE_CONTROL,
    etag: value.etag,
    age: String(ageS),
    "cache-status": CACHE_STATUS[from],
  };
  const fields: Fields = {
    from,
    ageS,
    whole: new Headers({ ...notModified, "cache-tag": value.cacheTag, "content-type": "application/json" }),
    notModified: new Headers(notModified),
  };
  lastFields.set(value, fields);
  return fields;
}
