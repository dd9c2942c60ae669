// A socket of memory, as a room host sees one: it takes as many bytes as it is told to, keeps the rest as a transport would (by
// reference where it may), writes into the headroom it is given, and holds the host to what a connection may be asked.

import type { Connection } from "../../room/transport/connection.ts";
import { HEADROOM_BYTES } from "../../room/wire.ts";

/** What a host may leave with a client that does not read: what it queues for one, and what one flush adds to it. */
const WRITE_MAX_BYTES = 4 * 1024 * 1024;

type Pending = { readonly buffer: Uint8Array; at: number; readonly end: number };

export class MemorySocket implements Connection {
  readonly transport: "tcp" | "websocket";
  readonly isSecure = false;
  takesBytes = Number.POSITIVE_INFINITY;
  isClosed = false;
  readonly #taken: (bytes: Uint8Array) => void;
  #pending: Pending | null = null;

  /** `taken` is given each piece the socket takes, a copy. */
  constructor(taken: (bytes: Uint8Array) => void, transport: "tcp" | "websocket" = "tcp") {
    this.transport = transport;
    this.#taken = taken;
  }

  get pendingBytes(): number {
    return this.#pending === null ? 0 : this.#pending.end - this.#pending.at;
  }

  write(buffer: Uint8Array, start: number, end: number, transient: boolean): boolean {
    if (this.isClosed) throw new Error("written to after it was closed");
    if (this.#pending !== null) throw new Error("written to while bytes were pending");
    if (end - start > WRITE_MAX_BYTES) throw new Error(`${end - start} bytes in one write`);
    if (start < HEADROOM_BYTES) throw new Error(`written to from byte ${start}, without headroom`);
    // As the header of a WebSocket frame would, it depends on the length alone.
    buffer.fill((end - start) & 0xff, start - HEADROOM_BYTES, start);
    const taken = this.#take(buffer, start, end);
    if (taken === end) return true;
    this.#pending = transient
      ? { buffer: buffer.slice(taken, end), at: 0, end: end - taken }
      : { buffer, at: taken, end };
    return false;
  }

  /** What is on its way comes all the same. */
  pause(): void {}
  resume(): void {}

  /** Takes more again. Answers whether nothing is pending any more. */
  drain(takesBytes: number): boolean {
    this.takesBytes = takesBytes;
    const pending = this.#pending;
    if (pending === null) return true;
    pending.at = this.#take(pending.buffer, pending.at, pending.end);
    if (pending.at < pending.end) return false;
    this.#pending = null;
    return true;
  }

  #take(buffer: Uint8Array, start: number, end: number): number {
    const count = Math.min(this.takesBytes, end - start);
    this.takesBytes -= count;
    if (count > 0) this.#taken(buffer.slice(start, start + count));
    return start + count;
  }

  close(): void {
    this.isClosed = true;
  }
}
