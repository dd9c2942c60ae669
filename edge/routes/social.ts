// Friends, and who may see and join one.

import type { EdgeDeps, EndpointHandler } from "../deps.ts";

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
  return { list, put, remove, privacy, setPrivacy };
}
