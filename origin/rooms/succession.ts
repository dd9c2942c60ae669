// Who may have a room whose host is not heard of. Pure; all times are Postgres' own. The other side is the hosts', room/lease/;
// `bun run sim -- lease` plays both against each other.
//
// A host is silent only when nothing came from it for HOST_SILENT_MS of a time in which beats were listened to without a gap: after
// an outage each has that time anew. A host that is silent may live, cut off, and serve on by the word of its heirs: it is a suspect of
// having its rooms still, and they go to its heirs alone, as it named them itself in the last beat that came, until it is proven to be
// gone, or says that it has them no more, or an heir is known to have opened them. One that is young serves nothing beyond a lease,
// and is nobody's suspect.

import type { HostId } from "../../shared/schema/ids.ts";

export const HEARTBEAT_INTERVAL_MS = 1_000;
/** More than a host goes on from the sending of a beat (LEASE_MS, 3 s). */
export const HOST_SILENT_MS = 4_000;
/** Of a host of the release before, which knows no lease and beats every 2 s. */
export const OLD_HOST_SILENT_MS = 10_000;
/** A watch over hosts that did not look for so long begins anew. */
export const WATCH_GAP_MAX_MS = 3_000;
/** From a host's last beat; more than it goes on alone (ALONE_MAX_MS, 14 min). */
export const HEIRLESS_MS = 15 * 60_000;
/** Each of them has to promise, moment by moment, while the origin is away: more would be more that may fail. */
export const HEIRS_MAX = 3;
/** A host of which nothing came for so long is no more, once another began to speak from its very address. */
const SUCCEEDED_AFTER_MS = 1_500;

/** Since when hosts are listened to without a gap, and when that was last so. */
export type Watch = { readonly upSinceMs: number; readonly lastPassAtMs: number };

export type KnownHost = {
  readonly id: HostId;
  readonly lastSeenAtMs: number;
  /** As it last said; null for a host that knows of none. */
  readonly heirs: readonly HostId[] | null;
  /** As it last said. */
  readonly isYoung: boolean;
};

/** A host that may have a room still, though it was given up. */
export type Suspect = {
  readonly id: HostId;
  readonly heirs: readonly HostId[];
  /** Then it has given the room up itself, whatever befell it. */
  readonly untilMs: number;
};

/** The watch looks now. */
export function afterPass(watch: Watch | null, nowMs: number): Watch {
  const isUnbroken = watch !== null && Math.abs(nowMs - watch.lastPassAtMs) <= WATCH_GAP_MAX_MS;
  return { upSinceMs: isUnbroken ? watch.upSinceMs : nowMs, lastPassAtMs: nowMs };
}

/** Since when nothing was heard of a host though it was listened to, milliseconds. */
export function silentForMs({ lastSeenAtMs }: KnownHost, watch: Watch, nowMs: number): number {
  return nowMs - Math.max(lastSeenAtMs, watch.upSinceMs);
}

/** Whether its rooms may be given away. */
export function isSilent(host: KnownHost, watch: Watch, nowMs: number): boolean {
  return silentForMs(host, watch, nowMs) >= (host.heirs === null ? OLD_HOST_SILENT_MS : HOST_SILENT_MS);
}

/** Where a process listens, and since when it is known: no two listen at one place. */
export type Standing = Pick<KnownHost, "id" | "lastSeenAtMs"> & {
  readonly address: string;
  readonly tcpPort: number;
  readonly startedAtMs: number;
};

/** Whether another process has taken the place of this one, which is proven to be gone by that. */
export function isSucceeded(host: Standing, all: readonly Standing[], nowMs: number): boolean {
  return (
    nowMs - host.lastSeenAtMs >= SUCCEEDED_AFTER_MS &&
    all.some(
      (other) =>
        other.address === host.address &&
        other.tcpPort === host.tcpPort &&
        other.startedAtMs > host.startedAtMs &&
        other.lastSeenAtMs > host.lastSeenAtMs,
    )
  );
}

/** Who may have a room still after its host fell silent; `suspects` did before. */
export function afterSilence(suspects: readonly Suspect[], host: KnownHost): readonly Suspect[] {
  if (host.heirs === null || host.isYoung) return suspects;
  const { id, heirs, lastSeenAtMs } = host;
  return [...without(suspects, id), { id, heirs, untilMs: lastSeenAtMs + HEIRLESS_MS }];
}

/** The host is no more, or said that it has the room no more. */
export function without(suspects: readonly Suspect[], hostId: HostId): readonly Suspect[] {
  return suspects.filter(({ id }) => id !== hostId);
}

/** Whether a room without a host may be given to this one. */
export function mayTake(suspects: readonly Suspect[], hostId: HostId, nowMs: number): boolean {
  return suspects.every(
    ({ id, heirs, untilMs }) => id === hostId || heirs.includes(hostId) || nowMs >= untilMs,
  );
}

export type Candidate = { readonly id: HostId; readonly region: string; readonly address: string };

/** Whom a host names its heirs: of its region first, on another machine first, and always the same of the same hosts. */
export function heirsOf<T extends Candidate>(host: Candidate, speaking: readonly T[]): T[] {
  const rank = (other: Candidate): number =>
    (other.region === host.region ? 0 : 2) + (other.address === host.address ? 1 : 0);
  return speaking
    .filter(({ id }) => id !== host.id)
    .toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
    .slice(0, HEIRS_MAX);
}
