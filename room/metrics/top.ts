// A host at a glance, made when somebody asks: live rooms, busiest senders, slowest receivers, what is dropped and why. Reads
// its source once and keeps no row of it, so that a look costs a few milliseconds even with ten thousand connections; and
// however often it is asked, it looks twice a second at most.

import type { Metrics } from "../metrics.ts";
import type { WindowedHistogram } from "./histogram.ts";
import { DROP_NAMES, nameOfKind } from "./kind.ts";
import { ConnectionRateMemory, type HostTotals, hostTotals, NOTHING_YET } from "./rates.ts";
import type { Readings } from "./source.ts";
import { ConnectionTally, RoomTally } from "./tally.ts";
import {
  TOP_ROWS_MAX,
  type TopDrop,
  type TopHost,
  type TopReport,
  type TopRoom,
  type TopTimes,
} from "./top-report.ts";

const LOOK_INTERVAL_MS = 500;

export type Top = {
  /** The report of now, or the last one while that is fresh. Time is the wall clock's. */
  report(nowMs: number): TopReport;
};

/** Begins without a memory: the first rates are since the start. */
export function createTop(deps: Readings & { readonly metrics: Metrics }): Top {
  const { metrics, startedAtMs } = deps;
  const memory = new ConnectionRateMemory();
  let last: TopReport | null = null;
  let totals: HostTotals = NOTHING_YET;
  let droppedCount = new Float64Array(metrics.droppedCount.length);

  function look(nowMs: number): TopReport {
    const windowMs = Math.max(1, nowMs - (last?.atMs ?? startedAtMs));
    const { rooms, connections } = readSource(deps, memory, nowMs);
    const usage = deps.usage();
    const [totalsBefore, droppedBefore] = [totals, droppedCount];
    totals = hostTotals(metrics, usage.cpuMicros);
    droppedCount = metrics.droppedCount.slice();
    return {
      atMs: nowMs,
      uptimeMs: nowMs - startedAtMs,
      windowMs,
      host: {
        rooms: rooms.length,
        participants: rooms.reduce((sum, room) => sum + room.participants, 0),
        sessions: connections.sessions,
        connecting: connections.connecting,
        queueBytes: connections.queueBytes,
        rssBytes: usage.rssBytes,
        heapBytes: usage.heapBytes,
        ...hostRates(totalsBefore, totals, windowMs / 1000),
        tick: timesOf(metrics.tick),
        flush: timesOf(metrics.flush),
        lag: timesOf(metrics.lag),
      },
      rooms: rooms.toSorted((a, b) => b.participants - a.participants).slice(0, TOP_ROWS_MAX),
      senders: connections.senders.rows(),
      receivers: connections.receivers.rows(),
      drops: dropsOf(droppedBefore, droppedCount, windowMs / 1000),
    };
  }

  return {
    report: (nowMs) => {
      if (last === null || Math.abs(nowMs - last.atMs) >= LOOK_INTERVAL_MS) last = look(nowMs);
      return last;
    },
  };
}

function readSource(
  { source }: Readings,
  memory: ConnectionRateMemory,
  nowMs: number,
): { readonly rooms: TopRoom[]; readonly connections: ConnectionTally } {
  const rooms = new Map<string, RoomTally>();
  for (const row of source.rooms()) rooms.set(row.room, new RoomTally(row));
  const connections = new ConnectionTally();
  for (const row of source.connections()) {
    const rates = memory.ratesOf(row, nowMs);
    connections.count(row, rates);
    if (row.room !== null) rooms.get(row.room)?.count(row, rates);
  }
  memory.endLook(nowMs);
  return { rooms: [...rooms.values()].map((room) => room.row()), connections };
}

function hostRates(
  before: HostTotals,
  now: HostTotals,
  seconds: number,
): Pick<TopHost, "inPerSecond" | "outPerSecond" | "writesPerSecond" | "cpuPercent"> {
  const rate = (name: keyof HostTotals) => (now[name] - before[name]) / seconds;
  return {
    inPerSecond: { messages: rate("messagesIn"), bytes: rate("readBytes") },
    outPerSecond: { messages: rate("messagesOut"), bytes: rate("writtenBytes") },
    writesPerSecond: rate("writes"),
    cpuPercent: rate("cpuMicros") / 10_000,
  };
}

function timesOf(histogram: WindowedHistogram): TopTimes {
  const recent = histogram.recent();
  return {
    p50Us: recent.quantileUs(0.5),
    p99Us: recent.quantileUs(0.99),
    p999Us: recent.quantileUs(0.999),
    maxUs: recent.maxUs,
  };
}

/** What was ever dropped, the most a second first. */
function dropsOf(before: Float64Array, now: Float64Array, seconds: number): TopDrop[] {
  const drops: TopDrop[] = [];
  for (const [index, count] of now.entries()) {
    if (count === 0) continue;
    const { carrier, name } = nameOfKind(Math.floor(index / DROP_NAMES.length));
    const reason = DROP_NAMES[index % DROP_NAMES.length] ?? "";
    const perSecond = (count - (before[index] ?? 0)) / seconds;
    drops.push({ carrier, kind: name, reason, count, perSecond });
  }
  return drops.sort((a, b) => b.perSecond - a.perSecond || b.count - a.count).slice(0, TOP_ROWS_MAX);
}
