// One section for extended clients, built in memory that is used again: its payload is appended first, then the headers of the
// section and of the carrier are written in front of it, so that one payload serves every carrier without being copied.
// Knows no kinds. SPEC [CARRIER-1]…[CARRIER-4]

import { encodeUtf8, uvarintSizeBytes } from "../../shared/protocol/bytes.ts";
import { TOPIC_DOWN } from "../../shared/protocol/ext/hello.ts";
import { FRAME_BODY_MAX_BYTES } from "../../shared/protocol/ext/registry.ts";
import { kindOfPacket } from "../metrics/kind.ts";
import { HEADROOM_BYTES } from "../wire.ts";
import type { Subscriber } from "./subscriber.ts";

/** Kind and length of the section. */
const SECTION_HEAD_MAX_BYTES = 1 + 3;
/** PUBLISH: flags, length, topic, no properties. Packet type 0 has less. */
const PACKET_HEAD_MAX_BYTES = 1 + 4 + 2 + TOPIC_DOWN.length + 1;
const FRONT_BYTES = HEADROOM_BYTES + PACKET_HEAD_MAX_BYTES + SECTION_HEAD_MAX_BYTES;
const PAYLOAD_MAX_BYTES = FRAME_BODY_MAX_BYTES - SECTION_HEAD_MAX_BYTES;
const PACKET_PUBLISH_QOS0 = 0x30;
const PACKET_FRAME = 0x00;
const TOPIC = encodeUtf8(TOPIC_DOWN);

export class SectionBuffer {
  readonly #bytes = new Uint8Array(FRONT_BYTES + PAYLOAD_MAX_BYTES);
  #end = FRONT_BYTES;

  get payloadBytes(): number {
    return this.#end - FRONT_BYTES;
  }
  get isEmpty(): boolean {
    return this.#end === FRONT_BYTES;
  }

  clear(): void {
    this.#end = FRONT_BYTES;
  }

  /** Adds to the payload what still fits, and passes over what does not. */
  append(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#bytes.length) return;
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Sends the payload as a section of this kind; it stays as it is for the next receiver. SPEC [CARRIER-2] */
  sendTo(subscriber: Subscriber, kind: number): void {
    let start = this.#uvarintBefore(FRONT_BYTES, this.payloadBytes);
    this.#bytes[--start] = kind;
    if (subscriber.extension?.carrier === "type0") {
      start = this.#uvarintBefore(start, this.#end - start);
      this.#bytes[--start] = PACKET_FRAME;
    } else {
      if (subscriber.version === 5) this.#bytes[--start] = 0;
      start -= TOPIC.length;
      this.#bytes.set(TOPIC, start);
      this.#bytes[--start] = TOPIC.length;
      this.#bytes[--start] = 0;
      start = this.#uvarintBefore(start, this.#end - start);
      this.#bytes[--start] = PACKET_PUBLISH_QOS0;
    }
    if (this.#end - start > subscriber.peerPacketMaxBytes) return;
    subscriber.metrics.delivered(kindOfPacket(this.#bytes[start] ?? 0, TOPIC_DOWN), 1, this.#end - start);
    subscriber.queueTransient(this.#bytes, start, this.#end);
  }

  /** Writes a variable byte integer that ends before `end`; answers where it begins. */
  #uvarintBefore(end: number, value: number): number {
    const start = end - uvarintSizeBytes(value);
    let rest = value;
    for (let at = start; at < end; at++) {
      this.#bytes[at] = (rest & 0x7f) | (at < end - 1 ? 0x80 : 0);
      rest >>= 7;
    }
    return start;
  }
}
