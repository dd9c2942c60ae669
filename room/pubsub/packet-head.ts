// Heads written backwards, in front of what they head, as lengths are known last: of a packet that carries sections, on either
// carrier. Allocates nothing. SPEC [CARRIER-1], [CARRIER-2]

import { TOPIC_DOWN } from "../../shared/protocol/ext/hello.ts";
import type { MqttVersion } from "../../shared/protocol/packet.ts";
import type { Extension } from "./subscriber.ts";

/** What a packet's head may take: type, length, and on carrier P the topic and its length, and no properties. */
export const PACKET_HEAD_MAX_BYTES = 1 + 4 + 2 + TOPIC_DOWN.length + 1;
const FRAME_TYPE = 0x00;
const PUBLISH_QOS0 = 0x30;

/** Writes a variable byte integer so that it ends before `end`; answers where it begins. */
export function uvarintBefore(bytes: Uint8Array, end: number, value: number): number {
  const length = value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : 4;
  let rest = value;
  for (let at = end - length; at < end; at++) {
    bytes[at] = (rest & 0x7f) | (at < end - 1 ? 0x80 : 0);
    rest >>= 7;
  }
  return end - length;
}

/** Makes bytes[start, end), which are whole sections, a packet of the receiver's carrier; answers where it begins. */
export function packetHeadBefore(
  bytes: Uint8Array,
  start: number,
  end: number,
  carrier: Extension["carrier"],
  version: MqttVersion,
): number {
  let at = start;
  if (carrier === "publish") {
    if (version === 5) bytes[--at] = 0;
    for (let index = TOPIC_DOWN.length - 1; index >= 0; index--) bytes[--at] = TOPIC_DOWN.charCodeAt(index);
    bytes[--at] = TOPIC_DOWN.length;
    bytes[--at] = 0;
  }
  at = uvarintBefore(bytes, at, end - at);
  bytes[--at] = carrier === "publish" ? PUBLISH_QOS0 : FRAME_TYPE;
  return at;
}
