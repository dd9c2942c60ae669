// Rates out of counters that only grow: remembers what each connection and the host had counted when somebody last looked.

import type { Metrics } from "../metrics.ts";
import { SECTION } from "./kind.ts";
import type { ConnectionRow } from "./source.ts";

/** Less time than this makes no rate: one packet in a millisecond is not a thousand a second. */
const SPAN_MIN_MS = 250;

export type ConnectionRates = {
  readonly packetsIn: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly dropped: number;
};
type Counted = { packetsIn: number; bytesIn: number; bytesOut: number; dropped: number; look: number };

/** Per second, of every connection that is looked at. */
export class ConnectionRateMemory {
  readonly #counted = new Map<number, Counted>();
  #look = 0;
  #lookedAtMs = Number.NEGATIVE_INFINITY;

  /** Of one connection since the last look, or since it opened when that is later. */
  ratesOf(row: ConnectionRow, nowMs: number): ConnectionRates {
    const before = this.#counted.get(row.id);
    const sinceMs = before === undefined ? row.connectedAtMs : this.#lookedAtMs;
    const seconds = Math.max(SPAN_MIN_MS, nowMs - sinceMs) / 1000;
    const { packetsIn, bytesIn, bytesOut, dropped } = row;
    const rates = {
      packetsIn: (packetsIn - (before?.packetsIn ?? 0)) / seconds,
      bytesIn: (bytesIn - (before?.bytesIn ?? 0)) / seconds,
      bytesOut: (bytesOut - (before?.bytesOut ?? 0)) / seconds,
      dropped: (dropped - (before?.dropped ?? 0)) / seconds,
    };
    const now = { packetsIn, bytesIn, bytesOut, dropped, look: this.#look };
    if (before === undefined) this.#counted.set(row.id, now);
    else Object.assign(before, now);
    return rates;
  }

  /** All connections have been looked at: those that were not are gone. */
  endLook(nowMs: number): void {
    for (const [id, { look }] of this.#counted) if (look !== this.#look) this.#counted.delete(id);
    this.#look++;
    this.#lookedAtMs = nowMs;
  }
}

export type HostTotals = {
  readonly messagesIn: number;
  readonly messagesOut: number;
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly writes: number;
  readonly cpuMicros: number;
};

export const NOTHING_YET: HostTotals = {
  messagesIn: 0,
  messagesOut: 0,
  readBytes: 0,
  writtenBytes: 0,
  writes: 0,
  cpuMicros: 0,
};

/** What a host has counted in all; messages are packets, not the sections that ride in them. */
export function hostTotals(metrics: Metrics, cpuMicros: number): HostTotals {
  return {
    messagesIn: sum(metrics.receivedCount.subarray(0, SECTION)),
    messagesOut: sum(metrics.deliveredCount.subarray(0, SECTION)),
    readBytes: metrics.readBytes,
    writtenBytes: metrics.writtenBytes,
    writes: metrics.writtenCount,
    cpuMicros,
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
