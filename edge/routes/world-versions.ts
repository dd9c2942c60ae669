// Versions of worlds, and who works on them. The origin decides; the edge says who acts.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { CatalogCache } from "../cache/catalog.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

export function worldVersionRoutes({ origin }: EdgeDeps, cache: CatalogCache) {
  /** GET /v1/worlds/{id}/versions */
  const list: EndpointHandler<"worldVersions.list"> = async (c, { params: { worldId } }) =>
    c.json(await origin.worldVersions(c.get("requestId"), c.get("userId"), worldId));

  /** POST /v1/worlds/{id}/versions */
  const create: EndpointHandler<"worldVersions.create"> = async (c, { params: { worldId }, body }) => {
    const version = await origin.createVersion(c.get("requestId"), c.get("userId"), worldId, body);
    return c.json(version, 201);
  };

  /** PATCH /v1/worlds/{id}/versions/{number} */
  const update: EndpointHandler<"worldVersions.update"> = async (c, { params, body }) =>
    c.json(
      await origin.updateVersion(c.get("requestId"), c.get("userId"), params.worldId, params.number, body),
    );

  /** POST /v1/worlds/{id}/versions/{number}/publish */
  const publish: EndpointHandler<"worldVersions.publish"> = async (c, { params, body: { channel } }) => {
    const { worldId, number } = params;
    const version = await origin.publishVersion(
      c.get("requestId"),
      c.get("userId"),
      worldId,
      number,
      channel,
    );
    // Told by the origin too, but its maker must see it at once, even where no purge is set up.
    cache.purge([cacheTag.worlds, cacheTag.world(worldId)]);
    return c.json(version);
  };

  /** DELETE /v1/worlds/{id}/versions/{number} */
  const remove: EndpointHandler<"worldVersions.remove"> = async (c, { params: { worldId, number } }) => {
    await origin.removeVersion(c.get("requestId"), c.get("userId"), worldId, number);
    return c.body(null, 204);
  };

  /** GET /v1/worlds/{id}/members */
  const members: EndpointHandler<"worldMembers.list"> = async (c, { params: { worldId } }) =>
    c.json(await origin.worldMembers(c.get("requestId"), c.get("userId"), worldId));

  /** PUT /v1/worlds/{id}/members/{user} */
  const putMember: EndpointHandler<"worldMembers.put"> = async (c, { params, body: { role } }) =>
    c.json(await origin.putMember(c.get("requestId"), c.get("userId"), params.worldId, params.userId, role));

  /** DELETE /v1/worlds/{id}/members/{user} */
  const removeMember: EndpointHandler<"worldMembers.remove"> = async (c, { params: { worldId, userId } }) => {
    await origin.removeMember(c.get("requestId"), c.get("userId"), worldId, userId);
    return c.body(null, 204);
  };

  return { list, create, update, publish, remove, members, putMember, removeMember };
}
