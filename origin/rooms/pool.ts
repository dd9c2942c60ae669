// Which room, on which host. Pure: hosts and rooms as they are now go in, one decision comes out. People who enter a
// world want to meet, so the fullest room with a place left wins, unless it is far away and a near one can be had; a new
// room goes to the nearest host, and there to the one with most to spare.

import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import { GHOSTS_MAX } from "../../shared/schema/room-spec.ts";

/** A host that speaks and takes people. Counts include seats kept for others on their way. */
export type HostLoad = {
  readonly id: HostId;
  readonly region: string;
  readonly participantsMax: number;
  readonly participantCount: number;
  readonly ghostCount: number;
  readonly roomsMax: number;
  readonly roomCount: number;
};

/** An open room of the world. `hostId` is null when its host fell silent. */
export type OpenRoom = {
  readonly id: RoomId;
  readonly hostId: HostId | null;
  /** To whom alone it may be given, while a host may serve it still that is cut off; null: to any. */
  readonly heldFor: ReadonlySet<HostId> | null;
  readonly participantCount: number;
  readonly ghostCount: number;
};

export type Allocation =
  /** The room as it runs. */
  | { readonly kind: "join"; readonly roomId: RoomId; readonly hostId: HostId }
  /** A room that lost its host, on another one. */
  | { readonly kind: "lease"; readonly roomId: RoomId; readonly hostId: HostId }
  /** A new room. */
  | { readonly kind: "open"; readonly hostId: HostId }
  | { readonly kind: "refused"; readonly reason: "no-host" | "full" };

export type Wish = {
  /** The world's, per room. */
  readonly capacity: number;
  /** Round trip to a region, milliseconds; null where nothing is known of it. */
  readonly latencyMs: (region: string) => number | null;
  /** How many wait for a place before this one: that many are left free for them. */
  readonly aheadCount: number;
  /** Rooms at once; null: as many as it takes. */
  readonly roomsMax: number | null;
};

/** People meet across this much more of a round trip; beyond it they get a room near them. */
const MEET_WITHIN_MS = 80;
/** A region nothing is known of is taken to be this far. */
const UNKNOWN_MS = 150;

/** Decides for one person. `hosts` holds only hosts that speak and do not drain. */
export function allocate(hosts: readonly HostLoad[], rooms: readonly OpenRoom[], wish: Wish): Allocation {
  if (hosts.length === 0) return { kind: "refused", reason: "no-host" };
  if (Math.min(freePlaces(hosts), freeInRooms(rooms, wish)) <= wish.aheadCount)
    return { kind: "refused", reason: "full" };
  const known = new Map(hosts.map((host) => [host.id, host]));
  const orphan = rooms.find((room) => room.hostId === null && nearestTaker(hosts, room, wish) !== null);
  const isOneMoreAllowed = rooms.length < (wish.roomsMax ?? Number.POSITIVE_INFINITY);
  const freest =
    orphan !== undefined
      ? nearestTaker(hosts, orphan, wish)
      : isOneMoreAllowed
        ? nearestWithRoom(hosts, wish)
        : null;
  const nearestMs = Math.min(...hosts.map((host) => distanceMs(host, wish)));

  let best: { id: RoomId; hostId: HostId; participantCount: number } | null = null;
  for (const { id, hostId, participantCount } of rooms) {
    const host = hostId === null ? undefined : known.get(hostId);
    if (host === undefined || sparePlaces(host) <= 0 || participantCount >= wish.capacity) continue;
    const isFar = distanceMs(host, wish) > nearestMs + MEET_WITHIN_MS;
    // A far room is better than none, and no better than a near one that could be opened.
    if (isFar && freest !== null && distanceMs(freest, wish) <= nearestMs + MEET_WITHIN_MS) continue;
    if (best === null || participantCount > best.participantCount)
      best = { id, hostId: host.id, participantCount };
  }
  if (best !== null) return { kind: "join", roomId: best.id, hostId: best.hostId };
  if (freest === null) return { kind: "refused", reason: "full" };
  return orphan === undefined
    ? { kind: "open", hostId: freest.id }
    : { kind: "lease", roomId: orphan.id, hostId: freest.id };
}

/** Decides for one person who wants into this very room: where it runs, or, when it lost its host, where it goes on. */
export function allocateInto(
  hosts: readonly HostLoad[],
  room: OpenRoom,
  wish: Omit<Wish, "roomsMax">,
): Allocation {
  if (room.hostId === null) {
    const nearest = nearestTaker(hosts, room, wish);
    if (nearest !== null) return { kind: "lease", roomId: room.id, hostId: nearest.id };
  }
  const host = hosts.find(({ id }) => id === room.hostId);
  if (host === undefined) return { kind: "refused", reason: "no-host" };
  const free = Math.min(wish.capacity - room.participantCount, sparePlaces(host));
  if (free <= wish.aheadCount) return { kind: "refused", reason: "full" };
  return { kind: "join", roomId: room.id, hostId: host.id };
}

