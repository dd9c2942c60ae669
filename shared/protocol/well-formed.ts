// The strict reading of every control packet but the acknowledgements, on the raw bytes: what the standard calls malformed or a
// protocol error and mqtt-packet lets pass. Answers the property lists it reads on its way, as the library loses the order of
// user properties; the rest of a packet is the library's. Source: MQTT5 1.5, 2, 3, MQTT 3.1.1 2, 3

import type { ByteReader } from "./bytes.ts";
import { assertHeaderFlags, bodyOf } from "./fixed-header.ts";
import type { MqttVersion } from "./packet.ts";
import { type AnyProperties, type PropertiesOf, type PropertyHolder, readProperties } from "./properties.ts";
import { ProtocolError, ReasonCode } from "./reason-code.ts";
import { isWellFormedTopicFilter, isWellFormedTopicName, parseSharedFilter } from "./topic.ts";

/** Empty where a packet has none. */
export type PropertyLists = {
  readonly properties: AnyProperties;
  readonly willProperties: PropertiesOf<"will">;
};

const NONE: AnyProperties = Object.freeze({});
const LEVEL_V5 = 5;
/** Protocol names and the levels each is served at. MQTT5 3.1.2.1, 3.1.2.2 */
const LEVELS: ReadonlyMap<string, readonly number[]> = new Map([
  ["MQTT", [4, LEVEL_V5]],
  ["MQIsdp", [3]],
]);
const CONNECT_FLAG = {
  reserved: 0x01,
  will: 0x04,
  willQos: 0x18,
  willRetain: 0x20,
  password: 0x40,
  username: 0x80,
} as const;
const CONNACK_SESSION_PRESENT = 0x01;
const CONNACK_V3_CODE_MAX = 5;
const SUBACK_V3_CODES: ReadonlySet<number> = new Set([0, 1, 2, 0x80]);
/** QoS, and the bits above it that are reserved. */
const OPTION_QOS = 0x03;
const OPTION_NO_LOCAL = 0x04;
const OPTION_RESERVED_V3 = 0xfc;
const OPTION_RESERVED_V5 = 0xc0;
const OPTION_RETAIN_HANDLING = 0x30;

/** Which reason codes a packet may carry: MQTT5 tables 3-1, 3-8, 3-9, 3-10, 3-13. */
const REASON_CODES = {
  connack: new Set([
    0x00, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8c, 0x90, 0x95, 0x97, 0x99,
    0x9a, 0x9b, 0x9c, 0x9d, 0x9f,
  ]),
  suback: new Set([0x00, 0x01, 0x02, 0x80, 0x83, 0x87, 0x8f, 0x91, 0x97, 0x9e, 0xa1, 0xa2]),
  unsuback: new Set([0x00, 0x11, 0x80, 0x83, 0x87, 0x8f, 0x91]),
  disconnect: new Set([
    0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8b, 0x8d, 0x8e, 0x8f, 0x90, 0x93, 0x94, 0x95, 0x96,
    0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f, 0xa0, 0xa1, 0xa2,
  ]),
  auth: new Set([0x00, 0x18, 0x19]),
} as const satisfies Partial<Record<PropertyHolder, ReadonlySet<number>>>;

function malformed(rule: string, message: string): ProtocolError {
  return new ProtocolError(ReasonCode.malformedPacket, rule, message);
}
function protocolError(rule: string, message: string): ProtocolError {
  return new ProtocolError(ReasonCode.protocolError, rule, message);
}

/**
 * Passes a whole packet that is all the standard wants of it, and answers its properties.
 * Throws: ProtocolError(malformedPacket), (protocolError) or (unsupportedProtocolVersion), as the standard says of each breach.
 */
export function readStrictly(bytes: Uint8Array, version: MqttVersion): PropertyLists {
  assertHeaderFlags(bytes);
  const r = bodyOf(bytes);
  const lists = readByType((bytes[0] ?? 0) >> 4, r, version);
  if (r.remaining > 0) throw malformed("MQTT-4.13.1-1", `${r.remaining} bytes behind the end of the packet`);
  return lists;
}

function readByType(type: number, r: ByteReader, version: MqttVersion): PropertyLists {
  switch (type) {
    case 1:
      return readConnect(r);
    case 2:
      return only(readConnack(r, version));
    case 8:
      return only(readSubscribe(r, version));
    case 9:
      return only(readSuback(r, version));
    case 10:
      return only(readUnsubscribe(r, version));
    case 11:
      return only(readUnsuback(r, version));
    case 14:
      return only(readDisconnect(r, version));
    case 15:
      return only(readAuth(r, version));
    // PINGREQ and PINGRESP have nothing to read.
    default:
      return only(NONE);
  }
}

