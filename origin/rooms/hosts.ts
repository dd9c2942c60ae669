// Hosts come, say every second that they are there and what they serve, and lose their rooms when they fall silent. What is decided
// here, and by which clock, is succession.ts's.

import { Problem } from "../../shared/http/problem.ts";
import { type HostId, hostIdSchema, type RoomId } from "../../shared/schema/ids.ts";
import type { Heartbeat, HeartbeatAnswer, RegisterHost } from "../../shared/schema/internal/hosts.ts";
import type { RegionList } from "../../shared/schema/public-api.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { deriveKey } from "./derive-key.ts";
import {
  deleteForgottenHosts,
  type HostRecord,
  listKnownHosts,
  listRegionProbes,
  lockHost,
  lockWatch,
  loseHost,
  saveWatch,
  touchHost,
  upsertHost,
} from "./host-store.ts";
import { tellOthersOfStage } from "./mirrors.ts";
import { findSpokenRooms, takeBack, updateSpoken } from "./store.ts";
import {
  afterPass,
  afterSilence,
  HEARTBEAT_INTERVAL_MS,
  HEIRLESS_MS,
  HOST_SILENT_MS,
  heirsOf,
  isSilent,
  isSucceeded,
  type KnownHost,
  type Standing,
  WATCH_GAP_MAX_MS,
} from "./succession.ts";
import { clearSuspects, deleteOldSuspects } from "./suspect-store.ts";

/** Of one round, as of the others, so that each has its turn while some fail. */
const LOST_AT_ONCE_MAX = 100;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "poolNowMs">;

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
    startedAt: new Date(startedAtMs ?? nowMs),
    state: "speaking",
    lostAt: null,
    engineId: host.engineId ?? null,
  });
  return { heartbeatIntervalMs: HEARTBEAT_INTERVAL_MS };
}

/**
 * Returns the rooms the host must close, and its heirs. Throws HOST_NOT_FOUND (404): register again; or BEAT_STALE (409) for one that
 * comes after a later one.
 */
export async function takeHeartbeat(
  deps: Deps & Pick<OriginDeps, "internalToken">,
  hostId: HostId,
  heartbeat: Heartbeat,
): Promise<HeartbeatAnswer> {
  const key = await deriveKey(deps.internalToken, "peers");
  return deps.db.transaction(async (tx) => {
    const nowMs = await deps.poolNowMs(tx);
    const before = await lockHost(tx, hostId);
    if (before === null || before.state === "gone") throw unknownHost();
    const { lease, draining } = heartbeat;
    if (lease !== null && lease.seq <= before.beatSeq) throw staleBeat(lease.seq, before.beatSeq);
    await touchHost(tx, hostId, {
      draining,
      lastSeenAt: new Date(nowMs),
      state: "speaking",
      lostAt: null,
      ...(lease === null ? {} : { beatSeq: lease.seq, heirs: lease.heirs }),
    });
    const close = await takeRooms(tx, before, heartbeat.rooms, new Date(deps.nowMs()));
    return { close, lease: lease === null ? null : { heirs: await heirsNow(tx, before, nowMs), key } };
  });
}

/** Takes the host's word for its rooms. Answers which of them are not its own. */
async function takeRooms(
  tx: DbOrTx,
  host: HostRecord,
  spoken: Heartbeat["rooms"],
  now: Date,
): Promise<RoomId[]> {
  const found = new Map((await findSpokenRooms(tx, spoken)).map((room) => [room.id, room]));
  const kept: RoomId[] = [];
  const close: RoomId[] = [];
  for (const said of spoken.toSorted((a, b) => (a.room < b.room ? -1 : 1))) {
    const room = found.get(said.room);
    const isOwn = room?.hostId === host.id;
    if (room === undefined || room.closedAt !== null) close.push(said.room);
    // It is being opened: what it has of it is said when that is done.
    else if (said.epoch === 0 && isOwn) continue;
    else if (room.epoch !== said.epoch || !(isOwn || room.hostId === null)) close.push(said.room);
    else if (isOwn && room.participantCount === said.participantCount && room.ghostCount === said.ghostCount)
      kept.push(room.id);
    else if (await updateSpoken(tx, host.id, said)) {
      kept.push(room.id);
      if (isOwn) continue;
      if (host.lostAt !== null) await takeBack(tx, room, host.lostAt);
      await tellOthersOfStage(tx, room, now);
    } else close.push(said.room);
  }
  await clearSuspects(tx, { hostId: host.id, kept, has: spoken.map(({ room }) => room) });
  return close;
}

