// Public, cached reads: worlds, avatars, events. The same bytes for everybody, so nothing here looks at who asks.

import type { Context } from "hono";
import type { Avatar } from "../../shared/schema/asset.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { World } from "../../shared/schema/world.ts";
import type { CatalogCache, Changes } from "../cache/catalog.ts";
import { answerOf } from "../cache/catalog-answer.ts";
import type { WarmAnswers } from "../cache/warm-answers.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";

type Cached = { readonly cache: CatalogCache; readonly warm: WarmAnswers };

type Read<T> = {
  readonly key: string;
  readonly changes: Changes;
  readonly fetch: () => Promise<T>;
  readonly tags: (answer: T) => readonly string[];
};

export function catalogRoutes(deps: EdgeDeps, cached: Cached) {
  /** GET /v1/worlds ?cursor&limit */
  const worlds: EndpointHandler<"worlds.list"> = (c, { query }) =>
    answerRead(c, cached, {
      key: pageKey("worlds", query),
      changes: "by-itself", // head counts
      fetch: () => deps.origin.worlds(c.get("requestId"), query),
      tags: ({ items }) => [cacheTag.worlds, ...ownerTags(items)],
    });

  /** GET /v1/worlds/{id} */
  const world: EndpointHandler<"worlds.get"> = (c, { params: { worldId } }) =>
    answerRead(c, cached, {
      key: `world ${worldId}`,
      changes: "by-writes",
      fetch: () => deps.origin.world(c.get("requestId"), worldId),
      tags: (found) => [cacheTag.world(worldId), ...ownerTags([found])],
    });

  /** GET /v1/avatars ?cursor&limit */
  const avatars: EndpointHandler<"avatars.list"> = (c, { query }) =>
    answerRead(c, cached, {
      key: pageKey("avatars", query),
      changes: "by-writes",
      fetch: () => deps.origin.avatars(c.get("requestId"), query),
      tags: ({ items }) => [cacheTag.avatars, ...ownerTags(items)],
    });

  /** GET /v1/events ?cursor&limit */
  const events: EndpointHandler<"events.list"> = (c, { query }) =>
    answerRead(c, cached, {
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

async function answerRead<T>(c: Context<EdgeEnv>, { cache, warm }: Cached, read: Read<T>): Promise<Response> {
  const fill = async () => {
    const answer = await read.fetch();
    return { answer, tags: read.tags(answer) };
  };
  const answered = await cache.read(read.key, read.changes, fill, c.env.waitUntil);
  warm.remember(c.req.url, read.key, read.changes);
  return answerOf(answered, c.req.header("if-none-match") ?? null);
}
