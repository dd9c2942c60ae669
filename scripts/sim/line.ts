// One connection through a bad network: bytes are late, cut anywhere, held up, or lost together with the line. Between a client and
// the host's loop; knows bytes and when, never what they mean.

import type { Loop } from "../../room/loop.ts";
import type { Chance } from "../fuzz/chance.ts";
import { MemorySocket } from "../room-in-memory/socket.ts";
import type { VirtualTime } from "../room-in-memory/virtual-time.ts";

export type Weather = {
  /** One way; each chunk draws its own, and none overtakes another. */
  readonly delayMinMs: number;
  readonly delayMaxMs: number;
  /** How a packet is cut on its way up: hardly ever, into a few pieces, or byte by byte. */
  readonly chunks: "whole" | "few" | "bytes";
  /** What the host's socket takes before the client has read. */
  readonly capacityBytes: number;
};

/** What whoever owns the line is told. */
export type LineOwner<S> = {
  /** These packets are about to reach the host, in a piece of this many bytes. */
  arriving(sent: readonly S[]): void;
  /** The host hung up over what arrived, and nobody knows how much of it counted. */
  doubted(sent: readonly S[]): void;
  heard(bytes: Uint8Array): void;
  /** The host has hung up, and all it wrote before was read. */
  hungUp(): void;
  /** Nothing more comes. */
  ended(): void;
  /** The host is about to be told that the peer is gone. */
  losing(): void;
};

/** A transport does not wait longer for a peer that does not read what was last written. */
const CLOSING_MAX_MS = 5_000;
const FEW_CHUNKS = 4;
const SILENT_HANG_UP_MAX_MS = 60;

type Up<S> = { readonly bytes: Uint8Array; readonly atMs: number; readonly sent: S | null };
type Down = { readonly bytes: Uint8Array; readonly atMs: number };

class LineSocket extends MemorySocket {
  whenClosed: () => void = () => {};
  whenWritten: (count: number) => void = () => {};
  override write(buffer: Uint8Array, start: number, end: number, transient: boolean): boolean {
    this.whenWritten(end - start);
    return super.write(buffer, start, end, transient);
  }
  override close(): void {
    super.close();
    this.whenClosed();
  }
}

export class Line<S extends { readonly isLast: boolean }> {
  readonly socket: LineSocket;
  /** Whether the client reads at all just now. */
  isReading = true;
  readonly #time: VirtualTime;
  readonly #loop: Loop;
  readonly #chance: Chance;
  readonly #owner: LineOwner<S>;
  readonly #link: Parameters<Loop["transport"]["received"]>[0];
  #weather: Weather;
  #state: "open" | "cut" | "over" = "open";
  #isHostTold = false;
  #up: Up<S>[] = [];
  #down: Down[] = [];
  #upAtMs = 0;
  #downAtMs = 0;
  #heldBytes = 0;

