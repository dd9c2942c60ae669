// Which room, on which host, for one person and those who come along, as things are now: asks the pool (pool.ts) and does what it decides. Only while
// nobody else does: the caller holds the allocation's lock.

import { unreachable as neverReached } from "../../shared/assert.ts";
import { type HostId, newId, type RoomId, type UserId } from "../../shared/schema/ids.ts";
import type { InternalEnter } from "../../shared/schema/internal/entry.ts";
import type { DbOrTx } from "../db/client.ts";
import { notFound } from "../route-params.ts";
import type { EntryTarget } from "./entry-target.ts";
import { listHostLoads, wasSentTo } from "./host-store.ts";
import { tellOthersOfStage } from "./mirrors.ts";
import type { Placement } from "./placement.ts";
import {
  type Allocation,
  allocate,
  allocateGhost,
  allocateInto,
  type HostLoad,
  type OpenRoom,
} from "./pool.ts";
import { type FoundRoom, insertRoom, leaseRoom, listOpenRooms } from "./store.ts";
import { mayTake } from "./succession.ts";
import { listSuspects } from "./suspect-store.ts";

/** A host that missed two heartbeats is sent nobody, before it is given up (watch-hosts.ts). One of the release before sends one every 2 s. */
export const HOST_DOUBTED_MS = 3_000;

export type Wishes = Pick<InternalEnter, "latencies" | "regionHint" | "unreachable">;

/** Hosts and rooms as they are for those who come together, at one moment. */
export type Survey = {
  readonly hosts: readonly HostLoad[];
  /** The target's; where that is one room, no other. */
  readonly rooms: readonly (OpenRoom & Pick<FoundRoom, "isOwn">)[];
  readonly inEventCount: number;
  readonly ghostsInEventCount: number;
};

export type Asked = {
  readonly userId: UserId;
  /** Who come along, and are to have a place as well. */
  readonly companionIds: readonly UserId[];
  readonly target: EntryTarget;
  readonly wishes: Wishes;
  /** Rooms that a moderator keeps one of them out of. */
  readonly keptOutOf: ReadonlySet<RoomId>;
  /** Of rooms that are opened for the target. */
  readonly placement: Placement;
  readonly now: Date;
  /** By the clock hosts are judged by. */
  readonly poolNowMs: number;
};

export async function survey(
  tx: DbOrTx,
  { userId, companionIds, target, wishes, keptOutOf, now, poolNowMs }: Omit<Asked, "placement">,
): Promise<Survey> {
  const people = [userId, ...companionIds] as const;
  const all = await listHostLoads(tx, people, now, new Date(poolNowMs - HOST_DOUBTED_MS));
  // One person's word that a host is not to be reached counts for that person, and only if they were sent there.
  const { unreachable } = wishes;
  const isBelieved = unreachable !== undefined && (await wasSentTo(tx, userId, unreachable, now));
  const others = all.filter(({ id }) => id !== unreachable);
  const hosts = isBelieved && others.length > 0 ? others : all;
  const rooms = await withTakers(tx, await listOpenRooms(tx, target, people, now), hosts, poolNowMs);
  return {
    hosts,
    rooms: rooms.filter(({ id }) => (target.room === null ? !keptOutOf.has(id) : id === target.room)),
    inEventCount: rooms.reduce((sum, room) => sum + room.participantCount, 0),
    ghostsInEventCount: rooms.reduce((sum, room) => sum + room.ghostCount, 0),
  };
}

/** Who may take each of the rooms, of these hosts. */
export async function withTakers<R extends { readonly id: RoomId }>(
  tx: DbOrTx,
  rooms: readonly R[],
  hosts: readonly HostLoad[],
  poolNowMs: number,
): Promise<(R & Pick<OpenRoom, "heldFor">)[]> {
  const suspects = await listSuspects(
    tx,
    rooms.map(({ id }) => id),
  );
  return rooms.map((room) => {
    const of = suspects.get(room.id);
    if (of === undefined) return { ...room, heldFor: null };
    return {
      ...room,
      heldFor: new Set(hosts.flatMap(({ id }) => (mayTake(of, id, poolNowMs) ? [id] : []))),
    };
  });
}

/** `waitingCount` wait before this one. Throws ROOM_NOT_FOUND (404) when the one room that is wanted is no more. */
export function allocateRoom(
  { hosts, rooms, inEventCount }: Survey,
  {
    companionIds,
    target,
    wishes,
    placement,
  }: Pick<Asked, "companionIds" | "target" | "wishes" | "placement">,
  waitingCount: number,
): Allocation {
  const { seatsMax, roomsMax } = target.limits;
  // Nobody waits for a place that is theirs already.
  const hasOwn = target.room !== null && rooms.some(({ isOwn }) => isOwn);
  const aheadCount = hasOwn ? 0 : waitingCount;
  const partySize = 1 + companionIds.length;
  if (seatsMax !== null && seatsMax - inEventCount < aheadCount + partySize)
    return { kind: "refused", reason: "full" };
  const latencyMs = latencyTo(wishes);
  const wish = { capacity: target.world.capacity, latencyMs, aheadCount, partySize, roomsMax, placement };
  if (target.room === null) return allocate(hosts, rooms, wish);
  const [room] = rooms;
  if (room === undefined) throw notFound("room");
  return allocateInto(hosts, room, wish);
}

/** Where to look on as a ghost, or null. */
export function allocateGhostSeat(
  { hosts, rooms, ghostsInEventCount }: Survey,
  { target, wishes }: Pick<Asked, "target" | "wishes">,
): ReturnType<typeof allocateGhost> {
  const { ghostSeatsMax } = target.limits;
  if (ghostSeatsMax !== null && ghostsInEventCount >= ghostSeatsMax) return null;
  return allocateGhost(hosts, rooms, { latencyMs: latencyTo(wishes) });
}

/** Round trips as somebody measured them, milliseconds. */
export function latencyTo({ latencies, regionHint }: Pick<Wishes, "latencies" | "regionHint">) {
  return (region: string) => latencies?.[region] ?? (region === regionHint ? 0 : null);
}

/** Opens or leases the room where that was decided. */
export async function carryOut(
  tx: DbOrTx,
  decision: Exclude<Allocation, { readonly kind: "refused" }>,
  { target, placement, now }: Pick<Asked, "target" | "placement" | "now">,
): Promise<{ room: RoomId; hostId: HostId }> {
  const { worldId, eventId, channel, roomsCloseAt } = target;
  switch (decision.kind) {
    case "join":
      return { room: decision.roomId, hostId: decision.hostId };
    case "lease":
      await leaseRoom(tx, decision.roomId, decision.hostId);
      await tellOthersOfStage(tx, { id: decision.roomId, eventId, channel }, now);
      return { room: decision.roomId, hostId: decision.hostId };
    case "open": {
      const room = newId("room");
      await insertRoom(tx, {
        id: room,
        worldId,
        eventId,
        hostId: decision.hostId,
        channel,
        placement,
        epoch: 1,
        participantCount: 0,
        ghostCount: 0,
        reportedSeq: -1,
        createdAt: now,
        closedAt: null,
        closesAt: roomsCloseAt,
      });
      await tellOthersOfStage(tx, { id: room, eventId, channel }, now);
      return { room, hostId: decision.hostId };
    }
    default:
      return neverReached(decision);
  }
}
