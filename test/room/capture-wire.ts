// A wire into memory: takes everything, or only so many bytes until it is read again, as a socket does.

import type { Wire } from "../../room/wire.ts";

export class CaptureWire implements Wire {
  /** How many bytes it takes before it blocks; read() makes room again. */
  capacityBytes: number;
  readonly #taken: Uint8Array[] = [];
  #takenBytes = 0;
  #rest: Uint8Array | null = null;

  constructor(capacityBytes = Number.POSITIVE_INFINITY) {
    this.capacityBytes = capacityBytes;
  }

  get pendingBytes(): number {
    return this.#rest?.length ?? 0;
  }

  write(buffer: Uint8Array, start: number, end: number, transient: boolean): boolean {
    if (this.#rest !== null) throw new Error("written to while bytes are pending");
    // The headroom is the transport's: whoever counts on it is found out.
    buffer.fill(0xee, start - 10, start);
    const part = transient ? buffer.slice(start, end) : buffer.subarray(start, end);
    return this.#take(part);
  }

  #take(part: Uint8Array): boolean {
    const room = Math.max(0, this.capacityBytes - this.#takenBytes);
    const taken = part.subarray(0, Math.min(room, part.length));
    if (taken.length > 0) this.#taken.push(taken.slice());
    this.#takenBytes += taken.length;
    this.#rest = taken.length < part.length ? part.subarray(taken.length) : null;
    return this.#rest === null;
  }

  /** What was written and not read yet; what was pending moves up. */
  read(): Uint8Array[] {
    const chunks = this.#taken.splice(0);
    this.#takenBytes = 0;
    const rest = this.#rest;
    this.#rest = null;
    if (rest !== null) this.#take(rest);
    return chunks;
  }
}
