// A connection as the rest of the room server sees it: bytes in, bytes out. TCP and WebSocket each make one.

export type Connection = {
  readonly transport: "tcp" | "websocket";
  readonly remoteAddress: string;
  /** Writes now what the socket takes and answers how many bytes that were; the rest is the caller's until `drained`. */
  write(bytes: Uint8Array): number;
  /** Ends the connection after what was written. */
  close(): void;
};

/** What a transport tells its owner. `K` is what `opened` handed back for the connection. */
export type TransportHandlers<K> = {
  opened(connection: Connection): K;
  received(key: K, bytes: Uint8Array): void;
  /** The socket takes bytes again. */
  drained(key: K): void;
  closed(key: K): void;
};
