// MQTT over TCP, for Bun.listen. Bun hands out a fresh buffer per data event and buffers nothing on write, so both
// directions go without a copy.

import type { Socket } from "bun";
import type { Connection, TransportHandlers } from "./connection.ts";

type SocketData<K> = { key: K | null };

/** The `socket` option of Bun.listen. Give each socket `{ key: null }` as its data. */
export function tcpSocketHandlers<K>(handlers: TransportHandlers<K>) {
  type TcpSocket = Socket<SocketData<K>>;
  return {
    open(socket: TcpSocket): void {
      socket.setNoDelay(true);
      socket.setKeepAlive(true, 30_000);
      socket.data = { key: handlers.opened(tcpConnection(socket)) };
    },
    data(socket: TcpSocket, bytes: Uint8Array): void {
      if (socket.data.key !== null) handlers.received(socket.data.key, bytes);
    },
    drain(socket: TcpSocket): void {
      if (socket.data.key !== null) handlers.drained(socket.data.key);
    },
    close(socket: TcpSocket): void {
      if (socket.data.key !== null) handlers.closed(socket.data.key);
    },
    error(): void {
      // `close` follows with what there is to do.
    },
  };
}

function tcpConnection(socket: Socket<unknown>): Connection {
  return {
    transport: "tcp",
    remoteAddress: socket.remoteAddress,
    // -1 says the socket is gone: nothing was taken, and `close` follows.
    write: (bytes) => Math.max(0, socket.write(bytes)),
    close: () => {
      socket.end();
    },
  };
}