function only(properties: AnyProperties): PropertyLists {
  return { properties, willProperties: NONE };
}

function readConnect(r: ByteReader): PropertyLists {
  const level = readLevel(r);
  const flags = r.u8();
  assertConnectFlags(flags, level);
  r.u16be();
  const properties = level === LEVEL_V5 ? readProperties(r, "connect") : NONE;
  if (properties.authenticationData !== undefined && properties.authenticationMethod === undefined)
    throw protocolError("MQTT-3.1.2.11.10", "authentication data without its method");
  r.mqttString();
  let willProperties: PropertiesOf<"will"> = NONE;
  if (flags & CONNECT_FLAG.will) {
    if (level === LEVEL_V5) willProperties = readProperties(r, "will");
    if (!isWellFormedTopicName(r.mqttString()))
      throw malformed("MQTT-4.7.0-1", "the will's topic is not a topic name");
    r.mqttBinary();
  }
  if (flags & CONNECT_FLAG.username) r.mqttString();
  if (flags & CONNECT_FLAG.password) r.mqttBinary();
  return { properties, willProperties };
}

/** Throws for a protocol that is not served before anything behind it is read: another may have another shape. */
function readLevel(r: ByteReader): number {
  const name = r.mqttString();
  const level = r.u8();
  const levels = LEVELS.get(name);
  if (levels === undefined)
    throw new ProtocolError(
      ReasonCode.unsupportedProtocolVersion,
      "MQTT-3.1.2-1",
      `protocol name "${name.slice(0, 16)}"`,
    );
  if (!levels.includes(level))
    throw new ProtocolError(
      ReasonCode.unsupportedProtocolVersion,
      "MQTT-3.1.2-2",
      `protocol level ${level} of ${name}`,
    );
  return level;
}

function assertConnectFlags(flags: number, level: number): void {
  if (flags & CONNECT_FLAG.reserved) throw malformed("MQTT-3.1.2-3", "the reserved CONNECT flag is 1");
  const willQos = flags & CONNECT_FLAG.willQos;
  if (willQos === CONNECT_FLAG.willQos) throw malformed("MQTT-3.1.2-12", "a will at QoS 3");
  if (!(flags & CONNECT_FLAG.will)) {
    if (willQos) throw malformed("MQTT-3.1.2-11", "a will QoS without a will");
    if (flags & CONNECT_FLAG.willRetain) throw malformed("MQTT-3.1.2-13", "a will retain without a will");
  }
  if (level !== LEVEL_V5 && flags & CONNECT_FLAG.password && !(flags & CONNECT_FLAG.username))
    throw malformed("MQTT-3.1.2-22", "a password without a user name");
}

function readConnack(r: ByteReader, version: MqttVersion): PropertiesOf<"connack"> {
  const flags = r.u8();
  if (flags & ~CONNACK_SESSION_PRESENT)
    throw malformed("MQTT-3.2.2-1", `CONNACK flags ${flags} with reserved bits`);
  const reasonCode = r.u8();
  if (version === 5) assertReasonCode("connack", reasonCode);
  else if (reasonCode > CONNACK_V3_CODE_MAX) throw malformed("MQTT-3.2.2.3", `return code ${reasonCode}`);
  if (reasonCode !== 0 && flags !== 0)
    throw protocolError("MQTT-3.2.2-6", "session present in a CONNACK that refuses");
  return version === 5 ? readProperties(r, "connack") : NONE;
}

function readPacketId(r: ByteReader): void {
  if (r.u16be() === 0) throw protocolError("MQTT-2.2.1-3", "packet identifier 0");
}

function readSubscribe(r: ByteReader, version: MqttVersion): PropertiesOf<"subscribe"> {
  readPacketId(r);
  const properties = version === 5 ? readProperties(r, "subscribe") : NONE;
  if (r.remaining === 0) throw protocolError("MQTT-3.8.3-2", "SUBSCRIBE without a topic filter");
  while (r.remaining > 0) {
    const isShared = readTopicFilter(r, version);
    const options = r.u8();
    assertSubscriptionOptions(options, version);
    if (isShared && options & OPTION_NO_LOCAL)
      throw protocolError("MQTT-3.8.3-4", "No Local on a shared subscription");
  }
  return properties;
}

