// The watch over hosts: those that fell silent, and those known to be no more, lose their rooms. What is decided, and by which clock, is
// succession.ts's.

import type { HostId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import {
  deleteForgottenHosts,
  type HostRecord,
  listKnownHosts,
  lockHost,
  lockWatch,
  loseHost,
  saveWatch,
} from "./host-store.ts";
import {
  afterPass,
  afterSilence,
  HEIRLESS_MS,
  isSilent,
  isSucceeded,
  type KnownHost,
  type Standing,
  WATCH_GAP_MAX_MS,
} from "./succession.ts";
import { deleteOldSuspects } from "./suspect-store.ts";

/** How often hosts have to be watched, milliseconds: a watch with gaps waits anew for each. */
export const WATCH_INTERVAL_MS = WATCH_GAP_MAX_MS / 6;
/** In one round; what is more waits for the next. */
const LOST_AT_ONCE_MAX = 100;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "poolNowMs">;

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

function toKnown({ id, heirs, isYoung, address, tcpPort, state, lastSeenAt, startedAt }: HostRecord): Known {
  const times = { lastSeenAtMs: lastSeenAt.getTime(), startedAtMs: startedAt.getTime() };
  return { id, heirs, isYoung, address, tcpPort, state, ...times };
}
