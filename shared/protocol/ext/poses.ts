// POSES: what changed since the last tick, everybody's in one batch. SPEC [POSES-1]…[POSES-3]

import type { ByteReader, ByteWriter } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";
import { checkPoseBlock, poseSizeBytes } from "./pose.ts";
import { SID_MAX } from "./presence.ts";

export type PoseEntry = { readonly sid: number; readonly block: Uint8Array };
export type Poses = {
  /** Room clock, milliseconds modulo 2^32. */
  readonly timeMs: number;
  /** Counts the room's batches modulo 65,536: a gap means the server skipped some for this receiver. */
  readonly seq: number;
  /** By ascending sid; a receiver may find itself among them. */
  readonly entries: readonly PoseEntry[];
};

export const poses = {
  id: 0x11,
  /**
   * Shape:  u32 time | u16 seq | uvarint count | count × (uvarint sid − previous − 1 | pose block)
   * Throws: ProtocolError(malformedPacket or payloadFormatInvalid) for a short batch, a bad block, a sid above 65,535.
   */
  decode: (r: ByteReader): Poses => {
    const timeMs = r.u32();
    const seq = r.u16();
    const count = r.uvarint();
    const entries: PoseEntry[] = [];
    let sid = 0;
    for (let index = 0; index < count; index++) {
      sid += r.uvarint() + 1;
      if (sid > SID_MAX)
        throw new ProtocolError(ReasonCode.malformedPacket, "POSES-1", `a sid of ${sid}, at most ${SID_MAX}`);
      const flags = r.u8();
      r.position -= 1;
      const block = r.bytes(poseSizeBytes(flags));
      checkPoseBlock(block);
      entries.push({ sid, block });
    }
    return { timeMs, seq, entries };
  },
  encode: (w: ByteWriter, m: Poses): void => {
    w.u32(m.timeMs);
    w.u16(m.seq);
    w.uvarint(m.entries.length);
    let previous = 0;
    for (const entry of m.entries) {
      w.uvarint(entry.sid - previous - 1);
      w.bytes(entry.block);
      previous = entry.sid;
    }
  },
} as const;
