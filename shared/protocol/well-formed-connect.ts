// CONNECT and CONNACK, read strictly: protocol name and level, flags, and what they promise. Source: MQTT5 3.1, 3.2, MQTT 3.1.1 3.1, 3.2

import type { ByteReader } from "./bytes.ts";
import type { ConnectPacket, MqttVersion, QoS, Will } from "./packet.ts";
import { assertReasonCode } from "./packet-reason-codes.ts";
import { NO_PROPERTIES, type PropertiesOf, readProperties } from "./properties.ts";
import { malformed, ProtocolError, protocolError, ReasonCode } from "./reason-code.ts";
import { isWellFormedTopicName } from "./topic.ts";

const LEVEL_V5 = 5;
/** Protocol names and the levels each is served at. MQTT5 3.1.2.1, 3.1.2.2 */
const LEVELS: ReadonlyMap<string, readonly ConnectPacket["protocolVersion"][]> = new Map([
  ["MQTT", [4, LEVEL_V5]],
  ["MQIsdp", [3]],
]);
const CONNECT_FLAG = {
  reserved: 0x01,
  clean: 0x02,
  will: 0x04,
  willQos: 0x18,
  willRetain: 0x20,
  password: 0x40,
  username: 0x80,
} as const;
const WILL_QOS_SHIFT = 3;
const CONNACK_SESSION_PRESENT = 0x01;
const CONNACK_V3_CODE_MAX = 5;

/**
 * Reads all of CONNECT, by then with nothing left for a library to do: that of ours makes a parser for each packet, which was most
 * of what it cost to let somebody in.
 */
export function readConnect(r: ByteReader): ConnectPacket {
  const protocolVersion = readLevel(r);
  const isV5 = protocolVersion === LEVEL_V5;
  const flags = r.u8();
  assertConnectFlags(flags, protocolVersion);
  const keepAliveSeconds = r.u16be();
  const properties = isV5 ? readProperties(r, "connect") : NO_PROPERTIES;
  if (properties.authenticationData !== undefined && properties.authenticationMethod === undefined)
    throw protocolError("MQTT-3.1.2.11.10", "authentication data without its method");
  const clientId = r.mqttString();
  const will = flags & CONNECT_FLAG.will ? readWill(r, flags, isV5) : null;
  const username = flags & CONNECT_FLAG.username ? r.mqttString() : null;
  const password = flags & CONNECT_FLAG.password ? r.mqttBinary() : null;
  return {
    type: "connect",
    protocolVersion,
    clientId,
    clean: (flags & CONNECT_FLAG.clean) !== 0,
    keepAliveSeconds,
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(will === null ? {} : { will }),
    properties,
  };
}

function readWill(r: ByteReader, flags: number, isV5: boolean): Will {
  const properties: PropertiesOf<"will"> = isV5 ? readProperties(r, "will") : NO_PROPERTIES;
  const topicName = r.mqttString();
  if (!isWellFormedTopicName(topicName))
    throw malformed("MQTT-4.7.0-1", "the will's topic is not a topic name");
  return {
    topicName,
    // It is kept for as long as its client is connected, and would keep all that came with it.
    payload: r.mqttBinary().slice(),
    qos: ((flags & CONNECT_FLAG.willQos) >> WILL_QOS_SHIFT) as QoS,
    retain: (flags & CONNECT_FLAG.willRetain) !== 0,
    properties,
  };
}

/** Throws for a protocol that is not served before anything behind it is read: another may have another shape. */
function readLevel(r: ByteReader): ConnectPacket["protocolVersion"] {
  const name = r.mqttString();
  const level = r.u8();
  const levels = LEVELS.get(name);
  if (levels === undefined)
    throw new ProtocolError(
      ReasonCode.unsupportedProtocolVersion,
      "MQTT-3.1.2-1",
      `protocol name "${name.slice(0, 16)}"`,
    );
  const served = levels.find((one) => one === level);
  if (served === undefined)
    throw new ProtocolError(
      ReasonCode.unsupportedProtocolVersion,
      "MQTT-3.1.2-2",
      `protocol level ${level} of ${name}`,
    );
  return served;
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

/** Reads all of CONNACK. */
export function readConnack(r: ByteReader, version: MqttVersion): PropertiesOf<"connack"> {
  const flags = r.u8();
  if (flags & ~CONNACK_SESSION_PRESENT)
    throw malformed("MQTT-3.2.2-1", `CONNACK flags ${flags} with reserved bits`);
  const reasonCode = r.u8();
  if (version === 5) assertReasonCode("connack", reasonCode);
  else if (reasonCode > CONNACK_V3_CODE_MAX) throw malformed("MQTT-3.2.2.3", `return code ${reasonCode}`);
  if (reasonCode !== 0 && flags !== 0)
    throw protocolError("MQTT-3.2.2-6", "session present in a CONNACK that refuses");
  return version === 5 ? readProperties(r, "connack") : NO_PROPERTIES;
}
