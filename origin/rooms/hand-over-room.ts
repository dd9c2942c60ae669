// A host goes and gives a live room to another: the lease moves and the snapshot waits for the host that comes, in one transaction.

import { assert } from "../../shared/assert.ts";
import { Problem } from "../../shared/http/problem.ts";
import type { HostAddress } from "../../shared/schema/host-address.ts";
import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import type { HandOver } from "../../shared/schema/internal/handoff.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { HOST_DOUBTED_MS, withTakers } from "./allocate-room.ts";
import { deleteOldHandoffs, findHandoff, moveLease, upsertHandoff } from "./handoff-store.ts";
import { findHost, listHostLoads } from "./host-store.ts";
import { findKept } from "./kept-store.ts";
import { tellOthersOfStage } from "./mirrors.ts";
import { leasedElsewhere } from "./open-room.ts";
import { allocateElsewhere } from "./pool.ts";
import { staleEpoch } from "./stale-epoch.ts";
import { findRoomAndWorld, lockRoom } from "./store.ts";

/** Whoever was in it does not wait as long to be let in again. */
export const HANDOFF_KEPT_MS = 60_000;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "poolNowMs">;

/**
 * Answers where the room runs from now on; asked again, the same. Throws ROOM_NOT_FOUND (404), ROOM_LEASED_ELSEWHERE or ROOM_EPOCH_STALE
 * (409); NO_OTHER_HOST or OTHER_HOSTS_FULL (503): it stays where it is.
 */
export async function handOverRoom(deps: Deps, roomId: RoomId, asked: HandOver): Promise<HostAddress> {
  const { hostId, epoch, participantCount, ghostCount, snapshot } = asked;
  const now = new Date(deps.nowMs());
  return deps.db.transaction(async (tx) => {
    // Nobody is being given a place on either host meanwhile.
    await lockInTransaction(tx, "allocation");
    const room = await lockRoom(tx, roomId);
    if (room === null || room.closedAt !== null) throw notFound("room");
    if (room.epoch === epoch + 1) {
      const before = await findHandoff(tx, roomId);
      if (before?.fromHostId === hostId && before.fromEpoch === epoch && room.hostId !== null)
        return addressOf(tx, room.hostId);
    }
    if (room.epoch !== epoch) throw staleEpoch(room.epoch);
    if (room.hostId !== hostId) throw leasedElsewhere();
    const from = await findHost(tx, hostId);
    const poolNowMs = await deps.poolNowMs(tx);
    const hosts = await listHostLoads(tx, [], now, new Date(poolNowMs - HOST_DOUBTED_MS));
    const [{ heldFor } = { heldFor: null }] = await withTakers(tx, [room], hosts, poolNowMs);
    const region = from?.region ?? "";
    const { placement } = room;
    const to = allocateElsewhere(hosts, { hostId, heldFor, placement, region, participantCount, ghostCount });
    if (to === null) throw hosts.some(({ id }) => id !== hostId) ? othersFull() : noOtherHost();
    await moveLease(tx, room, { hostId: to, participantCount, ghostCount });
    await tellOthersOfStage(tx, room, now);
    await upsertHandoff(tx, { roomId, fromHostId: hostId, fromEpoch: epoch, snapshot, createdAt: now });
    return addressOf(tx, to);
  });
}

/** For the host that has the room now: what was handed over to it, or what was kept of the room last. Throws ROOM_NOT_FOUND or HANDOFF_NOT_FOUND (404), or ROOM_LEASED_ELSEWHERE (409). */
export async function getHandoff(
  deps: Deps,
  roomId: RoomId,
  hostId: HostId,
): Promise<{ readonly snapshot: string }> {
  const found = await findRoomAndWorld(deps.db, roomId);
  if (found === null || found.room.closedAt !== null) throw notFound("room");
  if (found.room.hostId !== hostId) throw leasedElsewhere();
  const handoff = await findHandoff(deps.db, roomId);
  // One of an earlier lease says nothing of how the room was since.
  if (handoff !== null && handoff.fromEpoch + 1 === found.room.epoch) return { snapshot: handoff.snapshot };
  const kept = await findKept(deps.db, roomId);
  if (kept === null) throw notFound("handoff");
  return { snapshot: kept.snapshot };
}

/** Those that no host came for in time: who was in such a room has entered it anew by then. */
export async function forgetHandoffs(deps: Pick<Deps, "db" | "nowMs">): Promise<void> {
  await deleteOldHandoffs(deps.db, new Date(deps.nowMs() - HANDOFF_KEPT_MS));
}

async function addressOf(tx: DbOrTx, hostId: HostId): Promise<HostAddress> {
  const host = await findHost(tx, hostId);
  assert(host !== null, "the chosen host is registered");
  const { address, tcpPort, wsUrl } = host;
  return { address, tcpPort, wsUrl };
}

function noOtherHost(): Problem {
  return new Problem({
    status: 503,
    code: "NO_OTHER_HOST",
    title: "No other room host is running",
    detail: "Start one before this one goes.",
  });
}

function othersFull(): Problem {
  return new Problem({
    status: 503,
    code: "OTHER_HOSTS_FULL",
    title: "No other room host has room for it",
    detail: "Ask again: rooms empty, and hosts come.",
    headers: { "retry-after": "1" },
  });
}
