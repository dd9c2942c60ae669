// The strict reading of every control packet but the acknowledgements, on the raw bytes: what the standard calls malformed or a
// protocol error and mqtt-packet lets pass. Answers the property lists it reads on its way, as the library loses the order of
// user properties; the rest of a packet, but for CONNECT, is the library's. Source: MQTT5 1.5, 2, 3, MQTT 3.1.1 2, 3

import type { ByteReader } from "./bytes.ts";
import { assertHeaderFlags, bodyOf } from "./fixed-header.ts";
import type { ConnectPacket, MqttVersion } from "./packet.ts";
import { assertReasonCode } from "./packet-reason-codes.ts";
import { type AnyProperties, NO_PROPERTIES, type PropertiesOf, readProperties } from "./properties.ts";
import { malformed, protocolError } from "./reason-code.ts";
import { readConnack, readConnect } from "./well-formed-connect.ts";
import { readSuback, readSubscribe, readUnsuback, readUnsubscribe } from "./well-formed-subscribe.ts";

/**
 * Passes a whole packet that is all the standard wants of it, and answers its properties, empty where it has none; of CONNECT the
 * packet itself.
 * Throws: ProtocolError(malformedPacket), (protocolError) or (unsupportedProtocolVersion), as the standard says of each breach.
 */
export function readStrictly(bytes: Uint8Array, version: MqttVersion): ConnectPacket | AnyProperties {
  assertHeaderFlags(bytes);
  const r = bodyOf(bytes);
  const read = readByType((bytes[0] ?? 0) >> 4, r, version);
  if (r.remaining > 0) throw malformed("MQTT-4.13.1-1", `${r.remaining} bytes behind the end of the packet`);
  return read;
}

function readByType(type: number, r: ByteReader, version: MqttVersion): ConnectPacket | AnyProperties {
  switch (type) {
    case 1:
      return readConnect(r);
    case 2:
      return readConnack(r, version);
    case 8:
      return readSubscribe(r, version);
    case 9:
      return readSuback(r, version);
    case 10:
      return readUnsubscribe(r, version);
    case 11:
      return readUnsuback(r, version);
    case 14:
      return readDisconnect(r, version);
    case 15:
      return readAuth(r, version);
    // PINGREQ and PINGRESP have nothing to read.
    default:
      return NO_PROPERTIES;
  }
}

/** The reason code may be left out with what follows it, and the properties behind it (MQTT5 3.14.2.1, 3.14.2.2.1). */
function readDisconnect(r: ByteReader, version: MqttVersion): PropertiesOf<"disconnect"> {
  if (version !== 5 || r.remaining === 0) return NO_PROPERTIES;
  assertReasonCode("disconnect", r.u8());
  return r.remaining === 0 ? NO_PROPERTIES : readProperties(r, "disconnect");
}

/** Both may be left out of a success; its method may not be left out of anything else (MQTT5 3.15.2.1, 3.15.2.2.2). */
function readAuth(r: ByteReader, version: MqttVersion): PropertiesOf<"auth"> {
  if (version !== 5) throw malformed("MQTT-2.2.1", "packet type 15 is reserved in MQTT 3.1.1");
  if (r.remaining === 0) return NO_PROPERTIES;
  assertReasonCode("auth", r.u8());
  const properties = r.remaining === 0 ? NO_PROPERTIES : readProperties(r, "auth");
  if (properties.authenticationMethod === undefined)
    throw protocolError("MQTT-3.15.2.2.2", "AUTH without its method");
  return properties;
}
