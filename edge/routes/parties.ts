// People who go about together: forwarded to the origin, which keeps parties.

import type { EdgeDeps, EndpointHandler } from "../deps.ts";

export function partyRoutes(deps: EdgeDeps) {
  const { origin } = deps;
  const get: EndpointHandler<"party.get"> = async (c) =>
    c.json(await origin.party(c.get("requestId"), c.get("userId")));
  const leave: EndpointHandler<"party.leave"> = async (c) => {
    await origin.leaveParty(c.get("requestId"), c.get("userId"));
    return c.body(null, 204);
  };
  const invite: EndpointHandler<"party.invite"> = async (c, { params: { userId } }) =>
    c.json(await origin.inviteToParty(c.get("requestId"), c.get("userId"), userId));
  const uninvite: EndpointHandler<"party.uninvite"> = async (c, { params: { userId } }) => {
    await origin.uninviteFromParty(c.get("requestId"), c.get("userId"), userId);
    return c.body(null, 204);
  };
  const remove: EndpointHandler<"party.remove"> = async (c, { params: { userId } }) => {
    await origin.removeFromParty(c.get("requestId"), c.get("userId"), userId);
    return c.body(null, 204);
  };
  const lead: EndpointHandler<"party.lead"> = async (c, { body }) =>
    c.json(await origin.leadParty(c.get("requestId"), c.get("userId"), body));
  const join: EndpointHandler<"parties.join"> = async (c, { params: { partyId } }) =>
    c.json(await origin.joinParty(c.get("requestId"), c.get("userId"), partyId));
  const decline: EndpointHandler<"parties.decline"> = async (c, { params: { partyId } }) => {
    await origin.declineParty(c.get("requestId"), c.get("userId"), partyId);
    return c.body(null, 204);
  };
  return { get, leave, invite, uninvite, remove, lead, join, decline };
}