/** Answers whether the filter is a shared subscription's, of which 3.1.1 knows nothing. */
function readTopicFilter(r: ByteReader, version: MqttVersion): boolean {
  const filter = r.mqttString();
  const shared = version === 5 ? parseSharedFilter(filter) : null;
  if (shared === "malformed")
    throw malformed("MQTT-4.8.2-1", `"${filter.slice(0, 64)}" is no shared subscription`);
  if (shared === null && !isWellFormedTopicFilter(filter))
    throw malformed("MQTT-4.7.1-1", `"${filter.slice(0, 64)}" is not a topic filter`);
  return shared !== null;
}

function assertSubscriptionOptions(options: number, version: MqttVersion): void {
  const reserved = version === 5 ? OPTION_RESERVED_V5 : OPTION_RESERVED_V3;
  if (options & reserved) throw malformed("MQTT-3.8.3-5", `subscription options ${options}, a reserved bit`);
  if ((options & OPTION_QOS) === OPTION_QOS) {
    // 3.1.1 calls it malformed in the same breath as the reserved bits ([MQTT-3-8.3-4]), 5.0 a protocol error.
    if (version !== 5) throw malformed("MQTT-3-8.3-4", "a subscription at QoS 3");
    throw protocolError("MQTT-3.8.3.1", "a subscription at QoS 3");
  }
  if ((options & OPTION_RETAIN_HANDLING) === OPTION_RETAIN_HANDLING)
    throw protocolError("MQTT-3.8.3.1", "retain handling 3");
}

function readSuback(r: ByteReader, version: MqttVersion): PropertiesOf<"suback"> {
  readPacketId(r);
  const properties = version === 5 ? readProperties(r, "suback") : NONE;
  if (r.remaining === 0) throw protocolError("MQTT-3.9.3-1", "SUBACK without a reason code");
  while (r.remaining > 0) {
    const reasonCode = r.u8();
    if (version === 5) assertReasonCode("suback", reasonCode);
    else if (!SUBACK_V3_CODES.has(reasonCode)) throw malformed("MQTT-3.9.3-2", `return code ${reasonCode}`);
  }
  return properties;
}

function readUnsubscribe(r: ByteReader, version: MqttVersion): PropertiesOf<"unsubscribe"> {
  readPacketId(r);
  const properties = version === 5 ? readProperties(r, "unsubscribe") : NONE;
  if (r.remaining === 0) throw protocolError("MQTT-3.10.3-2", "UNSUBSCRIBE without a topic filter");
  while (r.remaining > 0) readTopicFilter(r, version);
  return properties;
}

function readUnsuback(r: ByteReader, version: MqttVersion): PropertiesOf<"unsuback"> {
  readPacketId(r);
  if (version !== 5) return NONE;
  const properties = readProperties(r, "unsuback");
  if (r.remaining === 0) throw protocolError("MQTT-3.11.3-1", "UNSUBACK without a reason code");
  while (r.remaining > 0) assertReasonCode("unsuback", r.u8());
  return properties;
}

/** The reason code may be left out with what follows it, and the properties behind it (MQTT5 3.14.2.1, 3.14.2.2.1). */
function readDisconnect(r: ByteReader, version: MqttVersion): PropertiesOf<"disconnect"> {
  if (version !== 5 || r.remaining === 0) return NONE;
  assertReasonCode("disconnect", r.u8());
  return r.remaining === 0 ? NONE : readProperties(r, "disconnect");
}

/** Both may be left out of a success; its method may not be left out of anything else (MQTT5 3.15.2.1, 3.15.2.2.2). */
function readAuth(r: ByteReader, version: MqttVersion): PropertiesOf<"auth"> {
  if (version !== 5) throw malformed("MQTT-2.2.1", "packet type 15 is reserved in MQTT 3.1.1");
  if (r.remaining === 0) return NONE;
  assertReasonCode("auth", r.u8());
  const properties = r.remaining === 0 ? NONE : readProperties(r, "auth");
  if (properties.authenticationMethod === undefined)
    throw protocolError("MQTT-3.15.2.2.2", "AUTH without its method");
  return properties;
}

function assertReasonCode(packet: keyof typeof REASON_CODES, reasonCode: number): void {
  if (!REASON_CODES[packet].has(reasonCode))
    throw protocolError("MQTT-2.4.0", `reason code ${reasonCode} does not belong in ${packet}`);
}
