// INTEREST: how much of the room a client wishes to hear. Each field is an upper bound; the room may give less. SPEC [INT-5]

import type { ByteReader, ByteWriter } from "../bytes.ts";

export type Interest = {
  /** Poses of one participant a second; 0 for none at all, as for a page in the background. */
  readonly maxPoseHz: number;
  /** How many participants in full detail. */
  readonly fullCount: number;
  /** How many voices at once. */
  readonly voiceK: number;
  /** Reserved: sent 0, not looked at. */
  readonly flags: number;
};

export const interest = {
  id: 0x12,
  /**
   * Shape:  u8 maxPoseHz | u8 fullCount | u8 voiceK | u8 flags | what later versions add
   * Throws: ProtocolError(malformedPacket) when short.
   */
  decode: (r: ByteReader): Interest => ({
    maxPoseHz: r.u8(),
    fullCount: r.u8(),
    voiceK: r.u8(),
    flags: r.u8(),
  }),
  encode: (w: ByteWriter, m: Interest): void => {
    w.u8(m.maxPoseHz);
    w.u8(m.fullCount);
    w.u8(m.voiceK);
    w.u8(m.flags);
  },
} as const;
