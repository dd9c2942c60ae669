// One packet into one session: the switch, and the packets that need no more than a line. Source: MQTT5 chapter 3.

import type { DisconnectPacket, Packet } from "../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Effects } from "../effects.ts";
import { hearWhileAway } from "../state/blocks.ts";
import { leave } from "../state/presence.ts";
import { closeFeed } from "../state/stage/feed.ts";
import { acknowledge } from "./acknowledge.ts";
import type { Actor } from "./actor.ts";
import { onConnect } from "./connect.ts";
import { onFrame } from "./frame.ts";
import { type Fate, RESUME_WINDOW_MS } from "./held-places.ts";
import { assertLegal } from "./machine.ts";
import { onPublish } from "./publish.ts";
import { onSubscribe, onUnsubscribe } from "./subscribe.ts";
import { publishWill } from "./will.ts";

/**
 * Advances one session by one packet; `bytes` is the packet as it came. Throws ProtocolError when the peer broke a rule: the
 * caller closes.
 */
export function receive(actor: Actor, packet: Packet, bytes: Uint8Array, nowMs: number, out: Effects): void {
  assertLegal(actor.state, packet);
  if (actor.state.name === "active") actor.state.lastHeardAtMs = nowMs;
  switch (packet.type) {
    case "connect":
      return onConnect(actor, packet, out);
    case "frame":
      if (actor.extension?.carrier !== "type0")
        throw new ProtocolError(ReasonCode.protocolError, "CARRIER-3", "packet type 0 was not granted");
      return onFrame(actor, packet.body, nowMs, out);
    case "publish":
      return onPublish(actor, packet, bytes, nowMs, out);
    case "subscribe":
      return onSubscribe(actor, packet, nowMs, out);
    case "unsubscribe":
      return onUnsubscribe(actor, packet, nowMs);
    case "pingreq":
      return actor.send({ type: "pingresp" });
    case "puback":
    case "pubrec":
    case "pubrel":
    case "pubcomp":
      return acknowledge(actor, packet, nowMs);
    case "disconnect":
      return onDisconnect(actor, packet, nowMs, out);
    case "auth":
      throw new ProtocolError(
        ReasonCode.protocolError,
        "MQTT-4.12.0-1",
        "AUTH without its method in CONNECT",
      );
    // A client's are refused before they are read.
    case "connack":
    case "suback":
    case "unsuback":
    case "pingresp":
      return;
  }
}

/** Goes, in good order without its will; and may say anew how long its session is kept. */
function onDisconnect(actor: Actor, packet: DisconnectPacket, nowMs: number, out: Effects): void {
  const { session } = actor;
  const { sessionExpiryInterval } = packet.properties;
  if (session !== null && sessionExpiryInterval !== undefined) {
    if (session.expirySeconds === 0 && sessionExpiryInterval > 0)
      throw new ProtocolError(
        ReasonCode.protocolError,
        "MQTT-3.14.2-2",
        "a session expiry in DISCONNECT where CONNECT had none",
      );
    session.expirySeconds = Math.min(sessionExpiryInterval, actor.limits.sessionExpiryMaxSeconds);
  }
  // MQTT5 [MQTT-3.14.4-3]: 0x00 alone takes it back: whoever leaves because of an error has not said goodbye.
  const withWill = packet.reasonCode !== ReasonCode.success;
  end(actor, { withWill, fate: "leaves", nowMs, out });
}

/**
 * Ends a connection once: leaves its session to itself, publishes its will unless it left in good order or the will has a delay, and
 * leaves the room. Who is waited for leaves, and is gone for its will, when nobody came back. SPEC [MQTT-4], [MQTT-6],
 * [PRES-2], [RESUME-3]
 */
export function end(
  actor: Actor,
  options: { readonly withWill: boolean; readonly fate: Fate; readonly nowMs: number; readonly out: Effects },
): void {
  const { state, room, participant, session, place } = actor;
  const { nowMs, out } = options;
  if (state.name === "closed") return;
  actor.state = { name: "closed" };
  if (room === null || session === null) return;
  if (actor.feed !== null) closeFeed(room, actor.feed);
  const will = state.name === "active" && options.withWill ? state.will : null;
  const delayMs = Math.min(will?.properties.willDelayInterval ?? 0, session.expirySeconds) * 1000;
  const isAwaited = place !== null && options.fate === "is-awaited";
  const isDelayed = will !== null && delayMs > (isAwaited ? RESUME_WINDOW_MS : 0);
  const undelayed = isDelayed ? null : will;
  // Before the will goes out, which may come to this very session: it is kept for who is away, not sent to who is gone.
  const delayed = isDelayed ? { will, actor, dueAtMs: nowMs + delayMs } : null;
  actor.sessions.leave(actor, delayed, nowMs, out);
  if (isAwaited) actor.places.park(place, undelayed, nowMs, out);
  else {
    if (place !== null) actor.places.forget(place);
    if (undelayed !== null) publishWill(actor, undelayed, nowMs, out);
    if (participant !== null) leave(room, participant, nowMs, out);
  }
  const endsAtMs = nowMs + session.expirySeconds * 1000;
  // Of a connection whose participant came back by another one, the session goes on hearing all the same.
  const user = participant?.member.user ?? session.user;
  if (user !== null && endsAtMs > nowMs) hearWhileAway(room, user, { id: session.id, endsAtMs }, nowMs);
}
