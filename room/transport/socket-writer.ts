// The way out of one socket, the same for every transport, and whether it is read. Bun's sockets take what the kernel takes and
// keep nothing: the rest of a write waits here, in order, and only then is there anything to hold it.

import type { Deadlines } from "./deadlines.ts";

/** The part of Bun's Socket that is needed here. */
export type Outlet = {
  /** Answers how many bytes were taken; -1 when the socket is gone. */
  write(bytes: Uint8Array, byteOffset: number, byteLength: number): number;
  /** Says that nothing more will come; what comes is still heard. Bun's `end` closes at once, and unread bytes reset what was written. */
  shutdown(): void;
  terminate(): void;
  pause(): void;
  resume(): void;
};

export class SocketWriter {
  readonly #socket: Outlet;
  readonly #lingering: Deadlines;
  /** What the socket has not taken, first piece first. Few: the rest of one write, and what a transport says by itself. */
  #rest: Uint8Array[] | null = null;
  #state: "open" | "ending" | "over" = "open";
  pendingBytes = 0;

  /** `lingering` bounds how long the socket may take to end. */
  constructor(socket: Outlet, lingering: Deadlines) {
    this.#socket = socket;
    this.#lingering = lingering;
  }

  get isOpen(): boolean {
    return this.#state === "open";
  }

  /**
   * Writes buffer[start, end), whose bytes before `ownedFrom` others may overwrite after this call. What is not taken is kept: of
   * those bytes a copy, of the others a reference, or a copy when `transient`. Answers whether nothing waits now.
   */
  put(buffer: Uint8Array, start: number, ownedFrom: number, end: number, transient: boolean): boolean {
    if (this.#state !== "open") return true;
    const taken = this.#rest === null ? this.#socket.write(buffer, start, end - start) : 0;
    // -1: the socket is gone and says so itself in a moment.
    if (taken === -1 || taken === end - start) return true;
    const from = start + taken;
    if (transient) this.#keep(copyOf(buffer, from, end));
    else {
      if (from < ownedFrom) this.#keep(copyOf(buffer, from, ownedFrom));
      this.#keep(buffer.subarray(Math.max(from, ownedFrom), end));
    }
    return false;
  }

  /** Writes bytes nobody else holds, now or behind what waits. */
  append(bytes: Uint8Array): void {
    this.put(bytes, 0, 0, bytes.length, false);
  }

  /** The socket takes bytes again. Answers whether nothing waits now. */
  drain(): boolean {
    const rest = this.#rest;
    if (rest === null) return true;
    for (let piece = rest[0]; piece !== undefined; piece = rest[0]) {
      const taken = this.#socket.write(piece, 0, piece.length);
      if (taken === -1) return false;
      this.pendingBytes -= taken;
      if (taken < piece.length) {
        rest[0] = piece.subarray(taken);
        return false;
      }
      rest.shift();
    }
    this.#rest = null;
    if (this.#state === "ending") this.#socket.shutdown();
    return true;
  }

  /** Bun reads a socket that is full up to eleven times, half a megabyte each, before it looks at another: not one that is paused. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** From now on the peer has a bounded time to leave. */
  linger(): void {
    this.#lingering.add(this.#socket);
  }

  /** Says that this was all, behind what waits, and lingers for the peer to leave. */
  end(): void {
    if (this.#state !== "open") return;
    this.#state = "ending";
    this.linger();
    if (this.#rest === null) this.#socket.shutdown();
  }

  /** The socket is gone. */
  gone(): void {
    this.#lingering.delete(this.#socket);
    this.#state = "over";
    this.#rest = null;
    this.pendingBytes = 0;
  }

  #keep(piece: Uint8Array): void {
    this.#rest ??= [];
    this.#rest.push(piece);
    this.pendingBytes += piece.length;
  }
}

function copyOf(buffer: Uint8Array, start: number, end: number): Uint8Array {
  return new Uint8Array(buffer.subarray(start, end));
}
