// PING and PONG: the room clock. SPEC [CLOCK-1]

import type { ByteReader, ByteWriter } from "../bytes.ts";

/** `cookie` is the client's own and comes back untouched. */
export type Ping = { readonly cookie: number };
/** `roomTimeMs` is milliseconds since the room opened. */
export type Pong = { readonly cookie: number; readonly roomTimeMs: number };

export const ping = {
  id: 0x02,
  decode: (r: ByteReader): Ping => ({ cookie: r.u32() }),
  encode: (w: ByteWriter, m: Ping): void => w.u32(m.cookie),
} as const;

export const pong = {
  id: 0x03,
  decode: (r: ByteReader): Pong => ({ cookie: r.u32(), roomTimeMs: r.f64() }),
  encode: (w: ByteWriter, m: Pong): void => {
    w.u32(m.cookie);
    w.f64(m.roomTimeMs);
  },
} as const;
