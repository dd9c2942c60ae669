// Carrier X: a frame body of sections as MQTT packet type 0. Apart from packet.ts, so that a client's bundle need not carry the
// whole of MQTT. SPEC [CARRIER-3]

import { uvarintSizeBytes, writeUvarint } from "./bytes.ts";
import { bodyOf } from "./fixed-header.ts";
import { ProtocolError, ReasonCode } from "./reason-code.ts";

export type FramePacket = { readonly type: "frame"; readonly body: Uint8Array };

/** The body of a whole type 0 packet, a view of it. Throws ProtocolError(malformedPacket) when its flags are not 0 or its length is not true. */
export function decodeFrame(bytes: Uint8Array): FramePacket {
  if (((bytes[0] ?? 0) & 0x0f) !== 0)
    throw new ProtocolError(ReasonCode.malformedPacket, "CARRIER-3", "flags of packet type 0 are not 0");
  const reader = bodyOf(bytes);
  return { type: "frame", body: reader.bytes(reader.remaining) };
}

/** A whole type 0 packet. */
export function encodeFrame(body: Uint8Array): Uint8Array {
  const lengthBytes = uvarintSizeBytes(body.length);
  const packet = new Uint8Array(1 + lengthBytes + body.length);
  packet.set(body, writeUvarint(packet, 1, body.length));
  return packet;
}
