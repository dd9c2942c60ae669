// PUBLISH: shape, read, write (MQTT5 3.3). Its own codec because it is what a broker does all day; mqtt-packet does the rest.

import { ByteReader, ByteWriter, encodeUtf8, uvarintSizeBytes } from "./bytes.ts";
import type { MqttVersion, QoS, UserProperties } from "./packet.ts";
import { ProtocolError, ReasonCode } from "./reason-code.ts";

export type PublishProperties = {
  payloadFormatIndicator?: boolean;
  messageExpiryInterval?: number;
  contentType?: string;
  responseTopic?: string;
  correlationData?: Uint8Array;
  subscriptionIdentifiers?: number[];
  topicAlias?: number;
  userProperties?: UserProperties;
};

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

const PROPERTY = {
  payloadFormatIndicator: 0x01,
  messageExpiryInterval: 0x02,
  contentType: 0x03,
  responseTopic: 0x08,
  correlationData: 0x09,
  subscriptionIdentifier: 0x0b,
  topicAlias: 0x23,
  userProperty: 0x26,
} as const;

const NO_PROPERTIES: PublishProperties = Object.freeze({});

function malformed(rule: string, message: string): ProtocolError {
  return new ProtocolError(ReasonCode.malformedPacket, rule, message);
}

/**
 * Decodes a whole PUBLISH. The payload is a view of `bytes`.
 * Throws: ProtocolError(malformedPacket) for QoS 3, DUP on QoS 0, packet id 0, ill-formed text or short fields.
 * Source: MQTT5 3.3.1-3.3.3
 */
export function decodePublish(bytes: Uint8Array, version: MqttVersion): PublishPacket {
  const flags = bytes[0] ?? 0;
  const qos = (flags >> 1) & 3;
  const dup = (flags & 8) !== 0;
  if (qos === 3) throw malformed("MQTT-3.3.1-4", "QoS 3");
  if (dup && qos === 0) throw malformed("MQTT-3.3.1-2", "DUP on QoS 0");
  const reader = new ByteReader(bytes, 1);
  reader.uvarint();
  const topicName = reader.mqttString();
  const packetId = qos === 0 ? undefined : reader.u16be();
  if (packetId === 0) throw malformed("MQTT-2.2.1-3", "packet identifier 0");
  const properties = version === 5 ? decodeProperties(reader) : NO_PROPERTIES;
  return {
    type: "publish",
    topicName,
    payload: reader.bytes(reader.remaining),
    qos: qos as QoS,
    retain: (flags & 1) !== 0,
    dup,
    ...(packetId === undefined ? {} : { packetId }),
    properties,
  };
}

function decodeProperties(outer: ByteReader): PublishProperties {
  const length = outer.uvarint();
  if (length === 0) return NO_PROPERTIES;
  const reader = new ByteReader(outer.bytes(length));
  const properties: PublishProperties = {};
  const users: Record<string, string | string[]> = Object.create(null);
  const once = (name: keyof PublishProperties) => {
    if (properties[name] !== undefined)
      throw new ProtocolError(ReasonCode.protocolError, "MQTT-2.2.2", `property ${name} appears twice`);
  };
  while (reader.remaining > 0) {
    const id = reader.uvarint();
    switch (id) {
      case PROPERTY.payloadFormatIndicator: {
        once("payloadFormatIndicator");
        const indicator = reader.u8();
        if (indicator > 1) throw malformed("MQTT-3.3.2.3.2", `payload format indicator ${indicator}`);
        properties.payloadFormatIndicator = indicator === 1;
        break;
      }
      case PROPERTY.messageExpiryInterval:
        once("messageExpiryInterval");
        properties.messageExpiryInterval = reader.u32be();
        break;
      case PROPERTY.contentType:
        once("contentType");
        properties.contentType = reader.mqttString();
        break;
      case PROPERTY.responseTopic:
        once("responseTopic");
        properties.responseTopic = reader.mqttString();
        break;
      case PROPERTY.correlationData:
        once("correlationData");
        properties.correlationData = reader.mqttBinary();
        break;
      case PROPERTY.subscriptionIdentifier:
        properties.subscriptionIdentifiers ??= [];
        properties.subscriptionIdentifiers.push(reader.uvarint());
        break;
      case PROPERTY.topicAlias:
        once("topicAlias");
        properties.topicAlias = reader.u16be();
        break;
      case PROPERTY.userProperty: {
        const name = reader.mqttString();
        const value = reader.mqttString();
        const before = users[name];
        users[name] =
          before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
        properties.userProperties = users;
        break;
      }
      default:
        throw malformed("MQTT-2.2.2-1", `property ${id} does not belong in PUBLISH`);
    }
  }
  return properties;
}

/** Encodes a whole PUBLISH; properties only for version 5. Throws RangeError for a topic above 65,535 bytes. */
export function encodePublish(packet: PublishPacket, version: MqttVersion): Uint8Array {
  const topic = encodeUtf8(packet.topicName);
  const properties = version === 5 ? encodeProperties(packet.properties) : null;
  const remaining =
    2 + topic.length + (packet.qos === 0 ? 0 : 2) + (properties?.length ?? 0) + packet.payload.length;
  const bytes = new Uint8Array(1 + uvarintSizeBytes(remaining) + remaining);
  bytes[0] = 0x30 | (packet.dup ? 8 : 0) | (packet.qos << 1) | (packet.retain ? 1 : 0);
  let at = 1;
  let rest = remaining;
  do {
    bytes[at++] = (rest & 0x7f) | (rest >= 0x80 ? 0x80 : 0);
    rest >>= 7;
  } while (rest > 0);
  if (topic.length > 65_535) throw new RangeError(`a topic of ${topic.length} bytes`);
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

const EMPTY_PROPERTIES = new Uint8Array([0]);

function encodeProperties(properties: PublishProperties): Uint8Array {
  const body = new ByteWriter();
  if (properties.payloadFormatIndicator !== undefined) {
    body.u8(PROPERTY.payloadFormatIndicator);
    body.u8(properties.payloadFormatIndicator ? 1 : 0);
  }
  if (properties.messageExpiryInterval !== undefined) {
    body.u8(PROPERTY.messageExpiryInterval);
    body.u32be(properties.messageExpiryInterval);
  }
  if (properties.contentType !== undefined) {
    body.u8(PROPERTY.contentType);
    body.mqttString(properties.contentType);
  }
  if (properties.responseTopic !== undefined) {
    body.u8(PROPERTY.responseTopic);
    body.mqttString(properties.responseTopic);
  }
  if (properties.correlationData !== undefined) {
    body.u8(PROPERTY.correlationData);
    body.mqttBinary(properties.correlationData);
  }
  for (const identifier of properties.subscriptionIdentifiers ?? []) {
    body.u8(PROPERTY.subscriptionIdentifier);
    body.uvarint(identifier);
  }
  if (properties.topicAlias !== undefined) {
    body.u8(PROPERTY.topicAlias);
    body.u16be(properties.topicAlias);
  }
  for (const [name, values] of Object.entries(properties.userProperties ?? {})) {
    for (const value of typeof values === "string" ? [values] : values) {
      body.u8(PROPERTY.userProperty);
      body.mqttString(name);
      body.mqttString(value);
    }
  }
  if (body.length === 0) return EMPTY_PROPERTIES;
  const whole = new ByteWriter();
  whole.uvarint(body.length);
  whole.bytes(body.take());
  return whole.take();
}
