// Rooms and connections of a running host as rows for whoever reads its metrics.

import { SHED_STEP } from "../interest/tally.ts";
import type { Actor } from "../session/actor.ts";
import type { Room } from "../state/room.ts";
import type { ConnectionRow, RoomRow } from "./source.ts";

/** What a loop counts of a connection besides its actor. */
export type ConnectionCounts = Pick<
  ConnectionRow,
  "transport" | "isSecure" | "packetsIn" | "bytesIn" | "bytesOut" | "connectedAtMs" | "lastHeardAtMs"
>;

export function roomRow({ spec, participants, ghosts }: Room): RoomRow {
  let reconnecting = 0;
  for (const { member } of participants.values()) if (member.reconnecting) reconnecting++;
  return {
    room: spec.room,
    world: spec.world.name,
    participants: participants.size,
    reconnecting,
    ghosts: ghosts.size,
    capacity: spec.capacity,
  };
}

export function connectionRow(actor: Actor, counts: ConnectionCounts): ConnectionRow {
  const { member, sid = null } = actor.participant ?? {};
  const shed = actor.room?.listeners.get(actor.id)?.shed ?? null;
  return {
    ...counts,
    id: actor.id,
    state: actor.state.name === "active" ? "active" : "connecting",
    clientId: actor.clientId,
    name: member?.name ?? null,
    user: member?.user ?? null,
    room: actor.room?.spec.room ?? null,
    sid,
    mqtt: actor.version,
    extension: actor.extension?.carrier ?? "none",
    queueBytes: actor.waitingBytes,
    shedStep: shed === null ? null : SHED_STEP[shed.step],
    dropped: shed?.missedCount ?? 0,
  };
}
