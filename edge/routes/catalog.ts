// Public, cached reads: worlds, avatars, events. The same bytes for everybody, so nothing here looks at who asks.

import type { Context } from "hono";
import type { Avatar } from "../../shared/schema/asset.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { World } from "../../shared/schema/world.ts";
import { CATALOG_CACHE_CONTROL, type CatalogCache, type Changes } from "../cache/catalog.ts";
import { isNotModified } from "../cache/etag.ts";
import type { CacheRead } from "../cache/read-cache.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";

/** How a read went, in the words of Cache-Status (RFC 9211). */
const CACHE_STATUS = {
  hit: "hiroba-edge; hit",
  stale: "hiroba-edge; hit; detail=revalidating",
  away: "hiroba-edge; hit; detail=origin-away",
  miss: "hiroba-edge; fwd=miss",
} as const satisfies Record<CacheRead<unknown>["from"], string>;

type Read<T> = {
  readonly key: string;
  readonly changes: Changes;
  readonly fetch: () => Promise<T>;
  readonly tags: (answer: T) => readonly string[];
};

export function catalogRoutes(deps: EdgeDeps, cache: CatalogCache) {
  /** GET /v1/worlds ?cursor&limit */
  const worlds: EndpointHandler<"worlds.list"> = (c, { query }) =>
    answerRead(c, cache, {
      key: pageKey("worlds", query),
      changes: "by-itself", // head counts
      fetch: () => deps.origin.worlds(c.get("requestId"), query),
      tags: ({ items }) => [cacheTag.worlds, ...ownerTags(items)],
    });

  /** GET /v1/worlds/{id} */
  const world: EndpointHandler<"worlds.get"> = (c, { params: { worldId } }) =>
    answerRead(c, cache, {
      key: `world ${worldId}`,
      changes: "by-writes",
      fetch: () => deps.origin.world(c.get("requestId"), worldId),
      tags: (found) => [cacheTag.world(worldId), ...ownerTags([found])],
    });

  /** GET /v1/avatars ?cursor&limit */
  const avatars: EndpointHandler<"avatars.list"> = (c, { query }) =>
    answerRead(c, cache, {
      key: pageKey("avatars", query),
      changes: "by-writes",
      fetch: () => deps.origin.avatars(c.get("requestId"), query),
      tags: ({ items }) => [cacheTag.avatars, ...ownerTags(items)],
    });

  /** GET /v1/events ?cursor&limit */
  const events: EndpointHandler<"events.list"> = (c, { query }) =>
    answerRead(c, cache, {
      key: pageKey("events", query),
      changes: "by-itself", // an event ends
      fetch: () => deps.origin.events(c.get("requestId"), query),
      tags: () => [cacheTag.events],
    });

  return { worlds, world, avatars, events };
}

/** Fields in a fixed order, whatever order they came in: the contract's schema made the object. */
function pageKey(list: string, query: object): string {
  return `${list} ${JSON.stringify(query)}`;
}

function ownerTags(owned: readonly Pick<World | Avatar, "owner">[]): readonly string[] {
  return owned.flatMap(({ owner }) => (owner === null ? [] : [cacheTag.user(owner.id)]));
}

async function answerRead<T>(c: Context<EdgeEnv>, cache: CatalogCache, read: Read<T>): Promise<Response> {
  const fill = async () => {
    const answer = await read.fetch();
    return { answer, tags: read.tags(answer) };
  };
  const { value, ageMs, from } = await cache.read(read.key, read.changes, fill, c.env.waitUntil);
  const headers: Record<string, string> = {
    "cache-control": CATALOG_CACHE_CONTROL,
    etag: value.etag,
    age: String(Math.floor(ageMs / 1000)),
    "cache-status": CACHE_STATUS[from],
    "cache-tag": value.cacheTag,
  };
  if (isNotModified(c.req.header("if-none-match"), value.etag)) return c.body(null, 304, headers);
  return c.body(value.body, 200, { ...headers, "content-type": "application/json" });
}
