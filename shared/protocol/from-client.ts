// What a server never hears from a client that keeps to the standard, though the packet itself is well-formed: packets and reason
// codes that are the server's to send. Source: MQTT5 2.1.2, 3.3.4, 3.4.2.1, 3.14.2.1, 3.15.2.1

import type { Packet } from "./packet.ts";
import { protocolError, ReasonCode } from "./reason-code.ts";

const FROM_SERVER_ONLY: ReadonlySet<Packet["type"]> = new Set(["connack", "suback", "unsuback", "pingresp"]);
/** What table 3-10 lets a client say. */
const DISCONNECT_CODES: ReadonlySet<number> = new Set([
  0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99,
]);

/** Throws ProtocolError(protocolError) for a packet only a server sends, as a whole or with what is in it. */
export function assertFromClient(packet: Packet): void {
  if (FROM_SERVER_ONLY.has(packet.type)) throw protocolError("MQTT-2.1.2", `a client sent ${packet.type}`);
  switch (packet.type) {
    case "publish":
      if (packet.properties.subscriptionIdentifiers !== undefined)
        throw protocolError("MQTT-3.3.4-6", "a subscription identifier from a client");
      return;
    case "puback":
    case "pubrec":
      if (packet.reasonCode === ReasonCode.noMatchingSubscribers)
        throw protocolError("MQTT-3.4.2.1", "a client said who has no subscribers");
      return;
    case "disconnect":
      if (!DISCONNECT_CODES.has(packet.reasonCode))
        throw protocolError("MQTT-3.14.2.1", `a client left with reason code ${packet.reasonCode}`);
      return;
    case "auth":
      if (packet.reasonCode === ReasonCode.success)
        throw protocolError("MQTT-3.15.2.1", "a client said that it is authenticated");
      return;
  }
}
