// What awaits one client: packets of its own and logs it shares with others, in order and bounded in bytes, and newest-wins slots
// behind them. Small packets are joined, so that one write takes many. SPEC [LIMIT-5]

import { HEADROOM_BYTES, type Wire } from "../wire.ts";

/** Events waiting for one client. Beyond it the client does not read, and is let go. */
export const OUTBOX_EVENTS_MAX_BYTES = 1024 * 1024;
/** Distinct newest-wins keys waiting for one client; as many as a room has participants. */
export const OUTBOX_LATEST_MAX = 500;
const JOINED_MAX_BYTES = 64 * 1024;

/** Memory others read as well: written from where it is. */
type SharedLog = { readonly buffer: Uint8Array; readonly start: number; readonly end: number };

/** Small packets meet here on their way out: one for all, as a transport copies what it cannot write at once. */
const joined = new Uint8Array(HEADROOM_BYTES + JOINED_MAX_BYTES);
const NO_LATEST: ReadonlyMap<string, Uint8Array> = new Map();

export class Outbox {
  #queue: (Uint8Array | SharedLog)[] = [];
  #queueBytes = 0;
  #latest: Map<string, Uint8Array> | null = null;

  /** Bytes that must arrive and have not been given to the wire. */
  get waitingBytes(): number {
    return this.#queueBytes;
  }
  get isEmpty(): boolean {
    return this.#queue.length === 0 && this.#latest === null;
  }

  queue(packet: Uint8Array): void {
    this.#queue.push(packet);
    this.#queueBytes += packet.length;
  }

  queueShared(buffer: Uint8Array, start: number, end: number): void {
    this.#queue.push({ buffer, start, end });
    this.#queueBytes += end - start;
  }

  /** The newest of a key replaces an older one that still waits. A new key beyond the bound is dropped. */
  queueLatest(key: string, packet: Uint8Array): "queued" | "replaced" | "dropped" {
    this.#latest ??= new Map();
    const isKnown = this.#latest.has(key);
    if (!isKnown && this.#latest.size >= OUTBOX_LATEST_MAX) return "dropped";
    this.#latest.set(key, packet);
    return isKnown ? "replaced" : "queued";
  }

  /** Writes what waits until the wire takes no more. */
  flush(wire: Wire): void {
    let next = 0;
    while (next < this.#queue.length && wire.pendingBytes === 0) next = this.#write(wire, next);
    if (next >= this.#queue.length) this.#queue = next === 0 ? this.#queue : [];
    else if (next > 0) this.#queue = this.#queue.slice(next);
    if (this.#queue.length > 0 || this.#latest === null || wire.pendingBytes > 0) return;
    const latest = this.#latest ?? NO_LATEST;
    this.#latest = null;
    for (const packet of latest.values()) this.queue(packet);
    this.flush(wire);
  }

  /** Writes what waits at `index`, with as many packets behind it as one write takes. Answers the index of what is next. */
  #write(wire: Wire, index: number): number {
    const first = this.#queue[index];
    if (first === undefined) return index;
    if (!(first instanceof Uint8Array)) {
      this.#queueBytes -= first.end - first.start;
      wire.write(first.buffer, first.start, first.end, false);
      return index + 1;
    }
    if (first.length > JOINED_MAX_BYTES) {
      this.#queueBytes -= first.length;
      const own = new Uint8Array(HEADROOM_BYTES + first.length);
      own.set(first, HEADROOM_BYTES);
      wire.write(own, HEADROOM_BYTES, own.length, false);
      return index + 1;
    }
    let end = HEADROOM_BYTES;
    let next = index;
    for (; next < this.#queue.length; next++) {
      const packet = this.#queue[next];
      if (!(packet instanceof Uint8Array) || end + packet.length > joined.length) break;
      joined.set(packet, end);
      end += packet.length;
    }
    this.#queueBytes -= end - HEADROOM_BYTES;
    wire.write(joined, HEADROOM_BYTES, end, true);
    return next;
  }
}
