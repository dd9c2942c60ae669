// Somebody wants into a world: pick a room and a host, and keep a place until they come.

import { assert, unreachable } from "../../shared/assert.ts";
import { Problem } from "../../shared/http/problem.ts";
import { type HostId, newId, type RoomId, type UserId, type WorldId } from "../../shared/schema/ids.ts";
import type { AllocatedRoom } from "../../shared/schema/internal/entry.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { getParticipant } from "../users/get-user.ts";
import { getWorld, requireVisible } from "../worlds/get-world.ts";
import { findHost, listHostLoads } from "./host-store.ts";
import { HOST_SILENT_MS } from "./hosts.ts";
import { type Allocation, allocate } from "./pool.ts";
import {
  deleteExpiredReservations,
  insertRoom,
  leaseRoom,
  listOpenRooms,
  upsertReservation,
} from "./store.ts";

/** From the ticket to CONNECT; later the place may be another's, and the room decides at the door. */
const RESERVATION_MS = 60_000;

/** Throws WORLD_NOT_FOUND, USER_NOT_FOUND (404), NO_ROOM_HOST or ROOMS_FULL (503). */
export async function allocateRoom(
  deps: Pick<OriginDeps, "db" | "nowMs" | "deliveryUrl">,
  worldId: WorldId,
  userId: UserId,
): Promise<AllocatedRoom> {
  const [world, participant] = await Promise.all([getWorld(deps, worldId), getParticipant(deps, userId)]);
  requireVisible({ visibility: world.visibility, ownerId: world.owner?.id ?? null }, userId);
  const now = new Date(deps.nowMs());
  return deps.db.transaction(async (tx) => {
    // One at a time: two who enter together must meet, and a host must not be filled twice.
    await lockInTransaction(tx, "allocation");
    await deleteExpiredReservations(tx, now);
    const hosts = await listHostLoads(tx, userId, now, new Date(now.getTime() - HOST_SILENT_MS));
    const rooms = await listOpenRooms(tx, worldId, userId, now);
    const decision = allocate(hosts, rooms, world.capacity);
    const { room, hostId } = await carryOut(tx, decision, worldId, now);
    await upsertReservation(tx, {
      roomId: room,
      userId,
      expiresAt: new Date(now.getTime() + RESERVATION_MS),
    });
    const host = await findHost(tx, hostId);
    assert(host !== null, "the chosen host is registered");
    return {
      room,
      hostId,
      host: { address: host.address, tcpPort: host.tcpPort, wsUrl: host.wsUrl },
      world,
      participant,
    };
  });
}

async function carryOut(
  tx: DbOrTx,
  decision: Allocation,
  worldId: WorldId,
  now: Date,
): Promise<{ room: RoomId; hostId: HostId }> {
  switch (decision.kind) {
    case "refused":
      throw decision.reason === "no-host" ? noHost() : full();
    case "join":
      return { room: decision.roomId, hostId: decision.hostId };
    case "lease":
      await leaseRoom(tx, decision.roomId, decision.hostId);
      return { room: decision.roomId, hostId: decision.hostId };
    case "open": {
      const room = newId("room");
      await insertRoom(tx, {
        id: room,
        worldId,
        hostId: decision.hostId,
        epoch: 1,
        participantCount: 0,
        reportedSeq: -1,
        createdAt: now,
        closedAt: null,
      });
      return { room, hostId: decision.hostId };
    }
    default:
      return unreachable(decision);
  }
}

function noHost(): Problem {
  return new Problem({
    status: 503,
    code: "NO_ROOM_HOST",
    title: "No room host is running",
    detail: "Start one with `bun room/main.ts`, or wait until one has registered.",
    headers: { "retry-after": "3" },
  });
}

function full(): Problem {
  return new Problem({
    status: 503,
    code: "ROOMS_FULL",
    title: "Every room host is full",
    detail: "Try again when somebody has left.",
    headers: { "retry-after": "10" },
  });
}
