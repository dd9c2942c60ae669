// The way out of one connection, as those who write to it see it. A transport makes one; nobody else learns what a socket is.

/**
 * Bytes before what is written that belong to the transport: the longest header of a WebSocket frame a server sends. It
 * depends on the length alone, so connections that are given the same range of one buffer write the same bytes there.
 */
export const HEADROOM_BYTES = 10;

export type Wire = {
  /** Bytes given to write (and what a transport says by itself, a pong) that the socket has not taken yet. */
  readonly pendingBytes: number;
  /**
   * Writes buffer[start, end): whole packets, one WebSocket message, or one each. `start` is HEADROOM_BYTES or more, and those
   * bytes before it are the transport's to write into. What the socket does not take is kept, by reference, or copied when
   * `transient` (the caller uses the memory again), and goes out before `drained` is told. Answers whether all was taken: after a
   * no, not to be called before `drained`. On a connection that is ending nothing is written, and the answer is yes.
   */
  write(buffer: Uint8Array, start: number, end: number, transient: boolean): boolean;
};
