// A user's own worlds: made, changed, and seen as nobody else may see them. The origin decides; the edge says who acts.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { CatalogCache } from "../cache/catalog.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

export function worldRoutes(deps: EdgeDeps, cache: CatalogCache) {
  /** POST /v1/worlds: repeated with the same Idempotency-Key it is created once. */
  const create: EndpointHandler<"worlds.create"> = async (c, { body, headers }) => {
    const idempotencyKey = headers["idempotency-key"];
    const world = await deps.origin.createWorld(c.get("requestId"), c.get("userId"), body, idempotencyKey);
    // Told by the origin too, but its maker must see it at once, even where no purge is set up.
    cache.purge([cacheTag.worlds]);
    return c.json(world, 201, { location: `/v1/worlds/${world.id}` });
  };

  /** PATCH /v1/worlds/{id} */
  const update: EndpointHandler<"worlds.update"> = async (c, { params: { worldId }, body }) => {
    const world = await deps.origin.updateWorld(c.get("requestId"), c.get("userId"), worldId, body);
    cache.purge([cacheTag.worlds, cacheTag.world(worldId)]);
    return c.json(world);
  };

  /** GET /v1/me/worlds */
  const listOwn: EndpointHandler<"me.worlds"> = async (c, { query }) =>
    c.json(await deps.origin.ownWorlds(c.get("requestId"), c.get("userId"), query));

  /** GET /v1/me/worlds/{id} */
  const getOwn: EndpointHandler<"me.world"> = async (c, { params: { worldId } }) =>
    c.json(await deps.origin.ownWorld(c.get("requestId"), c.get("userId"), worldId));

  return { create, update, listOwn, getOwn };
}
