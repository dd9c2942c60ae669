// What awaits one client: packets of its own and logs it shares with others, in order and bounded in bytes. Small packets are
// joined, so that one write takes many. Poses and voice are not kept here: whoever is behind is sent newer ones later. SPEC [LIMIT-5]

import { HEADROOM_BYTES, type Wire } from "../wire.ts";

const JOINED_MAX_BYTES = 64 * 1024;

/** Memory others read as well: written from where it is. */
type SharedLog = { readonly buffer: Uint8Array; readonly start: number; readonly end: number };

/** Small packets meet here on their way out: one for all, as a transport copies what it cannot write at once. */
const joined = new Uint8Array(HEADROOM_BYTES + JOINED_MAX_BYTES);

export class Outbox {
  /** null while nothing waits: most connections are idle, and there are many. */
  #queue: (Uint8Array | SharedLog)[] | null = null;
  #queueBytes = 0;
  /** The largest piece there was. */
  largestBytes = 0;
  /** Of what was asked for all at once, and may wait besides. */
  askedBytes = 0;

  /** Bytes that have not been given to the wire. */
  get waitingBytes(): number {
    return this.#queueBytes;
  }
  get isEmpty(): boolean {
    return this.#queue === null;
  }

  queue(packet: Uint8Array): void {
    this.#queue ??= [];
    this.#queue.push(packet);
    this.#queueBytes += packet.length;
    this.note(packet.length);
  }

  queueShared(buffer: Uint8Array, start: number, end: number): void {
    this.#queue ??= [];
    this.#queue.push({ buffer, start, end });
    this.#queueBytes += end - start;
    this.note(end - start);
  }

  /** A piece of so many bytes waits, here or in the wire already. */
  note(bytes: number): void {
    this.largestBytes = Math.max(this.largestBytes, bytes);
  }

  /** Writes what waits until the wire takes no more. */
  flush(wire: Wire): void {
    const queue = this.#queue;
    if (queue === null) return;
    let next = 0;
    while (next < queue.length && wire.pendingBytes === 0) next = this.#write(wire, queue, next);
    this.#queue = next >= queue.length ? null : queue.slice(next);
  }

  /**
   * Writes all that waits in one go: nothing is flushed behind it, and a socket that takes a part of it is left the rest. Nothing where
   * it has not taken what it was given before.
   */
  flushLast(wire: Wire): void {
    const queue = this.#queue;
    if (queue === null || wire.pendingBytes > 0) return;
    const isSmall = this.#queueBytes <= JOINED_MAX_BYTES;
    const last = isSmall ? joined : new Uint8Array(HEADROOM_BYTES + this.#queueBytes);
    let end = HEADROOM_BYTES;
    for (const waiting of queue) {
      const bytes =
        waiting instanceof Uint8Array ? waiting : waiting.buffer.subarray(waiting.start, waiting.end);
      last.set(bytes, end);
      end += bytes.length;
    }
    this.#queue = null;
    this.#queueBytes = 0;
    wire.write(last, HEADROOM_BYTES, end, isSmall);
  }

  /** Writes what waits at `index`, with as many packets behind it as one write takes. Answers the index of what is next. */
  #write(wire: Wire, queue: readonly (Uint8Array | SharedLog)[], index: number): number {
    const first = queue[index];
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
    for (; next < queue.length; next++) {
      const packet = queue[next];
      if (!(packet instanceof Uint8Array) || end + packet.length > joined.length) break;
      joined.set(packet, end);
      end += packet.length;
    }
    this.#queueBytes -= end - HEADROOM_BYTES;
    wire.write(joined, HEADROOM_BYTES, end, true);
    return next;
  }
}