async function heirsNow(tx: DbOrTx, host: HostRecord, nowMs: number) {
  const all = await listKnownHosts(tx);
  const speaking = all.filter(
    ({ state, draining, heirs, lastSeenAt }) =>
      state === "speaking" && !draining && heirs !== null && nowMs - lastSeenAt.getTime() < HOST_SILENT_MS,
  );
  return heirsOf(host, speaking).map(({ id, address, tcpPort, wsUrl }) => ({
    hostId: id,
    host: { address, tcpPort, wsUrl },
  }));
}

/** Hosts that are to be heard of no more, and those that fell silent: their rooms wait for another. */
export async function watchHosts(
  deps: Deps,
): Promise<{ readonly silent: readonly HostId[]; readonly gone: readonly HostId[] }> {
  return deps.db.transaction(async (tx) => {
    const before = await lockWatch(tx);
    const nowMs = await deps.poolNowMs(tx);
    const watch = afterPass(before, nowMs);
    await saveWatch(tx, watch);
    const all = (await listKnownHosts(tx)).filter(({ state }) => state !== "gone").map(toKnown);
    const howLost = (host: Known): "gone" | "silent" | null => {
      if (isSucceeded(host, all, nowMs)) return "gone";
      return host.state === "speaking" && isSilent(host, watch, nowMs) ? "silent" : null;
    };
    const lost = all.map((host) => ({ host, how: howLost(host) })).filter(({ how }) => how !== null);
    const done = { silent: [] as HostId[], gone: [] as HostId[] };
    for (const { host, how } of lost.slice(0, LOST_AT_ONCE_MAX)) {
      if (how === null) continue;
      const locked = await lockHost(tx, host.id);
      // It has spoken meanwhile.
      if (locked === null || locked.lastSeenAt.getTime() !== host.lastSeenAtMs) continue;
      const suspect = how === "gone" ? null : (afterSilence([], host)[0] ?? null);
      await loseHost(tx, host.id, { state: how, suspect, at: new Date(deps.nowMs()) });
      done[how].push(host.id);
    }
    await deleteForgottenHosts(tx, new Date(nowMs - HEIRLESS_MS));
    await deleteOldSuspects(tx, new Date(nowMs));
    return done;
  });
}

type Known = KnownHost & Standing & Pick<HostRecord, "state">;

function toKnown({ id, heirs, address, tcpPort, state, lastSeenAt, startedAt }: HostRecord): Known {
  const times = { lastSeenAtMs: lastSeenAt.getTime(), startedAtMs: startedAt.getTime() };
  return { id, heirs, address, tcpPort, state, ...times };
}

/** How often hosts have to be watched, milliseconds: a watch with gaps waits anew for each. */
export const WATCH_INTERVAL_MS = WATCH_GAP_MAX_MS / 6;

function unknownHost(): Problem {
  return new Problem({
    status: 404,
    code: "HOST_NOT_FOUND",
    title: "This host is not registered",
    detail: "Register again.",
  });
}

function staleBeat(seq: number, newest: number): Problem {
  return new Problem({
    status: 409,
    code: "BEAT_STALE",
    title: "A later beat of this host came before",
    errors: [{ name: "lease.seq", message: "not newer", actual: seq, limit: newest }],
  });
}
