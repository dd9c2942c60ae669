// What a CONNECT that could not be read is answered: the one case where the version of a connection is not known from its packets.
// Source: MQTT5 3.1.2.1, 3.1.2.2, 4.13.1, MQTT 3.1.1 3.1.2.2

import { ByteReader } from "./bytes.ts";
import { decodePacket, encodePacket, type MqttVersion } from "./packet.ts";
import { ProtocolError, ReasonCode, toConnackV3 } from "./reason-code.ts";

const TYPE_CONNECT = 1;
const PROTOCOL_NAMES: ReadonlySet<string> = new Set(["MQTT", "MQIsdp"]);
const LEVEL_V5 = 5;

/**
 * A whole CONNACK for a first packet that was refused with `error`, of which `bytes` is as much as came; null when there is nothing to
 * say: no CONNECT, no word of MQTT in it, or a 3.1.1 client's breach, which ends the connection without a word ([MQTT-3.1.4-1]). A
 * level that is not served is answered in the form of the version whose CONNECT it looks like ([MQTT-3.1.2-2] of either).
 */
export function answerRefusedConnect(bytes: Uint8Array, error: ProtocolError): Uint8Array | null {
  const level = levelOf(bytes);
  if (level === null) return null;
  const isVersion = error.reasonCode === ReasonCode.unsupportedProtocolVersion;
  const version: MqttVersion =
    level.value === LEVEL_V5 || (isVersion && isShapedAsV5(bytes, level.at)) ? 5 : 4;
  if (version === 4 && !isVersion) return null;
  const reasonCode = version === 5 ? error.reasonCode : toConnackV3(error.reasonCode);
  return encodePacket({ type: "connack", sessionPresent: false, reasonCode, properties: {} }, version);
}

/** Whether it would be a CONNECT of 5.0 if its level were 5. One of 3.1.1 is not: no list of properties follows its keep-alive. */
function isShapedAsV5(bytes: Uint8Array, levelAt: number): boolean {
  const asV5 = bytes.slice();
  asV5[levelAt] = LEVEL_V5;
  try {
    decodePacket(asV5, 5);
    return true;
  } catch (cause) {
    if (cause instanceof ProtocolError) return false;
    throw cause;
  }
}

function levelOf(bytes: Uint8Array): { readonly value: number; readonly at: number } | null {
  if (bytes[0] === undefined || bytes[0] >> 4 !== TYPE_CONNECT) return null;
  try {
    const r = new ByteReader(bytes, 1);
    r.mqttVarint();
    if (!PROTOCOL_NAMES.has(r.mqttString())) return null;
    const at = r.position;
    return { value: r.u8(), at };
  } catch (cause) {
    if (cause instanceof ProtocolError) return null;
    throw cause;
  }
}
