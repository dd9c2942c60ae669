// What mqtt-packet is lenient about in the packets only clients send, checked on the raw bytes: ill-formed text, properties
// that appear twice or do not belong, bytes left over. Reads and throws; builds nothing. Source: MQTT5 1.5, 2.2.2, 3.1, 3.8, 3.10

import { ByteReader } from "./bytes.ts";
import type { MqttVersion } from "./packet.ts";
import { ProtocolError, ReasonCode } from "./reason-code.ts";

const TYPE = { connect: 1, subscribe: 8, unsubscribe: 10 } as const;
const LEVEL_V5 = 5;
/** 3.1, 3.1.1 and 5; with its high bit set a level is a bridge's. */
const LEVELS_KNOWN: ReadonlySet<number> = new Set([3, 4, LEVEL_V5]);
const LEVEL_BRIDGE_BIT = 0x80;
const CONNECT_FLAG = { will: 0x04, willQos: 0x18, password: 0x40, username: 0x80 } as const;

const readByte = (r: ByteReader): unknown => r.u8();
const readTwoBytes = (r: ByteReader): unknown => r.u16be();
const readFourBytes = (r: ByteReader): unknown => r.u32be();
const readText = (r: ByteReader): unknown => r.mqttString();
const readBinary = (r: ByteReader): unknown => r.mqttBinary();
const readVarint = (r: ByteReader): unknown => r.uvarint();
const readPair = (r: ByteReader): unknown => [r.mqttString(), r.mqttString()];

const USER_PROPERTY = 0x26;
type PropertyTable = ReadonlyMap<number, (r: ByteReader) => unknown>;

const CONNECT_PROPERTIES: PropertyTable = new Map([
  [0x11, readFourBytes], // session expiry interval
  [0x15, readText], // authentication method
  [0x16, readBinary], // authentication data
  [0x17, readByte], // request problem information
  [0x19, readByte], // request response information
  [0x21, readTwoBytes], // receive maximum
  [0x22, readTwoBytes], // topic alias maximum
  [0x27, readFourBytes], // maximum packet size
  [USER_PROPERTY, readPair],
]);
const WILL_PROPERTIES: PropertyTable = new Map([
  [0x01, readByte], // payload format indicator
  [0x02, readFourBytes], // message expiry interval
  [0x03, readText], // content type
  [0x08, readText], // response topic
  [0x09, readBinary], // correlation data
  [0x18, readFourBytes], // will delay interval
  [USER_PROPERTY, readPair],
]);
const SUBSCRIBE_PROPERTIES: PropertyTable = new Map([
  [0x0b, readVarint], // subscription identifier
  [USER_PROPERTY, readPair],
]);
const UNSUBSCRIBE_PROPERTIES: PropertyTable = new Map([[USER_PROPERTY, readPair]]);

function malformed(rule: string, message: string): ProtocolError {
  return new ProtocolError(ReasonCode.malformedPacket, rule, message);
}

/**
 * Passes a whole CONNECT, SUBSCRIBE or UNSUBSCRIBE that is well-formed, and any packet of another type.
 * Throws: ProtocolError(malformedPacket), or (protocolError) for a property that appears twice and a packet without a topic.
 */
export function assertWellFormed(bytes: Uint8Array, version: MqttVersion): void {
  const reader = new ByteReader(bytes, 1);
  reader.uvarint();
  switch ((bytes[0] ?? 0) >> 4) {
    case TYPE.connect:
      return passConnect(reader);
    case TYPE.subscribe:
      return passTopics(reader, version, SUBSCRIBE_PROPERTIES, (r) => [r.mqttString(), r.u8()]);
    case TYPE.unsubscribe:
      return passTopics(reader, version, UNSUBSCRIBE_PROPERTIES, readText);
  }
}

function passConnect(reader: ByteReader): void {
  reader.mqttString();
  const level = reader.u8();
  // Another level may have another shape: whoever decodes it says that it is not served.
  if (!LEVELS_KNOWN.has(level & ~LEVEL_BRIDGE_BIT)) return;
  const flags = reader.u8();
  reader.u16be();
  if (level === LEVEL_V5) passProperties(reader, CONNECT_PROPERTIES);
  reader.mqttString();
  if (flags & CONNECT_FLAG.will) {
    if ((flags & CONNECT_FLAG.willQos) === CONNECT_FLAG.willQos)
      throw malformed("MQTT-3.1.2-12", "a will at QoS 3");
    if (level === LEVEL_V5) passProperties(reader, WILL_PROPERTIES);
    reader.mqttString();
    reader.mqttBinary();
  }
  if (flags & CONNECT_FLAG.username) reader.mqttString();
  if (flags & CONNECT_FLAG.password) reader.mqttBinary();
  if (reader.remaining > 0)
    throw malformed("MQTT-3.1.3-1", `${reader.remaining} bytes behind the end of CONNECT`);
}

function passTopics(
  reader: ByteReader,
  version: MqttVersion,
  properties: PropertyTable,
  passOne: (r: ByteReader) => unknown,
): void {
  reader.u16be();
  if (version === 5) passProperties(reader, properties);
  if (reader.remaining === 0)
    throw new ProtocolError(ReasonCode.protocolError, "MQTT-3.8.3-2", "a packet without a topic filter");
  while (reader.remaining > 0) passOne(reader);
}

function passProperties(outer: ByteReader, table: PropertyTable): void {
  const reader = new ByteReader(outer.bytes(outer.uvarint()));
  const seen = new Set<number>();
  while (reader.remaining > 0) {
    const id = reader.uvarint();
    const pass = table.get(id);
    if (pass === undefined) throw malformed("MQTT-2.2.2-1", `property ${id} does not belong here`);
    if (seen.has(id) && id !== USER_PROPERTY)
      throw new ProtocolError(ReasonCode.protocolError, "MQTT-2.2.2", `property ${id} appears twice`);
    seen.add(id);
    pass(reader);
  }
}
