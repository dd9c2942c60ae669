// PUBLISH: shape, read, write (MQTT5 3.3). Its own codec because it is what a broker does all day; mqtt-packet does the rest.

import { encodeUtf8, uvarintSizeBytes, writeUvarint } from "./bytes.ts";
import { bodyOf } from "./fixed-header.ts";
import type { MqttVersion, QoS } from "./packet.ts";
import { encodeProperties, NO_PROPERTIES, type PropertiesOf, readProperties } from "./properties.ts";
import { malformed, protocolError } from "./reason-code.ts";
import { isWellFormedTopicName } from "./topic.ts";

export type PublishProperties = PropertiesOf<"publish">;

export type PublishPacket = {
  readonly type: "publish";
  /** Empty only beside a topic alias. */
  readonly topicName: string;
  readonly payload: Uint8Array;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly dup: boolean;
  /** Present when qos is above 0. */
  readonly packetId?: number;
  readonly properties: PublishProperties;
};

/**
 * Decodes a whole PUBLISH. The payload is a view of `bytes`. An empty topic name stands beside a topic alias only, which the
 * session resolves.
 * Throws: ProtocolError(malformedPacket) for QoS 3, DUP on QoS 0, wildcards, ill-formed text and short fields, (protocolError) for packet
 *         id 0 and no topic at all, and what readProperties throws.
 * Source: MQTT5 3.3.1-3.3.3
 */
export function decodePublish(bytes: Uint8Array, version: MqttVersion): PublishPacket {
  const flags = bytes[0] ?? 0;
  assertPublishFlags(flags);
  const qos = (flags >> 1) & 3;
  const dup = (flags & 8) !== 0;
  const reader = bodyOf(bytes);
  const topicName = reader.mqttString();
  if (topicName !== "" && !isWellFormedTopicName(topicName))
    throw malformed("MQTT-3.3.2-2", `a wildcard in the topic name "${topicName.slice(0, 64)}"`);
  const packetId = qos === 0 ? undefined : reader.u16be();
  if (packetId === 0) throw protocolError("MQTT-2.2.1-3", "PUBLISH of packet identifier 0");
  const properties = version === 5 ? readProperties(reader, "publish") : NO_PROPERTIES;
  if (topicName === "" && properties.topicAlias === undefined)
    throw protocolError("MQTT-3.3.2.1", "neither a topic name nor an alias");
  const payload = reader.bytes(reader.remaining);
  const retain = (flags & 1) !== 0;
  if (packetId === undefined) return { type: "publish", topicName, payload, qos: 0, retain, dup, properties };
  return { type: "publish", topicName, payload, qos: qos as QoS, retain, dup, packetId, properties };
}

/** Throws ProtocolError(malformedPacket) when this is the first byte of no PUBLISH: QoS 3, or DUP on QoS 0. */
export function assertPublishFlags(first: number): void {
  const qos = (first >> 1) & 3;
  if (qos === 3) throw malformed("MQTT-3.3.1-4", "QoS 3");
  if (qos === 0 && (first & 8) !== 0) throw malformed("MQTT-3.3.1-2", "DUP on QoS 0");
}

/** Encodes a whole PUBLISH; properties only for version 5. Throws RangeError for a topic above 65,535 bytes. */
export function encodePublish(packet: PublishPacket, version: MqttVersion): Uint8Array {
  const topic = encodeUtf8(packet.topicName);
  if (topic.length > 65_535) throw new RangeError(`a topic of ${topic.length} bytes`);
  const properties = version === 5 ? encodeProperties(packet.properties) : null;
  const remaining =
    2 + topic.length + (packet.qos === 0 ? 0 : 2) + (properties?.length ?? 0) + packet.payload.length;
  const bytes = new Uint8Array(1 + uvarintSizeBytes(remaining) + remaining);
  bytes[0] = 0x30 | (packet.dup ? 8 : 0) | (packet.qos << 1) | (packet.retain ? 1 : 0);
  let at = writeUvarint(bytes, 1, remaining);
  bytes[at++] = topic.length >> 8;
  bytes[at++] = topic.length & 0xff;
  bytes.set(topic, at);
  at += topic.length;
  if (packet.qos > 0) {
    const packetId = packet.packetId ?? 0;
    bytes[at++] = packetId >> 8;
    bytes[at++] = packetId & 0xff;
  }
  if (properties !== null) {
    bytes.set(properties, at);
    at += properties.length;
  }
  bytes.set(packet.payload, at);
  return bytes;
}
