// Entering a room: the origin picks room and host, the edge signs the ticket the host will ask for.

import { worldIdSchema } from "../../shared/schema/ids.ts";
import type { RoomEntry } from "../../shared/schema/public-api.ts";
import { signTicket } from "../../shared/ticket.ts";
import type { EdgeDeps, EdgeHandler } from "../deps.ts";
import { parseId } from "./body.ts";

export function roomRoutes(deps: EdgeDeps) {
  /** POST /v1/worlds/{id}/enter */
  const enter: EdgeHandler = async (c) => {
    const worldId = parseId(c, "worldId", worldIdSchema);
    const allocated = await deps.origin.enterWorld(c.get("requestId"), c.get("userId"), worldId);
    const { token, expiresAtMs } = await signTicket(
      {
        room: allocated.room,
        host: allocated.hostId,
        participant: allocated.participant,
        requestId: c.get("requestId"),
      },
      deps.keys.ticket,
      deps.nowMs(),
    );
    const entry: RoomEntry = {
      room: allocated.room,
      host: allocated.host,
      ticket: token,
      ticketExpiresAt: new Date(expiresAtMs).toISOString(),
      world: allocated.world,
    };
    c.header("cache-control", "no-store");
    return c.json(entry);
  };
  return { enter };
}
