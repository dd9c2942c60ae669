// Rows of a source added up for a glance at a host: each room with its connections, and of all connections the most notable.

import { Best } from "./best.ts";
import type { ConnectionRates } from "./rates.ts";
import type { ConnectionRow, RoomRow } from "./source.ts";
import { TOP_ROWS_MAX, type TopConnection, type TopRoom } from "./top-report.ts";

/** One room and what its connections add up to. */
export class RoomTally {
  readonly #row: RoomRow;
  #extended = 0;
  #messagesIn = 0;
  #bytesIn = 0;
  #bytesOut = 0;
  #queueBytes = 0;

  constructor(row: RoomRow) {
    this.#row = { ...row };
  }

  count(row: ConnectionRow, rates: ConnectionRates): void {
    if (row.extension !== "none") this.#extended++;
    this.#messagesIn += rates.packetsIn;
    this.#bytesIn += rates.bytesIn;
    this.#bytesOut += rates.bytesOut;
    this.#queueBytes += row.queueBytes;
  }

  row(): TopRoom {
    return {
      ...this.#row,
      extended: this.#extended,
      inPerSecond: { messages: this.#messagesIn, bytes: this.#bytesIn },
      outBytesPerSecond: this.#bytesOut,
      queueBytes: this.#queueBytes,
    };
  }
}

/** All connections: how many, and the most notable. */
export class ConnectionTally {
  sessions = 0;
  connecting = 0;
  queueBytes = 0;
  readonly senders = new Best<TopConnection>(TOP_ROWS_MAX);
  readonly receivers = new Best<TopConnection>(TOP_ROWS_MAX);

  count(row: ConnectionRow, rates: ConnectionRates): void {
    if (row.state === "active") this.sessions++;
    else this.connecting++;
    this.queueBytes += row.queueBytes;
    const topRow = (): TopConnection => ({
      ...row,
      inPerSecond: { messages: rates.packetsIn, bytes: rates.bytesIn },
      outBytesPerSecond: rates.bytesOut,
      droppedPerSecond: rates.dropped,
    });
    this.senders.offer(rates.packetsIn, topRow);
    this.receivers.offer(slowness(row, rates), topRow);
  }
}

/** What waits counts most, in bytes; then how far it was shed; then what it misses. 0 for who keeps up. */
function slowness({ queueBytes, shedStep }: ConnectionRow, { dropped }: ConnectionRates): number {
  return queueBytes + (shedStep ?? 0) / 8 + Math.min(1, dropped / 10_000) / 16;
}
