// Which room, on which host. Pure: hosts and rooms as they are now go in, one decision comes out, for one person or for as many as come
// together: places for all of them, or none. People who enter a world want to meet, so the room most of one's friends are in wins, then
// the fullest with enough places left, unless it is far away and a near one can be had; a new room goes to the nearest hosts, and
// among them where its placement says. Of two builds neither is preferred: old hosts that
// drain take no rooms anyway, and a build that turns out bad shall have its share of them, not all.

import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import { GHOSTS_MAX } from "../../shared/schema/room-spec.ts";
import type { Placement } from "./placement.ts";

/** A host that speaks and takes people. Counts include seats kept for others on their way. */
export type HostLoad = {
  readonly id: HostId;
  readonly region: string;
  readonly participantsMax: number;
  readonly participantCount: number;
  readonly ghostCount: number;
  readonly roomsMax: number;
  readonly roomCount: number;
  /** Whether one of its rooms shares its host with none. */
  readonly isExclusive: boolean;
};

/** An open room of the world. `hostId` is null when its host fell silent. */
export type OpenRoom = {
  readonly id: RoomId;
  readonly hostId: HostId | null;
  /** To whom alone it may be given, while a host may serve it still that is cut off; null: to any. */
  readonly heldFor: ReadonlySet<HostId> | null;
  readonly placement: Placement;
  readonly participantCount: number;
  readonly ghostCount: number;
  /** Friends of whoever asks who are in it, and let friends see where they are. */
  readonly friendCount: number;
};

export type Allocation =
  /** The room as it runs. */
  | { readonly kind: "join"; readonly roomId: RoomId; readonly hostId: HostId }
  /** A room that lost its host, on another one. */
  | { readonly kind: "lease"; readonly roomId: RoomId; readonly hostId: HostId }
  /** A new room. */
  | { readonly kind: "open"; readonly hostId: HostId }
  /** `hosts-full`: one host more would help; `full`: it would not. */
  | { readonly kind: "refused"; readonly reason: "no-host" | "hosts-full" | "full" };

export type Wish = {
  /** The world's, per room. */
  readonly capacity: number;
  /** Round trip to a region, milliseconds; null where nothing is known of it. */
  readonly latencyMs: (region: string) => number | null;
  /** How many wait for a place before this one: that many are left free for them. */
  readonly aheadCount: number;
  /** How many come together. */
  readonly partySize: number;
  /** Rooms at once; null: as many as it takes. */
  readonly roomsMax: number | null;
  /** Of a room that is opened for it. */
  readonly placement: Placement;
};

/** People meet across this much more of a round trip; beyond it they get a room near them. */
const MEET_WITHIN_MS = 80;
/** A region nothing is known of is taken to be this far. */
const UNKNOWN_MS = 150;

/** Decides for those who come together. `hosts` holds only hosts that speak and do not drain. */
export function allocate(hosts: readonly HostLoad[], rooms: readonly OpenRoom[], wish: Wish): Allocation {
  if (hosts.length === 0) return { kind: "refused", reason: "no-host" };
  const neededCount = wish.aheadCount + wish.partySize;
  if (wish.partySize > wish.capacity || freeInRooms(rooms, wish) < neededCount)
    return { kind: "refused", reason: "full" };
  if (freePlaces(hosts, rooms, wish) < neededCount) return { kind: "refused", reason: "hosts-full" };
  const known = new Map(hosts.map((host) => [host.id, host]));
  const orphan = rooms.find(
    (room) =>
      room.hostId === null && freeIn(room, wish) >= wish.partySize && bestTaker(hosts, room, wish) !== null,
  );
  const isOneMoreAllowed = rooms.length < (wish.roomsMax ?? Number.POSITIVE_INFINITY);
  const freest =
    orphan !== undefined ? bestTaker(hosts, orphan, wish) : isOneMoreAllowed ? bestHost(hosts, wish) : null;
  const nearestMs = Math.min(...hosts.map((host) => distanceMs(host, wish)));

  let best: OpenRoom | null = null;
  for (const room of rooms) {
    const host = room.hostId === null ? undefined : known.get(room.hostId);
    const free = host === undefined ? 0 : Math.min(sparePlaces(host), freeIn(room, wish));
    if (host === undefined || free < wish.partySize) continue;
    const isFar = distanceMs(host, wish) > nearestMs + MEET_WITHIN_MS;
    // A far room is better than none, and no better than a near one that could be opened.
    if (isFar && freest !== null && distanceMs(freest, wish) <= nearestMs + MEET_WITHIN_MS) continue;
    if (best === null || isBetter(room, best)) best = room;
  }
  if (best?.hostId != null) return { kind: "join", roomId: best.id, hostId: best.hostId };
  if (freest === null) return { kind: "refused", reason: isOneMoreAllowed ? "hosts-full" : "full" };
  return orphan === undefined
    ? { kind: "open", hostId: freest.id }
    : { kind: "lease", roomId: orphan.id, hostId: freest.id };
}

function isBetter(room: OpenRoom, than: OpenRoom): boolean {
  if (room.friendCount !== than.friendCount) return room.friendCount > than.friendCount;
  return room.participantCount > than.participantCount;
}

