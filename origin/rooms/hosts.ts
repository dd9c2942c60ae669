// Hosts come and say where they are reached. That they are there is said by their beats (take-heartbeat.ts), that they are not is seen by
// the watch over them (watch-hosts.ts).

import { hostIdSchema } from "../../shared/schema/ids.ts";
import type { RegisterHost } from "../../shared/schema/internal/hosts.ts";
import type { RegionList } from "../../shared/schema/public-api.ts";
import type { OriginDeps } from "../deps.ts";
import { listRegionProbes, upsertHost } from "./host-store.ts";
import { HEARTBEAT_INTERVAL_MS, HOST_SILENT_MS } from "./succession.ts";

type Deps = Pick<OriginDeps, "db" | "poolNowMs">;

/** Where there are hosts now, each with one to measure the way to. */
export async function listRegions(deps: Deps): Promise<RegionList["items"]> {
  const nowMs = await deps.poolNowMs(deps.db);
  const probes = await listRegionProbes(deps.db, new Date(nowMs - HOST_SILENT_MS));
  return probes.map(({ region, address, tcpPort, wsUrl }) => ({
    region,
    probe: { address, tcpPort, wsUrl },
  }));
}

/** Registers a host, anew or again. */
export async function registerHost(deps: Deps, host: RegisterHost): Promise<{ heartbeatIntervalMs: number }> {
  const nowMs = await deps.poolNowMs(deps.db);
  const startedAtMs = host.startedAtMs ?? null;
  await upsertHost(deps.db, {
    id: hostIdSchema.parse(host.hostId),
    region: host.region,
    ...host.host,
    participantsMax: host.participantsMax,
    roomsMax: host.roomsMax,
    build: host.build,
    draining: false,
    lastSeenAt: new Date(nowMs),
    heirs: startedAtMs === null ? null : [],
    beatSeq: 0,
    isYoung: false,
    startedAt: new Date(startedAtMs ?? nowMs),
    state: "speaking",
    lostAt: null,
    engineId: host.engineId ?? null,
  });
  return { heartbeatIntervalMs: HEARTBEAT_INTERVAL_MS };
}
