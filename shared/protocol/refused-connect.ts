// What a CONNECT that could not be read is answered: the one case where the version of a connection is not known from its packets.
// Source: MQTT5 3.1.2.1, 3.1.2.2, 4.13.1, MQTT 3.1.1 3.1.2.2

import { ByteReader } from "./bytes.ts";
import { encodePacket, type MqttVersion } from "./packet.ts";
import { ProtocolError, ReasonCode, toConnackV3 } from "./reason-code.ts";
import { readBehindLevel } from "./well-formed-connect.ts";

const TYPE_CONNECT = 1;
const PROTOCOL_NAMES: ReadonlySet<string> = new Set(["MQTT", "MQIsdp"]);
const LEVEL_V5 = 5;

/**
 * A whole CONNACK for a first packet that decoding refused with `error`, or null when there is nothing to say: no CONNECT, no
 * word of MQTT in it, or a 3.1.1 client's breach, which ends the connection without a word ([MQTT-3.1.4-1]). A level that is
 * not served is answered in the form its client can read: that of 5.0 when the packet is written like one of 5.0, which may be
 * answered, else that of 3.1.1, which must be ([MQTT-3.1.2-2] of either).
 */
export function answerRefusedConnect(bytes: Uint8Array, error: ProtocolError): Uint8Array | null {
  const connect = openConnect(bytes);
  if (connect === null) return null;
  const isVersion = error.reasonCode === ReasonCode.unsupportedProtocolVersion;
  const version: MqttVersion =
    connect.level === LEVEL_V5 || (isVersion && isWrittenLikeV5(connect.rest)) ? 5 : 4;
  if (version === 4 && !isVersion) return null;
  const reasonCode = version === 5 ? error.reasonCode : toConnackV3(error.reasonCode);
  return encodePacket({ type: "connack", sessionPresent: false, reasonCode, properties: {} }, version);
}

/** The protocol level of a CONNECT of MQTT and what follows it, or null when it is none. */
function openConnect(bytes: Uint8Array): { readonly level: number; readonly rest: ByteReader } | null {
  if (bytes[0] === undefined || bytes[0] >> 4 !== TYPE_CONNECT) return null;
  return tolerantly(() => {
    const rest = new ByteReader(bytes, 1);
    rest.mqttVarint();
    return PROTOCOL_NAMES.has(rest.mqttString()) ? { level: rest.u8(), rest } : null;
  });
}

/** Nothing of 3.1.1 is: what is a client id's length there is the length of properties and part of a length here. */
function isWrittenLikeV5(rest: ByteReader): boolean {
  return tolerantly(() => readBehindLevel(rest, LEVEL_V5)) !== null && rest.remaining === 0;
}

/** Null for what cannot be read. */
function tolerantly<T>(read: () => T): T | null {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof ProtocolError) return null;
    throw cause;
  }
}
