// The way out of one connection, as those who write to it see it. A transport makes one; nobody else learns what a socket is.

/** A WebSocket frame header at its longest: what a transport may need in front of what it is given. */
export const HEADROOM_BYTES = 10;

export type Wire = {
  /** Bytes given to write that the socket has not taken yet. */
  readonly pendingBytes: number;
  /**
   * Writes buffer[start, end): whole MQTT packets. `start` is HEADROOM_BYTES or more, and that many bytes before it are the
   * transport's to write its frame header into: it depends on the length alone, so connections may share the buffer. Not to be
   * called while bytes are pending. What the socket does not take is kept by the connection, as a reference or, when `transient`,
   * as a copy, and goes out before it reports that it drained. Answers whether everything was taken.
   */
  write(buffer: Uint8Array, start: number, end: number, transient: boolean): boolean;
};
