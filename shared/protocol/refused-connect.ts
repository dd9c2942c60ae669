// What a CONNECT that could not be read is answered: the one case where the version of a connection is not known from its packets.
// Source: MQTT5 3.1.2.1, 3.1.2.2, 4.13.1, MQTT 3.1.1 3.1.2.2

import { ByteReader } from "./bytes.ts";
import { encodePacket, type MqttVersion } from "./packet.ts";
import { ProtocolError, ReasonCode, toConnackV3 } from "./reason-code.ts";

const TYPE_CONNECT = 1;
const PROTOCOL_NAMES: ReadonlySet<string> = new Set(["MQTT", "MQIsdp"]);
const LEVEL_V5 = 5;

/**
 * A whole CONNACK for a first packet that decoding refused with `error`, or null when there is nothing to say: no CONNECT, no
 * word of MQTT in it, or a 3.1.1 client's breach, which ends the connection without a word ([MQTT-3.1.4-1]). A level that is
 * not served is answered in the form of 3.1.1, which must answer it, while 5.0 may ([MQTT-3.1.2-2] of either).
 */
export function answerRefusedConnect(bytes: Uint8Array, error: ProtocolError): Uint8Array | null {
  const level = levelOf(bytes);
  if (level === null) return null;
  const isVersion = error.reasonCode === ReasonCode.unsupportedProtocolVersion;
  const version: MqttVersion = level === LEVEL_V5 ? 5 : 4;
  if (version === 4 && !isVersion) return null;
  const reasonCode = version === 5 ? error.reasonCode : toConnackV3(error.reasonCode);
  return encodePacket({ type: "connack", sessionPresent: false, reasonCode, properties: {} }, version);
}

function levelOf(bytes: Uint8Array): number | null {
  if (bytes[0] === undefined || bytes[0] >> 4 !== TYPE_CONNECT) return null;
  try {
    const r = new ByteReader(bytes, 1);
    r.mqttVarint();
    return PROTOCOL_NAMES.has(r.mqttString()) ? r.u8() : null;
  } catch (cause) {
    if (cause instanceof ProtocolError) return null;
    throw cause;
  }
}
