// The way out of one connection, counting what is given to it.

import type { Metrics } from "../metrics.ts";
import type { Wire } from "../wire.ts";

export class CountedWire implements Wire {
  readonly #wire: Wire;
  readonly #metrics: Metrics;
  /** Given to it so far. */
  bytes = 0;

  constructor(wire: Wire, metrics: Metrics) {
    this.#wire = wire;
    this.#metrics = metrics;
  }

  get pendingBytes(): number {
    return this.#wire.pendingBytes;
  }

  write(buffer: Uint8Array, start: number, end: number, transient: boolean): boolean {
    this.bytes += end - start;
    this.#metrics.wrote(end - start);
    return this.#wire.write(buffer, start, end, transient);
  }
}
