// A host says every second that it is there and what it serves: it hears which of its rooms are not its own, and who its heirs are.

import { Problem } from "../../shared/http/problem.ts";
import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import type { Heartbeat, HeartbeatAnswer } from "../../shared/schema/internal/hosts.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { deriveKey } from "./derive-key.ts";
import { type HostRecord, listKnownHosts, lockHost, touchHost } from "./host-store.ts";
import { tellOthersOfStage } from "./mirrors.ts";
import { findSpokenRooms, takeBack, updateSpoken } from "./store.ts";
import { HOST_SILENT_MS, heirsOf } from "./succession.ts";
import { clearSuspects } from "./suspect-store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "poolNowMs" | "internalToken">;

/**
 * Returns the rooms the host must close, and its heirs. Throws HOST_NOT_FOUND (404): register again; or BEAT_STALE (409) for one that
 * comes after a later one.
 */
export async function takeHeartbeat(
  deps: Deps,
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
      ...(lease === null ? {} : { beatSeq: lease.seq, heirs: lease.heirs, isYoung: lease.isYoung }),
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
