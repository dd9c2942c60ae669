// MQTT over TCP: the bytes as they are. Bun hands out a fresh buffer per data event, and the writer takes buffers as they are, so
// neither direction copies.

import type { Connection, TransportHandlers } from "./connection.ts";
import {
  type Endpoint,
  type ListenerOptions,
  socketHandlers,
  type TransportSocket,
} from "./socket-handlers.ts";
import { SocketWriter } from "./socket-writer.ts";

/** The `socket` option of a Bun.listen for MQTT over TCP; with `isSecure`, over TLS. */
export function tcpSocketHandlers<K>(handlers: TransportHandlers<K>, options: ListenerOptions) {
  return socketHandlers(options, (socket) => {
    const connection = new TcpConnection(socket, handlers, options);
    socket.data = connection;
    connection.key = handlers.opened(connection);
  });
}

class TcpConnection<K> implements Connection, Endpoint {
  readonly transport = "tcp";
  readonly isSecure: boolean;
  readonly remoteAddress: string;
  /** What the owner calls this connection. */
  key: K | null = null;
  readonly #writer: SocketWriter;
  readonly #handlers: TransportHandlers<K>;

  constructor(socket: TransportSocket, handlers: TransportHandlers<K>, options: ListenerOptions) {
    this.isSecure = options.isSecure;
    this.remoteAddress = socket.remoteAddress;
    this.#writer = new SocketWriter(socket, options.lingering);
    this.#handlers = handlers;
  }

  get pendingBytes(): number {
    return this.#writer.pendingBytes;
  }

  write(buffer: Uint8Array, start: number, end: number, transient: boolean): boolean {
    return this.#writer.write(buffer, start, start, end, transient);
  }

  close(): void {
    this.#writer.end();
  }

  received(bytes: Uint8Array): void {
    if (this.key !== null && this.#writer.isOpen) this.#handlers.received(this.key, bytes);
  }

  drained(): void {
    // With TLS Bun tells of it after the handshake, too.
    if (this.pendingBytes === 0) return;
    if (this.#writer.drain() && this.key !== null && this.#writer.isOpen) this.#handlers.drained(this.key);
  }

  closed(): void {
    this.#writer.closed();
    if (this.key !== null) this.#handlers.closed(this.key);
  }
}
