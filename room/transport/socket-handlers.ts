// What Bun.listen is given, the same for every transport: a socket gets its endpoint when it is there, with TLS once the
// handshake is through, and the endpoint hears what happens. One object per socket, no closures.

import type { Socket } from "bun";
import type { Deadlines } from "./deadlines.ts";

/** Whom a socket's bytes are for. */
export type Endpoint = {
  received(bytes: Uint8Array): void;
  drained(): void;
  closed(): void;
};

export type TransportSocket = Socket<Endpoint | null>;

export type ListenerOptions = {
  /** Whether the listener speaks TLS. */
  readonly isSecure: boolean;
  /** Sockets of which nothing is known yet: in the TLS handshake, or before the end of their HTTP head. */
  readonly strangers: Deadlines;
  /** Sockets on their way out. */
  readonly lingering: Deadlines;
  /** A handler threw: a fault of ours, as what peers do wrong is answered where it is found. */
  failed(error: Error): void;
};

const TCP_KEEP_ALIVE_MS = 30_000;

/** Bun hands out Buffers, whose parts are Buffers: their `slice` copies nothing, and JSON writes them its own way. */
export function plain({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The `socket` option of Bun.listen; its `data` is null. `begin` gives a socket that is there its endpoint, as `data`. */
export function socketHandlers(options: ListenerOptions, begin: (socket: TransportSocket) => void) {
  const { isSecure, strangers } = options;
  return {
    open(socket: TransportSocket): void {
      socket.setNoDelay(true);
      socket.setKeepAlive(true, TCP_KEEP_ALIVE_MS);
      if (isSecure) strangers.add(socket);
      else begin(socket);
    },
    handshake(socket: TransportSocket, succeeded: boolean): void {
      strangers.delete(socket);
      if (succeeded) begin(socket);
    },
    data(socket: TransportSocket, bytes: Uint8Array): void {
      socket.data?.received(plain(bytes));
    },
    drain(socket: TransportSocket): void {
      socket.data?.drained();
    },
    close(socket: TransportSocket): void {
      strangers.delete(socket);
      const endpoint = socket.data;
      socket.data = null;
      endpoint?.closed();
    },
    error(socket: TransportSocket, error: Error): void {
      // A peer that breaks TLS, or its connection, is told of here too; `close` follows.
      if (!("code" in error)) options.failed(error);
      socket.terminate();
    },
  };
}
