// Who I am, as I see it and change it.

import { clearedSessionCookie, readSessionCookie } from "../auth/session-cookie.ts";
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

  /** PUT /v1/me/handle */
  const takeHandle: EndpointHandler<"me.takeHandle"> = async (c, { body: { handle } }) =>
    c.json(await deps.origin.takeHandle(c.get("requestId"), c.get("userId"), handle));

  /** DELETE /v1/me/handle */
  const dropHandle: EndpointHandler<"me.dropHandle"> = async (c) =>
    c.json(await deps.origin.dropHandle(c.get("requestId"), c.get("userId")));

  /** GET /v1/me/export */
  const copy: EndpointHandler<"me.export"> = async (c) =>
    c.json(await deps.origin.accountExport(c.get("requestId"), c.get("userId")));

  /** POST /v1/me/export */
  const askCopy: EndpointHandler<"me.requestExport"> = async (c) =>
    c.json(await deps.origin.requestAccountExport(c.get("requestId"), c.get("userId")), 202);

  /** DELETE /v1/me: a browser has no more use for its cookie. */
  const leave: EndpointHandler<"me.leave"> = async (c) => {
    const leaving = await deps.origin.leave(c.get("requestId"), c.get("caller"));
    const cookie = readSessionCookie(c, deps);
    return c.json(leaving, 202, cookie === undefined ? {} : { "set-cookie": clearedSessionCookie(deps) });
  };

  /** POST /v1/me/restore */
  const restore: EndpointHandler<"me.restore"> = async (c) =>
    c.json(await deps.origin.restoreAccount(c.get("requestId"), c.get("userId")));

  return { get, update, wearAvatar, takeHandle, dropHandle, copy, askCopy, leave, restore };
}
