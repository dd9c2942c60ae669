// POSES sections and the packets round them, written into memory that is used again each tick. Heads are written backwards in
// front of what they head, as their lengths are known last. SPEC [POSES-1], [NEG-3], [POSE-6], [CARRIER-2]

import { Capability } from "../../shared/protocol/ext/hello.ts";
import { PoseFlag, ROOT_FLAGS } from "../../shared/protocol/ext/pose.ts";
import { poses } from "../../shared/protocol/ext/poses.ts";
import type { MqttVersion } from "../../shared/protocol/packet.ts";
import { packetHeadBefore, uvarintBefore } from "../pubsub/packet-head.ts";
import type { Extension } from "../pubsub/subscriber.ts";
import { POSE_STRIDE_BYTES, type PoseTable } from "./pose-table.ts";

/** What a batch's head may take: kind, length, time, seq, count. */
export const SECTION_HEAD_MAX_BYTES = 1 + 4 + 4 + 2 + 4;
const TAIL_FLAGS = PoseFlag.fingers | PoseFlag.face;

export type BatchTime = { readonly roomTimeMs: number; readonly tick: number };

/** Bytes of one entry: the gap and `blockBytes` of a block. */
export function entryBytes(sid: number, previousSid: number, blockBytes: number): number {
  const gap = sid - previousSid - 1;
  return (gap < 0x80 ? 1 : gap < 0x4000 ? 2 : 3) + blockBytes;
}

/** The bytes of a slot's block that a receiver of these capabilities may have. SPEC [NEG-3] */
export function detailBytes(table: PoseTable, slot: number, capabilities: number): number {
  const flags = table.arena[slot * POSE_STRIDE_BYTES] as number;
  const mode = flags & PoseFlag.modeMask;
  if (mode === 1 && (capabilities & Capability.pose3) === 0) return table.rootBytes[slot] as number;
  if (mode === 2 && (capabilities & Capability.pose6) === 0) return table.rootBytes[slot] as number;
  const hasFace = (capabilities & Capability.face) !== 0;
  return (hasFace ? table.allBytes[slot] : table.bodyBytes[slot]) ?? 0;
}

/** Writes entries one behind the other. Ascending sids are the caller's to see to. */
export class BatchWriter {
  readonly bytes: Uint8Array;
  readonly #words: DataView;
  /** Where the first entry stands; in front of it there is room for the heads. */
  start = 0;
  at = 0;
  count = 0;
  lastSid = 0;

  constructor(capacityBytes: number) {
    this.bytes = new Uint8Array(capacityBytes);
    this.#words = new DataView(this.bytes.buffer);
  }

  begin(start: number): void {
    this.start = start;
    this.at = start;
    this.count = 0;
    this.lastSid = 0;
  }

  /** Adds the first `blockBytes` of a slot's block, which must be all of it, or the end of its root or of its joints. */
  add(table: PoseTable, slot: number, blockBytes: number): void {
    const { bytes } = this;
    const words = this.#words;
    const sid = table.sid[slot] as number;
    let at = this.at;
    let gap = sid - this.lastSid - 1;
    while (gap >= 0x80) {
      bytes[at++] = (gap & 0x7f) | 0x80;
      gap >>= 7;
    }
    bytes[at++] = gap;
    const from = slot * POSE_STRIDE_BYTES;
    // Four bytes at a time, up to three too many, which the next entry overwrites: twice as fast as byte by byte, and without
    // the view that set() would have to be given for each block.
    for (let index = 0; index < blockBytes; index += 4)
      words.setUint32(at + index, table.words.getUint32(from + index, true), true);
    if (blockBytes < (table.allBytes[slot] as number)) {
      const flags = bytes[at] as number;
      bytes[at] = blockBytes === table.rootBytes[slot] ? flags & ROOT_FLAGS : flags & ~TAIL_FLAGS;
    }
    this.at = at + blockBytes;
    this.count++;
    this.lastSid = sid;
  }

  /** Heads the entries with their section. `start` is where it begins. Nothing added, nothing written. */
  endSection(time: BatchTime): void {
    if (this.count === 0) return;
    const { bytes } = this;
    let at = uvarintBefore(bytes, this.start, this.count);
    at -= 2;
    bytes[at] = time.tick & 0xff;
    bytes[at + 1] = (time.tick >> 8) & 0xff;
    at -= 4;
    this.#words.setUint32(at, time.roomTimeMs >>> 0, true);
    at = uvarintBefore(bytes, at, this.at - at);
    bytes[--at] = poses.id;
    this.start = at;
  }

  /** Adds whole sections behind what there is. */
  append(sections: Uint8Array): void {
    this.bytes.set(sections, this.at);
    this.at += sections.length;
  }

  /** Heads the sections with a packet of the receiver's carrier: [start, at) is what goes out. */
  endPacket(carrier: Extension["carrier"], version: MqttVersion): void {
    this.start = packetHeadBefore(this.bytes, this.start, this.at, carrier, version);
  }
}
