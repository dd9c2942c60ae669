// MQTT over WebSocket (subprotocol "mqtt"), with framing of our own on a bare socket: a frame's header goes out in one write with
// what it heads, and connections that are sent the same bytes share them, header and all. SPEC says nothing of it: RFC 6455
// and MQTT5 6 do.

import type { ApartFrames } from "./apart-frames.ts";
import type { Connection, TransportHandlers } from "./connection.ts";
import type { Endpoint } from "./socket-handlers.ts";
import type { SocketWriter } from "./socket-writer.ts";
import { CloseCode, decodeClose, encodeClose, FrameBreach } from "./websocket-close.ts";
import { controlFrame, Opcode, writeBinaryHeader } from "./websocket-frame.ts";
import { FrameReader, type FrameSink } from "./websocket-reader.ts";

export type WebSocketOptions = {
  readonly isSecure: boolean;
  /** Of one message, all its frames together. */
  readonly messageMaxBytes: number;
  /** For packets to go out each in a message of its own; null for those of one write in one. */
  readonly apart: ApartFrames | null;
};

/** Pongs that go out in one write at most. */
const PONGS_TOGETHER_MAX = 256;

export class WebSocketConnection<K> implements Connection, Endpoint, FrameSink {
  readonly transport = "websocket";
  readonly isSecure: boolean;
  readonly #writer: SocketWriter;
  readonly #handlers: TransportHandlers<K>;
  readonly #reader: FrameReader;
  readonly #apart: ApartFrames | null;
  /** What the owner calls this connection; null once it was told of the end. */
  #key: K | null = null;
  #state: "open" | "close-sent" | "over" = "open";
  /** Pongs to what is being read: a write for each would let one client's pings hold up everybody. */
  #pongs: Uint8Array[] | null = null;
  /** The newest ping's payload while its pong cannot be written. Older ones need no answer (RFC 6455 5.5.3). */
  #pongWaiting: Uint8Array | null = null;

  constructor(writer: SocketWriter, handlers: TransportHandlers<K>, options: WebSocketOptions) {
    this.isSecure = options.isSecure;
    this.#writer = writer;
    this.#handlers = handlers;
    this.#reader = new FrameReader(options.messageMaxBytes);
    this.#apart = options.apart;
  }

  /** Tells the owner that it is there. */
  begin(remoteAddress: string): void {
    this.#key = this.#handlers.opened(this, remoteAddress);
  }

  get pendingBytes(): number {
    return this.#writer.pendingBytes;
  }

  write(buffer: Uint8Array, start: number, end: number, transient: boolean): boolean {
    if (this.#state !== "open") return true;
    if (this.#pongs !== null) this.#sendPongs();
    const frames = this.#apart?.of(buffer, start, end) ?? null;
    if (frames !== null) return this.#writer.put(frames, 0, 0, frames.length, false);
    const headerAt = writeBinaryHeader(buffer, start, end - start);
    return this.#writer.put(buffer, headerAt, start, end, transient);
  }

  pause(): void {
    this.#writer.pause();
  }

  resume(): void {
    this.#writer.resume();
  }

  /** Closes as RFC 6455 7.1.1 wants it of a server: it ends the socket when the peer has closed, too, or has had its time. */
  close(): void {
    if (this.#state !== "open") return;
    this.#sayClose(encodeClose(CloseCode.normal));
    this.#state = "close-sent";
    this.#writer.linger();
  }

  received(bytes: Uint8Array): void {
    if (this.#state === "over") return;
    try {
      this.#reader.push(bytes, this);
    } catch (error) {
      if (!(error instanceof FrameBreach)) throw error;
      this.#end(encodeClose(error.closeCode, error.message));
    }
    this.#sendPongs();
  }

  data(bytes: Uint8Array): void {
    if (this.#state === "open" && this.#key !== null) this.#handlers.received(this.#key, bytes);
  }

  control(opcode: number, payload: Uint8Array): void {
    if (this.#state === "over") return;
    if (opcode === Opcode.close) this.#end(encodeClose(decodeClose(payload)));
    // Also of a client that was told of the end and has not closed yet (RFC 6455 5.5.2).
    else if (opcode === Opcode.ping) this.#pong(payload);
  }

  drained(): void {
    if (this.pendingBytes === 0 || !this.#writer.drain()) return;
    const payload = this.#pongWaiting;
    this.#pongWaiting = null;
    if (payload !== null) this.#pong(payload);
    this.#sendPongs();
    if (this.pendingBytes === 0 && this.#state === "open" && this.#key !== null)
      this.#handlers.drained(this.#key);
  }

  closed(): void {
    this.#state = "over";
    this.#writer.gone();
    this.#tellClosed();
  }

  #pong(payload: Uint8Array): void {
    if (this.pendingBytes > 0) {
      this.#pongWaiting = new Uint8Array(payload);
      return;
    }
    this.#pongs ??= [];
    this.#pongs.push(controlFrame(Opcode.pong, payload));
    if (this.#pongs.length === PONGS_TOGETHER_MAX) this.#sendPongs();
  }

  #sendPongs(): void {
    const pongs = this.#pongs;
    if (pongs === null) return;
    this.#pongs = null;
    this.#writer.append(Buffer.concat(pongs));
  }

  /** Says close unless it was said, and ends the socket. */
  #end(closeBody: Uint8Array): void {
    if (this.#state === "open") this.#sayClose(closeBody);
    this.#pongWaiting = null;
    this.#state = "over";
    this.#writer.end();
    this.#tellClosed();
  }

  #sayClose(body: Uint8Array): void {
    this.#sendPongs();
    this.#writer.append(controlFrame(Opcode.close, body));
  }

  #tellClosed(): void {
    const key = this.#key;
    this.#key = null;
    if (key !== null) this.#handlers.closed(key);
  }
}