/** A room whose host goes. */
export type MovingRoom = Pick<OpenRoom, "heldFor"> & {
  readonly hostId: HostId;
  readonly region: string;
  readonly participantCount: number;
  readonly ghostCount: number;
};

/** Which host takes a room with everybody in it: of its own region before others, then the one with most to spare. null for none. */
export function allocateElsewhere(
  hosts: readonly HostLoad[],
  { hostId, heldFor, region, participantCount, ghostCount }: MovingRoom,
): HostId | null {
  const fitting = takersOf(hosts, heldFor).filter(
    (host) =>
      host.id !== hostId &&
      host.roomCount < host.roomsMax &&
      sparePlaces(host) >= participantCount &&
      host.participantsMax - host.ghostCount >= ghostCount,
  );
  return nearestWithRoom(fitting, { latencyMs: (of) => (of === region ? 0 : null) })?.id ?? null;
}

/**
 * Where to look on as a ghost: in the room most people are in, among those that are not far. null where no room runs, or none has
 * a ghost's seat left. A host bears as many ghosts as participants, since each of them hears as much.
 */
export function allocateGhost(
  hosts: readonly HostLoad[],
  rooms: readonly OpenRoom[],
  wish: Pick<Wish, "latencyMs">,
): { readonly roomId: RoomId; readonly hostId: HostId } | null {
  const known = new Map(hosts.map((host) => [host.id, host]));
  const nearestMs = Math.min(...hosts.map((host) => distanceMs(host, wish)));
  const [best] = rooms
    .flatMap(({ id, hostId, participantCount, ghostCount }) => {
      const host = hostId === null ? undefined : known.get(hostId);
      if (host === undefined || ghostCount >= GHOSTS_MAX || host.ghostCount >= host.participantsMax)
        return [];
      const isFar = distanceMs(host, wish) > nearestMs + MEET_WITHIN_MS;
      return [{ roomId: id, hostId: host.id, participantCount, isFar }];
    })
    .toSorted((a, b) => Number(a.isFar) - Number(b.isFar) || b.participantCount - a.participantCount);
  return best === undefined ? null : { roomId: best.roomId, hostId: best.hostId };
}

function nearestTaker(
  hosts: readonly HostLoad[],
  { heldFor }: OpenRoom,
  wish: Pick<Wish, "latencyMs">,
): HostLoad | null {
  return nearestWithRoom(takersOf(hosts, heldFor), wish);
}

function takersOf(hosts: readonly HostLoad[], heldFor: OpenRoom["heldFor"]): readonly HostLoad[] {
  return heldFor === null ? hosts : hosts.filter(({ id }) => heldFor.has(id));
}

function nearestWithRoom(hosts: readonly HostLoad[], wish: Pick<Wish, "latencyMs">): HostLoad | null {
  const [nearest] = hosts
    .filter((host) => host.roomCount < host.roomsMax && sparePlaces(host) > 0)
    .toSorted(
      (a, b) =>
        distanceMs(a, wish) - distanceMs(b, wish) ||
        loadOf(a) - loadOf(b) ||
        a.roomCount - b.roomCount ||
        (a.id < b.id ? -1 : 1),
    );
  return nearest ?? null;
}

/** In the rooms there are and those there may be; endless where there may be any number. */
function freeInRooms(rooms: readonly OpenRoom[], { capacity, roomsMax }: Wish): number {
  if (roomsMax === null) return Number.POSITIVE_INFINITY;
  const inOpen = rooms.reduce((sum, room) => sum + Math.max(0, capacity - room.participantCount), 0);
  return inOpen + Math.max(0, roomsMax - rooms.length) * capacity;
}

function freePlaces(hosts: readonly HostLoad[]): number {
  return hosts.reduce((sum, host) => sum + Math.max(0, sparePlaces(host)), 0);
}

function sparePlaces(host: HostLoad): number {
  return host.participantsMax - host.participantCount;
}

function distanceMs(host: HostLoad, wish: Pick<Wish, "latencyMs">): number {
  return wish.latencyMs(host.region) ?? UNKNOWN_MS;
}

function loadOf(host: HostLoad): number {
  return host.participantCount / host.participantsMax;
}
