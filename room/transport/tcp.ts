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

/** What all connections of a listener share. */
type Port<K> = ListenerOptions & { readonly handlers: TransportHandlers<K> };

/** The `socket` option of a Bun.listen for MQTT over TCP; with `isSecure`, over TLS. */
export function tcpSocketHandlers<K>(handlers: TransportHandlers<K>, options: ListenerOptions) {
  const port: Port<K> = { ...options, handlers };
  return socketHandlers(options, (socket) => {
    const connection = new TcpConnection(socket, port);
    socket.data = connection;
    connection.key = handlers.opened(connection, socket.remoteAddress);
  });
}

/** A writer that is listened to: one object, as there are many thousand. */
class TcpConnection<K> extends SocketWriter implements Connection, Endpoint {
  /** What the owner calls this connection. */
  key: K | null = null;
  readonly #port: Port<K>;

  constructor(socket: TransportSocket, port: Port<K>) {
    super(socket, port.lingering);
    this.#port = port;
  }

  get transport(): "tcp" {
    return "tcp";
  }
  get isSecure(): boolean {
    return this.#port.isSecure;
  }

  write(buffer: Uint8Array, start: number, end: number, transient: boolean): boolean {
    return this.put(buffer, start, start, end, transient);
  }

  close(): void {
    this.end();
  }

  received(bytes: Uint8Array): void {
    if (this.key !== null && this.isOpen) this.#port.handlers.received(this.key, bytes);
  }

  drained(): void {
    // With TLS Bun tells of it after the handshake, too.
    if (this.pendingBytes === 0) return;
    if (this.drain() && this.key !== null && this.isOpen) this.#port.handlers.drained(this.key);
  }

  closed(): void {
    this.gone();
    if (this.key !== null) this.#port.handlers.closed(this.key);
  }
}
