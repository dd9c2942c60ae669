// What people are to one another, over HTTP.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { createInvitationSchema, shunKindSchema } from "../../shared/schema/social.ts";
import { setPrivacySchema } from "../../shared/schema/user.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { getPrivacy, setPrivacy } from "../users/privacy.ts";
import { befriend, unfriend } from "./befriend.ts";
import { follow, listFollowPage, unfollow } from "./follow.ts";
import { getRelation } from "./get-relation.ts";
import { invite } from "./invite.ts";
import { listFriends } from "./list-friends.ts";
import { listShunPage, shun, unshun } from "./shun.ts";

export function socialRoutes(deps: OriginDeps) {
  const userId = (c: Parameters<OriginHandler>[0]) => idParam(c, "userId", userIdSchema);
  const otherId = (c: Parameters<OriginHandler>[0]) => idParam(c, "friendId", userIdSchema);

  const list: OriginHandler = async (c) => c.json(await listFriends(deps, userId(c)));
  const put: OriginHandler = async (c) => c.json(await befriend(deps, userId(c), otherId(c)));
  const remove: OriginHandler = async (c) => {
    await unfriend(deps, userId(c), otherId(c));
    return c.body(null, 204);
  };
  const privacy: OriginHandler = async (c) => c.json(await getPrivacy(deps, userId(c)));
  const putPrivacy: OriginHandler = async (c) => {
    const wanted = parseOrProblem(setPrivacySchema, await readJson(c.req.raw), "body");
    return c.json(await setPrivacy(deps, userId(c), wanted));
  };

  const targetId = (c: Parameters<OriginHandler>[0]) => idParam(c, "targetId", userIdSchema);
  const kind = (c: Parameters<OriginHandler>[0]) => idParam(c, "kind", shunKindSchema);
  const shunned: OriginHandler = async (c) =>
    c.json(await listShunPage(deps, userId(c), kind(c), pageQuery(c)));
  const putShun: OriginHandler = async (c) => {
    await shun(deps, { byId: userId(c), kind: kind(c), targetId: targetId(c) });
    return c.body(null, 204);
  };
  const removeShun: OriginHandler = async (c) => {
    await unshun(deps, { byId: userId(c), kind: kind(c), targetId: targetId(c) });
    return c.body(null, 204);
  };
  const followers: OriginHandler = async (c) =>
    c.json(await listFollowPage(deps, userId(c), "followers", pageQuery(c)));
  const following: OriginHandler = async (c) =>
    c.json(await listFollowPage(deps, userId(c), "following", pageQuery(c)));
  const putFollow: OriginHandler = async (c) => {
    await follow(deps, userId(c), targetId(c));
    return c.body(null, 204);
  };
  const removeFollow: OriginHandler = async (c) => {
    await unfollow(deps, userId(c), targetId(c));
    return c.body(null, 204);
  };
  const createInvitation: OriginHandler = async (c) => {
    const wish = parseOrProblem(createInvitationSchema, await readJson(c.req.raw), "body");
    return c.json(await invite(deps, userId(c), wish), 201);
  };
  const relation: OriginHandler = async (c) => c.json(await getRelation(deps, userId(c), targetId(c)));

  return {
    list,
    put,
    remove,
    privacy,
    putPrivacy,
    shunned,
    putShun,
    removeShun,
    followers,
    following,
    putFollow,
    removeFollow,
    createInvitation,
    relation,
  };
}
