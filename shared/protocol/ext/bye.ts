// BYE: the connection is about to end, and what to do then. SPEC [BYE-1]

import type { ByteReader, ByteWriter } from "../bytes.ts";

/** Numbers are for ever. */
export const ByeReason = {
  shuttingDown: 1,
  roomClosed: 2,
  tooSlow: 3,
  takenOver: 4,
  kicked: 5,
  banned: 6,
  moved: 7,
} as const;
export type ByeReason = (typeof ByeReason)[keyof typeof ByeReason];

export type Bye = {
  readonly reason: number;
  /** Milliseconds to wait before entering anew. */
  readonly retryAfterMs: number;
  /** Where to go, or "" for wherever the edge says. Of who moves: what parseWhere reads. SPEC [MOVE-1] */
  readonly host: string;
};

export const bye = {
  id: 0x05,
  decode: (r: ByteReader): Bye => ({ reason: r.u8(), retryAfterMs: r.u32(), host: r.utf8(r.remaining) }),
  encode: (w: ByteWriter, m: Bye): void => {
    w.u8(m.reason);
    w.u32(m.retryAfterMs);
    w.utf8(m.host);
  },
} as const;
