// Entering a room: the origin picks room and host, the edge signs the ticket the host will ask for.

import type { RoomEntry } from "../../shared/schema/public-api.ts";
import { signTicket } from "../../shared/ticket.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

export function roomRoutes(deps: EdgeDeps) {
  /** POST /v1/worlds/{id}/enter */
  const enter: EndpointHandler<"worlds.enter"> = async (c, { params: { worldId } }) => {
    const allocated = await deps.origin.enterWorld(c.get("requestId"), c.get("userId"), worldId);
    const { token, expiresAtMs } = await signTicket(
      {
        room: allocated.room,
        host: allocated.hostId,
        participant: allocated.participant,
        requestId: c.get("requestId"),
      },
      deps.keys.ticket.signing,
      deps.nowMs(),
    );
    const entry: RoomEntry = {
      room: allocated.room,
      host: allocated.host,
      ticket: token,
      ticketExpiresAt: new Date(expiresAtMs).toISOString(),
      world: allocated.world,
    };
    return c.json(entry);
  };
  return { enter };
}
