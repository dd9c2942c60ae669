// What a CONNECT that could not be read is answered: the one case where the version of a connection is not known from its packets.
// Source: MQTT5 3.1.2.1, 3.1.2.2, 4.13.1, MQTT 3.1.1 3.1.2.2

import { ByteReader } from "./bytes.ts";
import { encodePacket, type MqttVersion } from "./packet.ts";
import { ProtocolError, ReasonCode, toConnackV3 } from "./reason-code.ts";

const TYPE_CONNECT = 1;
const PROTOCOL_NAMES: ReadonlySet<string> = new Set(["MQTT", "MQIsdp"]);
/** The levels of 3.1 and 3.1.1: whoever names one of them reads a CONNACK of that form. */
const LEVELS_V3: ReadonlySet<number> = new Set([3, 4]);

/**
 * A whole CONNACK for a first packet that decoding refused with `error`, or null when there is nothing to say: no CONNECT, no
 * word of MQTT in it, or a 3.1.1 client's breach, which ends the connection without a word ([MQTT-3.1.4-1]).
 */
export function answerRefusedConnect(bytes: Uint8Array, error: ProtocolError): Uint8Array | null {
  const level = levelOf(bytes);
  if (level === null) return null;
  const isVersion = error.reasonCode === ReasonCode.unsupportedProtocolVersion;
  const version: MqttVersion = LEVELS_V3.has(level) ? 4 : 5;
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
