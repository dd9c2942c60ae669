// What GET /top answers: a host at a glance, for a person or a script. Types only.

import type { ConnectionRow, RoomRow } from "./source.ts";

export const TOP_ROWS_MAX = 50;

/** Microseconds, of the last 10 to 20 s. */
export type TopTimes = {
  readonly p50Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
  readonly maxUs: number;
};

/** Messages are PUBLISH and other packets, not the sections in them. */
export type TopFlow = { readonly messages: number; readonly bytes: number };

export type TopHost = {
  readonly rooms: number;
  readonly participants: number;
  readonly sessions: number;
  readonly connecting: number;
  readonly queueBytes: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** Of one core. */
  readonly cpuPercent: number;
  readonly tick: TopTimes;
  readonly flush: TopTimes;
  readonly lag: TopTimes;
  readonly inPerSecond: TopFlow;
  /** Once per receiver. */
  readonly outPerSecond: TopFlow;
  readonly writesPerSecond: number;
};

export type TopRoom = RoomRow & {
  readonly extended: number;
  readonly inPerSecond: TopFlow;
  readonly outBytesPerSecond: number;
  readonly queueBytes: number;
};

export type TopConnection = ConnectionRow & {
  readonly inPerSecond: TopFlow;
  readonly outBytesPerSecond: number;
  readonly droppedPerSecond: number;
};

/** `carrier` and `kind` as in the metric hiroba_room_messages_dropped_total. */
export type TopDrop = {
  readonly carrier: string;
  readonly kind: string;
  readonly reason: string;
  readonly count: number;
  readonly perSecond: number;
};

export type TopReport = {
  readonly atMs: number;
  readonly uptimeMs: number;
  /** What rates are taken over: the time since somebody last looked, or since the start. */
  readonly windowMs: number;
  readonly host: TopHost;
  /** Each at most TOP_ROWS_MAX, the highest first. */
  readonly rooms: readonly TopRoom[];
  /** By messages a second. */
  readonly senders: readonly TopConnection[];
  /** By bytes that wait, then by slower rates, then by what was left out for them; none that keeps up. */
  readonly receivers: readonly TopConnection[];
  readonly drops: readonly TopDrop[];
};
