// The life of an MQTT session as a union of states, and which packets are legal in each. Pure: no clock, no socket.
// SPEC [MQTT-1], [MQTT-2]

import { assertFromClient } from "../../shared/protocol/from-client.ts";
import type { ConnectPacket, MqttVersion, Packet, Will } from "../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import { CONNECT_TIMEOUT_MS, keepAliveDeadlineMs } from "./keep-alive.ts";

export type SessionState =
  | { readonly name: "awaiting-connect"; readonly openedAtMs: number }
  /** CONNECT came, its ticket is being looked at. What follows it waits in the framer. */
  | { readonly name: "authenticating"; readonly connect: ConnectPacket; readonly openedAtMs: number }
  | {
      readonly name: "active";
      readonly keepAliveSeconds: number;
      readonly will: Will | null;
      lastHeardAtMs: number;
    }
  | { readonly name: "closed" };

/** Throws ProtocolError when this packet may not come in this state. */
export function assertLegal(state: SessionState, packet: Packet): void {
  const isConnect = packet.type === "connect";
  if (state.name === "awaiting-connect" && !isConnect)
    throw new ProtocolError(
      ReasonCode.protocolError,
      "MQTT-3.1.0-1",
      `the first packet is ${packet.type}, not CONNECT`,
    );
  if (state.name === "active" && isConnect)
    throw new ProtocolError(ReasonCode.protocolError, "MQTT-3.1.0-2", "a second CONNECT");
  assertFromClient(packet);
}

/** The version packets of this connection are read in; before CONNECT it does not matter. */
export function versionOf(connect: ConnectPacket): MqttVersion {
  return connect.protocolVersion === 5 ? 5 : 4;
}

/** When the session dies of silence, or null. */
export function nextDeadlineMs(state: SessionState): number | null {
  switch (state.name) {
    case "awaiting-connect":
    case "authenticating":
      return state.openedAtMs + CONNECT_TIMEOUT_MS;
    case "active":
      return keepAliveDeadlineMs(state.keepAliveSeconds, state.lastHeardAtMs);
    case "closed":
      return null;
  }
}
