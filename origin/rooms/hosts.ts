// Hosts come, say every few seconds that they are there and what they serve, and are forgotten when they fall silent.

import { Problem } from "../../shared/http/problem.ts";
import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import type { Heartbeat, RegisterHost } from "../../shared/schema/internal/hosts.ts";
import type { RegionList } from "../../shared/schema/public-api.ts";
import type { OriginDeps } from "../deps.ts";
import { deleteSilentHosts, listRegionProbes, touchHost, upsertHost } from "./host-store.ts";
import { tellOthersOfStage } from "./mirrors.ts";
import { type RoomRecord, takeBackRoom, touchRoom } from "./store.ts";

export const HEARTBEAT_INTERVAL_MS = 2_000;
/** Several lost heartbeats, not one: a room that moves costs everybody in it a reconnect. */
export const HOST_SILENT_MS = 10_000;

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** Where there are hosts now, each with one to measure the way to. */
export async function listRegions(deps: Deps): Promise<RegionList["items"]> {
  const probes = await listRegionProbes(deps.db, new Date(deps.nowMs() - HOST_SILENT_MS));
  return probes.map(({ region, address, tcpPort, wsUrl }) => ({
    region,
    probe: { address, tcpPort, wsUrl },
  }));
}

/** Registers a host, anew or again. */
export async function registerHost(deps: Deps, host: RegisterHost): Promise<{ heartbeatIntervalMs: number }> {
  await upsertHost(deps.db, {
    id: host.hostId,
    region: host.region,
    ...host.host,
    participantsMax: host.participantsMax,
    roomsMax: host.roomsMax,
    build: host.build,
    draining: false,
    lastSeenAt: new Date(deps.nowMs()),
  });
  return { heartbeatIntervalMs: HEARTBEAT_INTERVAL_MS };
}

/** Returns the rooms the host must close. Throws HOST_NOT_FOUND (404): register again. */
export async function takeHeartbeat(
  deps: Deps,
  hostId: HostId,
  heartbeat: Heartbeat,
): Promise<{ close: RoomId[] }> {
  return deps.db.transaction(async (tx) => {
    const now = new Date(deps.nowMs());
    if (!(await touchHost(tx, hostId, { draining: heartbeat.draining, lastSeenAt: now })))
      throw unknownHost();
    const close: RoomId[] = [];
    const back: RoomRecord[] = [];
    for (const spoken of heartbeat.rooms.toSorted((a, b) => (a.room < b.room ? -1 : 1))) {
      if (await touchRoom(tx, hostId, spoken)) continue;
      const room = await takeBackRoom(tx, hostId, spoken);
      if (room === null) close.push(spoken.room);
      else back.push(room);
    }
    for (const room of back) await tellOthersOfStage(tx, room, now);
    return { close };
  });
}

/** Forgets silent hosts; their rooms wait for another. Returns whom it forgot. */
export async function expireHosts(deps: Deps): Promise<HostId[]> {
  const nowMs = deps.nowMs();
  return deps.db.transaction((tx) =>
    deleteSilentHosts(tx, new Date(nowMs), new Date(nowMs - HOST_SILENT_MS)),
  );
}

function unknownHost(): Problem {
  return new Problem({
    status: 404,
    code: "HOST_NOT_FOUND",
    title: "This host is not registered",
    detail: "Register again.",
  });
}
