// SUBSCRIBE, UNSUBSCRIBE and their answers, read strictly: filters, options, reason codes, and at least one of each.
// Source: MQTT5 3.8-3.11, 4.7, 4.8.2, MQTT 3.1.1 3.8-3.11

import type { ByteReader } from "./bytes.ts";
import type { MqttVersion } from "./packet.ts";
import { assertReasonCode } from "./packet-reason-codes.ts";
import { NO_PROPERTIES, type PropertiesOf, readProperties } from "./properties.ts";
import { malformed, protocolError } from "./reason-code.ts";
import { isWellFormedTopicFilter, parseSharedFilter } from "./topic.ts";

const SUBACK_V3_CODES: ReadonlySet<number> = new Set([0, 1, 2, 0x80]);
/** QoS, and the bits above it that are reserved. */
const OPTION_QOS = 0x03;
const OPTION_NO_LOCAL = 0x04;
const OPTION_RESERVED_V3 = 0xfc;
const OPTION_RESERVED_V5 = 0xc0;
const OPTION_RETAIN_HANDLING = 0x30;

function readPacketId(r: ByteReader): void {
  if (r.u16be() === 0) throw protocolError("MQTT-2.2.1-3", "packet identifier 0");
}

export function readSubscribe(r: ByteReader, version: MqttVersion): PropertiesOf<"subscribe"> {
  readPacketId(r);
  const properties = version === 5 ? readProperties(r, "subscribe") : NO_PROPERTIES;
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

export function readSuback(r: ByteReader, version: MqttVersion): PropertiesOf<"suback"> {
  readPacketId(r);
  const properties = version === 5 ? readProperties(r, "suback") : NO_PROPERTIES;
  if (r.remaining === 0) throw protocolError("MQTT-3.9.3-1", "SUBACK without a reason code");
  while (r.remaining > 0) {
    const reasonCode = r.u8();
    if (version === 5) assertReasonCode("suback", reasonCode);
    else if (!SUBACK_V3_CODES.has(reasonCode)) throw malformed("MQTT-3.9.3-2", `return code ${reasonCode}`);
  }
  return properties;
}

export function readUnsubscribe(r: ByteReader, version: MqttVersion): PropertiesOf<"unsubscribe"> {
  readPacketId(r);
  const properties = version === 5 ? readProperties(r, "unsubscribe") : NO_PROPERTIES;
  if (r.remaining === 0) throw protocolError("MQTT-3.10.3-2", "UNSUBSCRIBE without a topic filter");
  while (r.remaining > 0) readTopicFilter(r, version);
  return properties;
}

export function readUnsuback(r: ByteReader, version: MqttVersion): PropertiesOf<"unsuback"> {
  readPacketId(r);
  if (version !== 5) return NO_PROPERTIES;
  const properties = readProperties(r, "unsuback");
  if (r.remaining === 0) throw protocolError("MQTT-3.11.3-1", "UNSUBACK without a reason code");
  while (r.remaining > 0) assertReasonCode("unsuback", r.u8());
  return properties;
}
