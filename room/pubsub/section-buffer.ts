// One section for extended clients, built in memory that is used again: its payload is appended first, then the headers of the
// section and of the carrier are written in front of it, so that one payload serves every carrier without being copied.
// Knows no kinds. SPEC [CARRIER-1]…[CARRIER-4]

import { TOPIC_DOWN } from "../../shared/protocol/ext/hello.ts";
import { FRAME_BODY_MAX_BYTES } from "../../shared/protocol/ext/registry.ts";
import { Drop, kindOfPacket, SECTION } from "../metrics/kind.ts";
import { HEADROOM_BYTES } from "../wire.ts";
import { PACKET_HEAD_MAX_BYTES, packetHeadBefore, uvarintBefore } from "./packet-head.ts";
import type { Subscriber } from "./subscriber.ts";

/** Kind and length of the section. */
const SECTION_HEAD_MAX_BYTES = 1 + 3;
const FRONT_BYTES = HEADROOM_BYTES + PACKET_HEAD_MAX_BYTES + SECTION_HEAD_MAX_BYTES;
const PAYLOAD_MAX_BYTES = FRAME_BODY_MAX_BYTES - SECTION_HEAD_MAX_BYTES;

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
    const { extension, version, metrics, peerPacketMaxBytes } = subscriber;
    if (extension === null) return;
    const bytes = this.#bytes;
    let start = uvarintBefore(bytes, FRONT_BYTES, this.payloadBytes);
    bytes[--start] = kind;
    start = packetHeadBefore(bytes, start, this.#end, extension.carrier, version);
    if (this.#end - start > peerPacketMaxBytes) return metrics.dropped(SECTION + kind, Drop.tooLarge);
    metrics.delivered(kindOfPacket(bytes[start] ?? 0, TOPIC_DOWN), 1, this.#end - start);
    subscriber.queueTransient(bytes, start, this.#end);
  }
}