  constructor(options: {
    readonly time: VirtualTime;
    readonly loop: Loop;
    readonly chance: Chance;
    readonly weather: Weather;
    readonly remoteAddress: string;
    readonly transport: "tcp" | "websocket";
    readonly owner: LineOwner<S>;
    /** Is told how much the host writes, as it does, and each piece the socket takes of it. */
    readonly written: (count: number) => void;
    readonly taken: (bytes: Uint8Array) => void;
  }) {
    this.#time = options.time;
    this.#loop = options.loop;
    this.#chance = options.chance;
    this.#weather = options.weather;
    this.#owner = options.owner;
    const { remoteAddress, transport } = options;
    this.socket = new LineSocket((bytes) => {
      options.taken(bytes);
      this.#taken(bytes);
    }, transport);
    this.socket.takesBytes = this.#weather.capacityBytes;
    this.socket.whenWritten = options.written;
    this.socket.whenClosed = () => this.#hostClosed();
    this.#link = this.#loop.transport.opened(this.socket, remoteAddress);
  }

  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** Sends a packet to the host, in pieces. `sent` is handed back when its last byte is about to arrive. */
  send(bytes: Uint8Array, sent: S): void {
    if (this.#state !== "open") return;
    const ends = this.#cuts(bytes.length);
    let start = 0;
    for (const end of ends) {
      this.#upAtMs = Math.max(this.#upAtMs, this.#time.nowMs + this.#delay());
      const atMs = this.#upAtMs;
      this.#up.push({ bytes: bytes.subarray(start, end), atMs, sent: end === bytes.length ? sent : null });
      this.#time.after(atMs - this.#time.nowMs, () => this.#arrive());
      start = end;
    }
  }

  /** The client has said its last: what is under way still arrives. */
  finish(): void {
    if (this.#state !== "open") return;
    const atMs = Math.max(this.#upAtMs, this.#time.nowMs) + 1;
    this.#time.after(atMs - this.#time.nowMs, () => this.#lose());
    this.#state = "cut";
  }

  /** The line is gone, with all that was under way. A silent one is not noticed by the host until it looks. */
  cut(how: "reset" | "silent"): void {
    if (this.#state !== "open") return;
    this.#state = "cut";
    this.#up = [];
    this.#down = [];
    if (how === "reset") this.#time.after(this.#chance.below(SILENT_HANG_UP_MAX_MS), () => this.#lose());
    this.#owner.ended();
  }

  /** Begins or stops to read; what came meanwhile is read at once. */
  read(isReading: boolean): void {
    this.isReading = isReading;
    if (isReading) this.#time.after(0, () => this.#read());
  }

  /** From now on the network is as good as networks are. */
  heal(): void {
    this.#weather = { ...this.#weather, delayMinMs: 1, delayMaxMs: 3, capacityBytes: 1024 * 1024 };
    this.read(true);
  }

  #cuts(count: number): number[] {
    const { chunks } = this.#weather;
    if (chunks === "bytes" && count < 600) return Array.from({ length: count }, (_, at) => at + 1);
    const pieces = chunks === "whole" && this.#chance.percent(95) ? 1 : this.#chance.between(1, FEW_CHUNKS);
    if (pieces === 1) return [count];
    const ends = new Set([count]);
    for (let left = pieces - 1; left > 0; left--) ends.add(this.#chance.between(1, count));
    return [...ends].sort((a, b) => a - b);
  }

  #delay(): number {
    return this.#chance.between(this.#weather.delayMinMs, this.#weather.delayMaxMs);
  }

  /** Everything that is here by now goes to the host as one piece, as sockets do. */
  #arrive(): void {
    const nowMs = this.#time.nowMs;
    let start = 0;
    for (let at = 0; (this.#up[at]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs; at++)
      // What changes who may hear what follows it ends a piece: the two must not seem to have come at once.
      if (
        this.#up[at]?.sent?.isLast === true ||
        (this.#up[at + 1]?.atMs ?? Number.POSITIVE_INFINITY) > nowMs
      ) {
        this.#receive(this.#up.slice(start, at + 1));
        start = at + 1;
      }
    this.#up = this.#up.slice(start);
  }

  #receive(arrived: readonly Up<S>[]): void {
    if (this.socket.isClosed || this.#isHostTold) return;
    const sent = arrived.flatMap((piece) => piece.sent ?? []);
    const bytes = new Uint8Array(arrived.reduce((sum, piece) => sum + piece.bytes.length, 0));
    let at = 0;
    for (const piece of arrived) {
      bytes.set(piece.bytes, at);
      at += piece.bytes.length;
    }
    this.#owner.arriving(sent);
    this.#loop.transport.received(this.#link, bytes);
    if (this.socket.isClosed && sent.length > 1) this.#owner.doubted(sent);
  }

  #taken(bytes: Uint8Array): void {
    this.#heldBytes += bytes.length;
    if (this.#state === "cut") return;
    this.#downAtMs = Math.max(this.#downAtMs, this.#time.nowMs + this.#delay());
    this.#down.push({ bytes, atMs: this.#downAtMs });
    this.#time.after(this.#downAtMs - this.#time.nowMs, () => this.#read());
  }

  #read(): void {
    if (!this.isReading || this.#state === "cut") return;
    const nowMs = this.#time.nowMs;
    for (let next = this.#down[0]; next !== undefined && next.atMs <= nowMs; next = this.#down[0]) {
      this.#down.shift();
      this.#heldBytes -= next.bytes.length;
      this.#owner.heard(next.bytes);
    }
    this.#makeRoom();
    if (!this.socket.isClosed || this.#down.length > 0 || this.socket.pendingBytes > 0) return;
    if (this.#state === "open") this.#owner.hungUp();
    this.#over();
  }

  #makeRoom(): void {
    const roomBytes = Math.max(0, this.#weather.capacityBytes - this.#heldBytes);
    const wasPending = this.socket.pendingBytes > 0;
    const isClear = this.socket.drain(roomBytes);
    if (wasPending && isClear && !this.socket.isClosed && !this.#isHostTold)
      this.#loop.transport.drained(this.#link);
  }

  #hostClosed(): void {
    this.#time.after(this.#state === "cut" ? 1 : CLOSING_MAX_MS, () => this.#over());
    this.#time.after(this.#delay(), () => this.#read());
  }

  /** What the host began to close is closed. */
  #over(): void {
    if (this.#state === "open") {
      this.#state = "over";
      this.#owner.ended();
    }
    this.#tellHost();
  }

  #lose(): void {
    if (!this.#isHostTold && !this.socket.isClosed) this.#owner.losing();
    this.#tellHost();
  }

  #tellHost(): void {
    if (this.#isHostTold) return;
    this.#isHostTold = true;
    this.#loop.transport.closed(this.#link);
  }
}
