// A connection as the rest of the room server sees it: bytes in, bytes out. TCP and WebSocket each make one.

import type { Wire } from "../wire.ts";

export type Connection = Wire & {
  readonly transport: "tcp" | "websocket";
  readonly remoteAddress: string;
  /** Ends the connection after what was written. */
  close(): void;
};

/** What a transport tells its owner. `K` is what `opened` handed back for the connection. */
export type TransportHandlers<K> = {
  opened(connection: Connection): K;
  received(key: K, bytes: Uint8Array): void;
  /** Everything that was pending is written: the socket takes bytes again. */
  drained(key: K): void;
  closed(key: K): void;
};
