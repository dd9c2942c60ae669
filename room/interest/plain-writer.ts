// Poses as PUBLISH packets on their topics, one behind the other in memory that is used again. SPEC [PLAIN-2]

import { ByteWriter, uvarintSizeBytes } from "../../shared/protocol/bytes.ts";
import type { MqttVersion } from "../../shared/protocol/packet.ts";
import { HEADROOM_BYTES } from "../wire.ts";
import { POSE_STRIDE_BYTES, type PoseTable } from "./pose-table.ts";

const FIRST_BYTES = 4 * 1024;
/** What a packet may take beside its topic's first levels, its properties and its block: type, length, topic length, slash, sid. */
export const PLAIN_HEAD_MAX_BYTES = 1 + 3 + 2 + 1 + 5;
const PUBLISH = 0x30;
const SUBSCRIPTION_IDENTIFIER = 0x0b;
const SLASH = 0x2f;
const DIGIT_0 = 0x30;

/** The properties of a PUBLISH as bytes: none in 3.1.1, in 5 their length and what names the subscriptions it comes by. */
export function propertiesOf(version: MqttVersion, identifiers: readonly number[]): Uint8Array {
  const w = new ByteWriter();
  if (version !== 5) return w.take();
  w.uvarint(identifiers.reduce((sum, identifier) => sum + 1 + uvarintSizeBytes(identifier), 0));
  for (const identifier of identifiers) {
    w.u8(SUBSCRIPTION_IDENTIFIER);
    w.uvarint(identifier);
  }
  return w.take();
}

export class PlainWriter {
  bytes = new Uint8Array(FIRST_BYTES);
  readonly start = HEADROOM_BYTES;
  at = HEADROOM_BYTES;
  /** Packets in it. */
  count = 0;
  #words = new DataView(this.bytes.buffer);
  /** Where the packet of each slot begins and ends; 0 where there is none. */
  #starts = new Int32Array(0);
  #ends = new Int32Array(0);

  begin(table: PoseTable): void {
    this.at = this.start;
    this.count = 0;
    if (this.#starts.length < table.sid.length) {
      this.#starts = new Int32Array(table.sid.length);
      this.#ends = new Int32Array(table.sid.length);
    }
    this.#starts.fill(0);
  }

  /** Adds a slot's newest as `{topic}/{sid}`. The topic is ASCII. */
  add(topic: string, table: PoseTable, slot: number, properties: Uint8Array): void {
    this.#reserve(PLAIN_HEAD_MAX_BYTES + topic.length + properties.length + POSE_STRIDE_BYTES);
    const { bytes } = this;
    const sid = table.sid[slot] as number;
    const blockBytes = table.allBytes[slot] as number;
    const digits = sid < 10 ? 1 : sid < 100 ? 2 : sid < 1_000 ? 3 : sid < 10_000 ? 4 : 5;
    const topicBytes = topic.length + 1 + digits;
    const remaining = 2 + topicBytes + properties.length + blockBytes;
    let at = this.at;
    bytes[at++] = PUBLISH;
    let length = remaining;
    for (; length >= 0x80; length >>= 7) bytes[at++] = (length & 0x7f) | 0x80;
    bytes[at++] = length;
    bytes[at++] = topicBytes >> 8;
    bytes[at++] = topicBytes & 0xff;
    for (let index = 0; index < topic.length; index++) bytes[at++] = topic.charCodeAt(index);
    bytes[at++] = SLASH;
    let rest = sid;
    for (let index = digits - 1; index >= 0; index--) {
      bytes[at + index] = DIGIT_0 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    at += digits;
    for (let index = 0; index < properties.length; index++) bytes[at++] = properties[index] as number;
    const from = slot * POSE_STRIDE_BYTES;
    for (let index = 0; index < blockBytes; index += 4)
      this.#words.setUint32(at + index, table.words.getUint32(from + index, true), true);
    this.#starts[slot] = this.at;
    this.at = at + blockBytes;
    this.#ends[slot] = this.at;
    this.count++;
  }

  /** Where a slot's packet begins, or 0 when it has none here; and where it ends. */
  startOf(slot: number): number {
    return this.#starts[slot] ?? 0;
  }
  endOf(slot: number): number {
    return this.#ends[slot] ?? 0;
  }

  /** Adds whole packets of another. */
  append(other: PlainWriter, start: number, end: number): void {
    this.#reserve(end - start);
    this.bytes.set(other.bytes.subarray(start, end), this.at);
    this.at += end - start;
  }

  #reserve(bytes: number): void {
    if (this.at + bytes <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.at + bytes));
    larger.set(this.bytes);
    this.bytes = larger;
    this.#words = new DataView(larger.buffer);
  }
}
