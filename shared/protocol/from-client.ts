// What a server never hears from a client that keeps to the standard: packets and reason codes that are the server's to send.
// Source: MQTT5 2.1.2, 3.3.4, 3.14.2.1, 3.15.2.1

import { assertHeaderFlags } from "./fixed-header.ts";
import { decodePacket, type MqttVersion, type Packet } from "./packet.ts";
import { assertPublishFlags } from "./publish.ts";
import { protocolError, ReasonCode } from "./reason-code.ts";

/** Carrier X, which has flags of its own (frame.ts). */
const TYPE_FRAME = 0;
const TYPE_PUBLISH = 3;
/** By packet type. */
const FROM_SERVER_ONLY: ReadonlyMap<number, string> = new Map([
  [2, "CONNACK"],
  [9, "SUBACK"],
  [11, "UNSUBACK"],
  [13, "PINGRESP"],
]);
/** What table 3-10 lets a client say. */
const DISCONNECT_CODES: ReadonlySet<number> = new Set([
  0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99,
]);

/**
 * Decodes one whole packet of a client. Throws ProtocolError(protocolError) for one that only a server sends, whatever is in it, and
 * what decodePacket throws.
 */
export function decodeFromClient(bytes: Uint8Array, version: MqttVersion): Packet {
  assertNotServers(bytes);
  return decodePacket(bytes, version);
}

/**
 * Looks at a packet of a client whose end is still to come. Throws ProtocolError for a type and for flags that no end makes right, the
 * same as decodeFromClient does for the whole of it.
 */
export function assertBegunByClient(begun: Uint8Array): void {
  assertNotServers(begun);
  const first = begun[0] ?? 0;
  const type = first >> 4;
  if (type === TYPE_PUBLISH) assertPublishFlags(first);
  else if (type !== TYPE_FRAME) assertHeaderFlags(begun);
}

function assertNotServers(bytes: Uint8Array): void {
  const name = FROM_SERVER_ONLY.get((bytes[0] ?? 0) >> 4);
  if (name !== undefined) throw protocolError("MQTT-2.1.2", `a client sent ${name}`);
}

/** Throws ProtocolError(protocolError) for a packet that has in it what only a server says. */
export function assertFromClient(packet: Packet): void {
  switch (packet.type) {
    case "publish":
      if (packet.properties.subscriptionIdentifiers !== undefined)
        throw protocolError("MQTT-3.3.4-6", "a subscription identifier from a client");
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
