// Who I am, as I see it and change it.

import type { EdgeDeps, EndpointHandler } from "../deps.ts";

export function accountRoutes(deps: EdgeDeps) {
  /** GET /v1/me */
  const get: EndpointHandler<"me.get"> = async (c) =>
    c.json(await deps.origin.user(c.get("requestId"), c.get("userId")));

  /** PATCH /v1/me */
  const update: EndpointHandler<"me.update"> = async (c, { body }) =>
    c.json(await deps.origin.updateMe(c.get("requestId"), c.get("userId"), body));

  /** PUT /v1/me/avatar */
  const wearAvatar: EndpointHandler<"me.wearAvatar"> = async (c, { body: { avatarId } }) =>
    c.json(await deps.origin.wearAvatar(c.get("requestId"), c.get("userId"), avatarId));

  return { get, update, wearAvatar };
}
