// Likes given, taken back, and listed for whoever gave them; and what the house features.

import type { Context } from "hono";
import type { LikedKind } from "../../shared/schema/catalog.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";

export function likeRoutes(deps: EdgeDeps) {
  const give = async (c: Context<EdgeEnv>, kind: LikedKind, id: string) =>
    c.json(await deps.origin.like(c.get("requestId"), c.get("userId"), kind, id));
  const take = async (c: Context<EdgeEnv>, kind: LikedKind, id: string) =>
    c.json(await deps.origin.unlike(c.get("requestId"), c.get("userId"), kind, id));

  const likeWorld: EndpointHandler<"worlds.like"> = (c, { params }) => give(c, "world", params.worldId);
  const unlikeWorld: EndpointHandler<"worlds.unlike"> = (c, { params }) => take(c, "world", params.worldId);
  const likeEvent: EndpointHandler<"events.like"> = (c, { params }) => give(c, "event", params.eventId);
  const unlikeEvent: EndpointHandler<"events.unlike"> = (c, { params }) => take(c, "event", params.eventId);
  const likeAvatar: EndpointHandler<"avatars.like"> = (c, { params }) => give(c, "avatar", params.avatarId);
  const unlikeAvatar: EndpointHandler<"avatars.unlike"> = (c, { params }) =>
    take(c, "avatar", params.avatarId);
  const likeItem: EndpointHandler<"items.like"> = (c, { params }) => give(c, "item", params.itemId);
  const unlikeItem: EndpointHandler<"items.unlike"> = (c, { params }) => take(c, "item", params.itemId);

  const mine: EndpointHandler<"me.likes"> = async (c, { query }) =>
    c.json(await deps.origin.likes(c.get("requestId"), c.get("userId"), query));

  const feature: EndpointHandler<"featured.put"> = async (c, { params: { kind, id } }) => {
    await deps.origin.feature(c.get("requestId"), kind, id, true);
    return c.body(null, 204);
  };
  const unfeature: EndpointHandler<"featured.delete"> = async (c, { params: { kind, id } }) => {
    await deps.origin.feature(c.get("requestId"), kind, id, false);
    return c.body(null, 204);
  };

  return {
    likeWorld,
    unlikeWorld,
    likeEvent,
    unlikeEvent,
    likeAvatar,
    unlikeAvatar,
    likeItem,
    unlikeItem,
    mine,
    feature,
    unfeature,
  };
}