/** Decides for those who want into this very room: where it runs, or, when it lost its host, where it goes on. */
export function allocateInto(
  hosts: readonly HostLoad[],
  room: OpenRoom,
  wish: Omit<Wish, "roomsMax" | "placement">,
): Allocation {
  const neededCount = wish.aheadCount + wish.partySize;
  const isLost = room.hostId === null;
  const host = isLost ? bestTaker(hosts, room, wish) : hosts.find(({ id }) => id === room.hostId);
  if (host == null) return { kind: "refused", reason: "no-host" };
  // Of one that is lost places are kept still for those who were on their way.
  if (Math.min(freeIn(room, wish), sparePlaces(host)) < neededCount)
    return { kind: "refused", reason: "full" };
  return { kind: isLost ? "lease" : "join", roomId: room.id, hostId: host.id };
}

/** A room whose host goes. */
export type MovingRoom = Pick<OpenRoom, "heldFor" | "placement"> & {
  readonly hostId: HostId;
  readonly region: string;
  readonly participantCount: number;
  readonly ghostCount: number;
};

/** Which host takes a room with everybody in it: of its own region before others, then where its placement says. null for none. */
export function allocateElsewhere(hosts: readonly HostLoad[], room: MovingRoom): HostId | null {
  const { hostId, heldFor, placement, region, participantCount, ghostCount } = room;
  const fitting = takersOf(hosts, heldFor).filter(
    (host) =>
      host.id !== hostId &&
      sparePlaces(host) >= participantCount &&
      host.participantsMax - host.ghostCount >= ghostCount,
  );
  const latencyMs = (of: string) => (of === region ? 0 : null);
  // Whoever fits is seen to above; an empty room needs a host that takes one more all the same.
  const placing = { latencyMs, placement, capacity: participantCount, partySize: 1 };
  return bestHost(fitting, placing)?.id ?? null;
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

/** What a room is placed by: how many it may have in it, and near whom. */
type Placing = Pick<Wish, "latencyMs" | "capacity" | "placement" | "partySize">;

function bestTaker(
  hosts: readonly HostLoad[],
  { heldFor, placement }: OpenRoom,
  { latencyMs, capacity, partySize }: Pick<Wish, "latencyMs" | "capacity" | "partySize">,
): HostLoad | null {
  return bestHost(takersOf(hosts, heldFor), { latencyMs, capacity, placement, partySize });
}

function takersOf(hosts: readonly HostLoad[], heldFor: OpenRoom["heldFor"]): readonly HostLoad[] {
  return heldFor === null ? hosts : hosts.filter(({ id }) => heldFor.has(id));
}

function bestHost(hosts: readonly HostLoad[], placing: Placing): HostLoad | null {
  const compare = placing.placement === "spread" ? roomiestFirst : snuggestFirst(placing.capacity);
  const [best] = hosts
    .filter((host) => mayOpen(host, placing.placement) && sparePlaces(host) >= placing.partySize)
    .toSorted(
      (a, b) => distanceMs(a, placing) - distanceMs(b, placing) || compare(a, b) || (a.id < b.id ? -1 : 1),
    );
  return best ?? null;
}

/** Whether one room more may be opened there. */
function mayOpen(host: HostLoad, placement: Placement): boolean {
  if (host.isExclusive || (placement === "exclusive" && host.roomCount > 0)) return false;
  return host.roomCount < host.roomsMax && sparePlaces(host) > 0;
}

function roomiestFirst(a: HostLoad, b: HostLoad): number {
  return loadOf(a) - loadOf(b) || a.roomCount - b.roomCount;
}

/** The fullest that holds a whole room; where none does, the one that holds most of it: a world in many small rooms is lonely. */
function snuggestFirst(capacity: number): (a: HostLoad, b: HostLoad) => number {
  const heldOf = (host: HostLoad) => Math.min(capacity, sparePlaces(host));
  return (a, b) =>
    heldOf(b) - heldOf(a) ||
    loadOf(b) - loadOf(a) ||
    b.roomCount - a.roomCount ||
    sparePlaces(a) - sparePlaces(b);
}

/** In the rooms there are and those there may be; endless where there may be any number. */
function freeInRooms(rooms: readonly OpenRoom[], { capacity, roomsMax }: Wish): number {
  if (roomsMax === null) return Number.POSITIVE_INFINITY;
  const inOpen = rooms.reduce((sum, room) => sum + Math.max(0, freeIn(room, { capacity })), 0);
  return inOpen + Math.max(0, roomsMax - rooms.length) * capacity;
}

/** On hosts that have one of the rooms, or may be given one. */
function freePlaces(hosts: readonly HostLoad[], rooms: readonly OpenRoom[], { placement }: Wish): number {
  const placements = new Set([
    placement,
    ...rooms.flatMap((room) => (room.hostId === null ? room.placement : [])),
  ]);
  const having = new Set(rooms.map(({ hostId }) => hostId));
  const isOpenTo = (host: HostLoad) => having.has(host.id) || [...placements].some((of) => mayOpen(host, of));
  return hosts.reduce((sum, host) => sum + (isOpenTo(host) ? Math.max(0, sparePlaces(host)) : 0), 0);
}

function freeIn({ participantCount }: OpenRoom, { capacity }: Pick<Wish, "capacity">): number {
  return capacity - participantCount;
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
