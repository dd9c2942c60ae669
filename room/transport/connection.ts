// A connection as the rest of the room server sees it: bytes in, whole packets out. TCP and WebSocket each make one.

import type { Wire } from "../wire.ts";

export type Connection = Wire & {
  readonly transport: "tcp" | "websocket";
  /** Whether the socket speaks TLS. What a proxy in front of us speaks is not known here. */
  readonly isSecure: boolean;
  /**
   * Reads nothing more until `resume`: what the peer says, its goodbye too, waits in the sockets. What was read already is told, and
   * when the peer resets the connection, all that is left.
   */
  pause(): void;
  resume(): void;
  /** Ends the connection after what was written; what the peer does not read is not waited for longer than a bound. */
  close(): void;
};

/** What a transport tells its owner. `K` is what `opened` handed back for the connection. */
export type TransportHandlers<K> = {
  /** The address is the caller's, as far as a trusted proxy or the socket itself says it. */
  opened(connection: Connection, remoteAddress: string): K;
  /** The bytes are the owner's to keep. Not told any more once `close` was called. */
  received(key: K, bytes: Uint8Array): void;
  /** Everything that was pending has been taken. */
  drained(key: K): void;
  /** Told once, and last: the peer left, or what `close` began is over. */
  closed(key: K): void;
};
