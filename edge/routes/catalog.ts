// Public, cached reads: worlds, avatars, events. The same bytes for everybody, so nothing here looks at who asks.

import type { Context } from "hono";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import {
  CATALOG_CACHE_CONTROL,
  type CachedAnswer,
  type CatalogCaches,
  toCachedAnswer,
} from "../cache/catalog.ts";
import { isNotModified } from "../cache/etag.ts";
import type { CacheRead, ReadCache } from "../cache/read-cache.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";

/** How a read went, in the words of Cache-Status (RFC 9211). */
const CACHE_STATUS = {
  hit: "hiroba-edge; hit",
  stale: "hiroba-edge; hit; detail=revalidating",
  away: "hiroba-edge; hit; detail=origin-away",
  miss: "hiroba-edge; fwd=miss",
} as const satisfies Record<CacheRead<unknown>["from"], string>;

export function catalogRoutes(deps: EdgeDeps, caches: CatalogCaches) {
  /** GET /v1/worlds ?cursor&limit */
  const worlds: EndpointHandler<"worlds.list"> = (c, { query }) =>
    page(c, query, caches.worlds, deps.origin.worlds);
  /** GET /v1/avatars ?cursor&limit */
  const avatars: EndpointHandler<"avatars.list"> = (c, { query }) =>
    page(c, query, caches.avatars, deps.origin.avatars);
  /** GET /v1/events ?cursor&limit */
  const events: EndpointHandler<"events.list"> = (c, { query }) =>
    page(c, query, caches.events, deps.origin.events);
  /** GET /v1/worlds/{id} */
  const world: EndpointHandler<"worlds.get"> = (c, { params: { worldId } }) =>
    cached(c, caches.worlds, `world ${worldId}`, () => deps.origin.world(c.get("requestId"), worldId));
  return { worlds, world, avatars, events };
}

function page(
  c: Context<EdgeEnv>,
  query: PageQuery,
  cache: ReadCache<CachedAnswer>,
  list: (requestId: string, query: PageQuery) => Promise<unknown>,
): Promise<Response> {
  return cached(c, cache, `page ${query.limit} ${query.cursor ?? ""}`, () => list(c.get("requestId"), query));
}

async function cached(
  c: Context<EdgeEnv>,
  cache: ReadCache<CachedAnswer>,
  key: string,
  fetchAnswer: () => Promise<unknown>,
): Promise<Response> {
  const fill = async () => toCachedAnswer(await fetchAnswer());
  const { value, ageMs, from } = await cache.read(key, fill, c.env.waitUntil);
  c.header("cache-control", CATALOG_CACHE_CONTROL);
  c.header("etag", value.etag);
  c.header("age", String(Math.floor(ageMs / 1000)));
  c.header("cache-status", CACHE_STATUS[from]);
  if (isNotModified(c.req.header("if-none-match"), value.etag)) return c.body(null, 304);
  c.header("content-type", "application/json");
  return c.body(value.body);
}
