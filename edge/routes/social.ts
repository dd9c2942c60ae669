// What people are to one another, and who may see and join one.

import type { Context } from "hono";
import type { UserId } from "../../shared/schema/ids.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type { ShunKind } from "../../shared/schema/social.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";

export function socialRoutes(deps: EdgeDeps) {
  const list: EndpointHandler<"friends.list"> = async (c) =>
    c.json(await deps.origin.friends(c.get("requestId"), c.get("userId")));
  const put: EndpointHandler<"friends.put"> = async (c, { params: { friendId } }) =>
    c.json(await deps.origin.befriend(c.get("requestId"), c.get("userId"), friendId));
  const remove: EndpointHandler<"friends.remove"> = async (c, { params: { friendId } }) => {
    await deps.origin.unfriend(c.get("requestId"), c.get("userId"), friendId);
    return c.body(null, 204);
  };
  const privacy: EndpointHandler<"me.privacy"> = async (c) =>
    c.json(await deps.origin.privacy(c.get("requestId"), c.get("userId")));
  const setPrivacy: EndpointHandler<"me.setPrivacy"> = async (c, { body }) =>
    c.json(await deps.origin.setPrivacy(c.get("requestId"), c.get("userId"), body));

  const shunned = async (c: Context<EdgeEnv>, kind: ShunKind, query: PageQuery) =>
    c.json(await deps.origin.shunned(c.get("requestId"), c.get("userId"), kind, query));
  const shun = async (c: Context<EdgeEnv>, kind: ShunKind, targetId: UserId) => {
    await deps.origin.shun(c.get("requestId"), c.get("userId"), kind, targetId);
    return c.body(null, 204);
  };
  const unshun = async (c: Context<EdgeEnv>, kind: ShunKind, targetId: UserId) => {
    await deps.origin.unshun(c.get("requestId"), c.get("userId"), kind, targetId);
    return c.body(null, 204);
  };
  const blocks: EndpointHandler<"blocks.list"> = (c, { query }) => shunned(c, "block", query);
  const block: EndpointHandler<"blocks.put"> = (c, { params: { userId } }) => shun(c, "block", userId);
  const unblock: EndpointHandler<"blocks.remove"> = (c, { params: { userId } }) => unshun(c, "block", userId);
  const mutes: EndpointHandler<"mutes.list"> = (c, { query }) => shunned(c, "mute", query);
  const mute: EndpointHandler<"mutes.put"> = (c, { params: { userId } }) => shun(c, "mute", userId);
  const unmute: EndpointHandler<"mutes.remove"> = (c, { params: { userId } }) => unshun(c, "mute", userId);
  const followers: EndpointHandler<"followers.list"> = async (c, { query }) =>
    c.json(await deps.origin.follows(c.get("requestId"), c.get("userId"), "followers", query));
  const following: EndpointHandler<"following.list"> = async (c, { query }) =>
    c.json(await deps.origin.follows(c.get("requestId"), c.get("userId"), "following", query));
  const follow: EndpointHandler<"following.put"> = async (c, { params: { userId } }) => {
    await deps.origin.follow(c.get("requestId"), c.get("userId"), userId);
    return c.body(null, 204);
  };
  const unfollow: EndpointHandler<"following.remove"> = async (c, { params: { userId } }) => {
    await deps.origin.unfollow(c.get("requestId"), c.get("userId"), userId);
    return c.body(null, 204);
  };
  const invite: EndpointHandler<"invitations.create"> = async (c, { body }) =>
    c.json(await deps.origin.invite(c.get("requestId"), c.get("userId"), body), 201);
  const relation: EndpointHandler<"relations.get"> = async (c, { params: { userId } }) =>
    c.json(await deps.origin.relation(c.get("requestId"), c.get("userId"), userId));

  return {
    list,
    put,
    remove,
    blocks,
    block,
    unblock,
    mutes,
    mute,
    unmute,
    followers,
    following,
    follow,
    unfollow,
    invite,
    relation,
    privacy,
    setPrivacy,
  };
}
