// PUBACK, PUBREC, PUBREL and PUBCOMP: four packets of one shape. A codec of our own, as there is one or two of them for every
// PUBLISH above QoS 0. Source: MQTT5 3.4-3.7

import { uvarintSizeBytes, writeUvarint } from "./bytes.ts";
import { bodyOf } from "./fixed-header.ts";
import type { Acknowledgement, AcknowledgementType, MqttVersion } from "./packet.ts";
import { assertReasonCode } from "./packet-reason-codes.ts";
import { encodeProperties, readProperties } from "./properties.ts";
import { malformed, protocolError, ReasonCode } from "./reason-code.ts";

const PACKET_TYPE = { puback: 4, pubrec: 5, pubrel: 6, pubcomp: 7 } as const;
/** PUBREL is "publish-like", with the flags 0010. */
const FLAGS_PUBREL = 0x02;

/**
 * Decodes a whole acknowledgement; its fixed header's flags have been checked.
 * Throws: ProtocolError(malformedPacket) for a length it cannot have, (protocolError) for packet id 0 and a reason code of others.
 */
export function decodeAcknowledgement<Type extends AcknowledgementType>(
  type: Type,
  bytes: Uint8Array,
  version: MqttVersion,
): Acknowledgement<Type> {
  const r = bodyOf(bytes);
  const packetId = r.u16be();
  if (packetId === 0) throw protocolError("MQTT-2.2.1-3", `${type} of packet identifier 0`);
  // What is left out means success, and no properties (MQTT5 3.4.2.1).
  const reasonCode = version === 5 && r.remaining > 0 ? r.u8() : ReasonCode.success;
  assertReasonCode(type, reasonCode);
  const properties =
    version === 5 && r.remaining > 0 ? readProperties<AcknowledgementType>(r, type) : undefined;
  if (r.remaining > 0) throw malformed("MQTT-4.13.1-1", `${r.remaining} bytes behind the end of ${type}`);
  const isBare = properties === undefined || Object.keys(properties).length === 0;
  return { type, packetId, reasonCode, ...(isBare ? {} : { properties }) };
}

/** Encodes a whole acknowledgement in its shortest form; 3.1.1 has no reason code. */
export function encodeAcknowledgement(packet: Acknowledgement, version: MqttVersion): Uint8Array {
  const { type, packetId, reasonCode = ReasonCode.success } = packet;
  const isV5 = version === 5;
  const properties = isV5 && packet.properties !== undefined ? encodeProperties(packet.properties) : null;
  const hasProperties = properties !== null && properties.length > 1;
  const hasReason = isV5 && (reasonCode !== ReasonCode.success || hasProperties);
  const remaining = 2 + (hasReason ? 1 : 0) + (hasProperties ? properties.length : 0);
  const bytes = new Uint8Array(1 + uvarintSizeBytes(remaining) + remaining);
  bytes[0] = (PACKET_TYPE[type] << 4) | (type === "pubrel" ? FLAGS_PUBREL : 0);
  let at = writeUvarint(bytes, 1, remaining);
  bytes[at++] = packetId >> 8;
  bytes[at++] = packetId & 0xff;
  if (hasReason) bytes[at++] = reasonCode;
  if (hasProperties) bytes.set(properties, at);
  return bytes;
}
