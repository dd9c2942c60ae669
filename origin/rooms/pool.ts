// Which room, on which host. Pure: hosts and rooms as they are now go in, one decision comes out. People who enter a
// world want to meet, so the fullest room with a place left wins; a new room goes to the host with most to spare.

import type { HostId, RoomId } from "../../shared/schema/ids.ts";

/** A host that speaks and takes people. Counts include places kept for others on their way. */
export type HostLoad = {
  readonly id: HostId;
  readonly participantsMax: number;
  readonly participantCount: number;
  readonly roomsMax: number;
  readonly roomCount: number;
};

/** An open room of the world. `hostId` is null when its host fell silent. */
export type OpenRoom = {
  readonly id: RoomId;
  readonly hostId: HostId | null;
  readonly participantCount: number;
};

export type Allocation =
  /** The room as it runs. */
  | { readonly kind: "join"; readonly roomId: RoomId; readonly hostId: HostId }
  /** A room that lost its host, on another one. */
  | { readonly kind: "lease"; readonly roomId: RoomId; readonly hostId: HostId }
  /** A new room. */
  | { readonly kind: "open"; readonly hostId: HostId }
  | { readonly kind: "refused"; readonly reason: "no-host" | "full" };

/** Decides for one person. `hosts` holds only hosts that speak and do not drain; `capacity` is the world's, per room. */
export function allocate(
  hosts: readonly HostLoad[],
  rooms: readonly OpenRoom[],
  capacity: number,
): Allocation {
  if (hosts.length === 0) return { kind: "refused", reason: "no-host" };
  const spare = new Map(hosts.map((host) => [host.id, host.participantsMax - host.participantCount]));

  let fullest: { id: RoomId; hostId: HostId; participantCount: number } | null = null;
  for (const { id, hostId, participantCount } of rooms) {
    if (hostId === null || (spare.get(hostId) ?? 0) <= 0 || participantCount >= capacity) continue;
    if (fullest === null || participantCount > fullest.participantCount)
      fullest = { id, hostId, participantCount };
  }
  if (fullest !== null) return { kind: "join", roomId: fullest.id, hostId: fullest.hostId };

  const [freest] = hosts
    .filter((host) => host.roomCount < host.roomsMax && host.participantCount < host.participantsMax)
    .toSorted((a, b) => loadOf(a) - loadOf(b) || a.roomCount - b.roomCount || (a.id < b.id ? -1 : 1));
  if (freest === undefined) return { kind: "refused", reason: "full" };
  const orphan = rooms.find((room) => room.hostId === null);
  return orphan === undefined
    ? { kind: "open", hostId: freest.id }
    : { kind: "lease", roomId: orphan.id, hostId: freest.id };
}

function loadOf(host: HostLoad): number {
  return host.participantCount / host.participantsMax;
}
