// MQTT over TCP, for Bun.listen. Bun hands out a fresh buffer per data event and buffers nothing on write, so both
// directions go without a copy.

import type { Socket } from "bun";
import type { Connection, TransportHandlers } from "./connection.ts";

type SocketData<K> = { key: K | null; connection: TcpConnection | null };

/** The `socket` option of Bun.listen. Give each socket `{ key: null, connection: null }` as its data. */
export function tcpSocketHandlers<K>(handlers: TransportHandlers<K>) {
  type TcpSocket = Socket<SocketData<K>>;
  return {
    open(socket: TcpSocket): void {
      socket.setNoDelay(true);
      socket.setKeepAlive(true, 30_000);
      const connection = new TcpConnection(socket);
      socket.data = { key: handlers.opened(connection), connection };
    },
    data(socket: TcpSocket, bytes: Uint8Array): void {
      if (socket.data.key !== null) handlers.received(socket.data.key, bytes);
    },
    drain(socket: TcpSocket): void {
      if (socket.data.key !== null && socket.data.connection?.drained() === true)
        handlers.drained(socket.data.key);
    },
    close(socket: TcpSocket): void {
      if (socket.data.key !== null) handlers.closed(socket.data.key);
    },
    error(): void {
      // `close` follows with what there is to do.
    },
  };
}

class TcpConnection implements Connection {
  readonly transport = "tcp";
  readonly #socket: Socket<unknown>;
  #rest: Uint8Array | null = null;
  constructor(socket: Socket<unknown>) {
    this.#socket = socket;
  }
  get remoteAddress(): string {
    return this.#socket.remoteAddress;
  }
  get pendingBytes(): number {
    return this.#rest?.length ?? 0;
  }
  write(buffer: Uint8Array, start: number, end: number, transient: boolean): boolean {
    const taken = Math.max(0, this.#socket.write(buffer, start, end - start));
    if (taken === end - start) return true;
    this.#rest = transient ? buffer.slice(start + taken, end) : buffer.subarray(start + taken, end);
    return false;
  }
  drained(): boolean {
    if (this.#rest === null) return true;
    const taken = Math.max(0, this.#socket.write(this.#rest));
    this.#rest = taken < this.#rest.length ? this.#rest.subarray(taken) : null;
    return this.#rest === null;
  }
  close(): void {
    this.#socket.end();
  }
}
