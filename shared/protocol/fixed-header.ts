// The fixed header of a whole packet: its length must be that of what follows, as the framer sees to; its flags those of its type.
// Source: MQTT5 2.1

import { ByteReader } from "./bytes.ts";
import { malformed } from "./reason-code.ts";

/** PUBREL, SUBSCRIBE and UNSUBSCRIBE have the flags of a PUBLISH at QoS 1; PUBLISH has its own, all others none (table 2-2). */
const LIKE_PUBLISH: ReadonlySet<number> = new Set([6, 8, 10]);
const FLAGS_LIKE_PUBLISH = 0x02;

/** Where the packet ends that begins at `start`, by what its header says. Throws ProtocolError(malformedPacket) for a length that is none. */
export function packetEnd(bytes: Uint8Array, start: number): number {
  const reader = new ByteReader(bytes, start + 1);
  const length = reader.uvarint();
  return reader.position + length;
}

/** A reader of everything behind the fixed header. Throws ProtocolError(malformedPacket) when there is more or less than it says. */
export function bodyOf(packet: Uint8Array): ByteReader {
  const reader = new ByteReader(packet, 1);
  const declared = reader.mqttVarint();
  if (declared !== reader.remaining)
    throw malformed("MQTT-2.1.4", `${reader.remaining} bytes in a packet of ${declared}`);
  return reader;
}

/**
 * Throws ProtocolError(malformedPacket) when the first byte of a packet other than PUBLISH has other flags than it must have. No more of
 * the packet is looked at, or needed.
 */
export function assertHeaderFlags(packet: Uint8Array): void {
  const first = packet[0] ?? 0;
  const wanted = LIKE_PUBLISH.has(first >> 4) ? FLAGS_LIKE_PUBLISH : 0;
  if ((first & 0x0f) !== wanted)
    throw malformed(
      "MQTT-2.1.3-1",
      `header flags ${first & 0x0f} on packet type ${first >> 4}, not ${wanted}`,
    );
}
