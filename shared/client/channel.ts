// Bytes both ways between a room client and a room host. Which transport carries them is the caller's choice; the client never
// learns what a socket is.

import type { HostAddress } from "../schema/host-address.ts";

export type Channel = {
  /** Takes bytes for sending. Before `opened` and after `closed` they are dropped. */
  send(bytes: Uint8Array): void;
  /** Bytes taken and not yet handed to the network. */
  readonly bufferedBytes: number;
  /** Sends what was taken, then hangs up. */
  close(): void;
};

/** What a channel tells: `opened` at most once, `closed` exactly once, and nothing after it. */
export type ChannelHandlers = {
  opened(): void;
  /** A chunk of any size. The receiver keeps it: the channel must not reuse its memory. */
  received(bytes: Uint8Array): void;
  closed(): void;
};

/** Begins to connect. Never throws: what cannot be opened is told as `closed`. */
export type OpenChannel = (host: HostAddress, handlers: ChannelHandlers) => Channel;
