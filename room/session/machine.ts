// The life of an MQTT session as a union of states, and which packets are legal in each. Pure: no clock, no socket.
// SPEC [MQTT-1], [MQTT-2]

import { assertBegunByClient, assertFromClient } from "../../shared/protocol/from-client.ts";
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

const TYPE_CONNECT = 1;

/** Throws ProtocolError when this packet may not come in this state. */
export function assertLegal(state: SessionState, packet: Packet): void {
  const isConnect = packet.type === "connect";
  if (state.name === "awaiting-connect") assertOpens(isConnect);
  else if (state.name === "active" && isConnect)
    throw new ProtocolError(ReasonCode.protocolError, "MQTT-3.1.0-2", "a second CONNECT");
  assertFromClient(packet);
}

/**
 * Throws ProtocolError when a packet that begins like this may not come in this state, however it ends: what is not MQTT seldom has as
 * much as its length says, and whoever sent it would wait for an answer. The end of a CONNECT is waited for whatever its flags: its
 * level says how it is refused.
 */
export function assertMayBegin(state: SessionState, begun: Uint8Array): void {
  if (state.name === "awaiting-connect") assertOpens((begun[0] ?? 0) >> 4 === TYPE_CONNECT);
  else if (state.name === "active") assertBegunByClient(begun);
}

function assertOpens(isConnect: boolean): void {
  if (!isConnect)
    throw new ProtocolError(ReasonCode.protocolError, "MQTT-3.1.0-1", "the first packet is not CONNECT");
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
