// One packet into one session: the switch, and the packets that need no more than a line. Source: MQTT5 chapter 3.

import type { Packet } from "../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Effects } from "../effects.ts";
import { leave } from "../state/presence.ts";
import { publish } from "../state/room.ts";
import type { Actor } from "./actor.ts";
import { onConnect } from "./connect.ts";
import { onFrame } from "./frame.ts";
import { assertLegal } from "./machine.ts";
import { onPublish } from "./publish.ts";
import { onSubscribe, onUnsubscribe } from "./subscribe.ts";

/** Advances one session by one packet. Throws ProtocolError when the peer broke a rule: the caller closes. */
export function receive(actor: Actor, packet: Packet, nowMs: number, out: Effects): void {
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
      return onPublish(actor, packet, nowMs, out);
    case "subscribe":
      return onSubscribe(actor, packet, nowMs, out);
    case "unsubscribe":
      return onUnsubscribe(actor, packet, nowMs);
    case "pingreq":
      return actor.send({ type: "pingresp" });
    case "puback": {
      const next = actor.outgoing.acknowledge(packet.packetId);
      if (next !== null) actor.queue(next);
      return;
    }
    case "pubrel": {
      const known = actor.incoming.release(packet.packetId);
      const reasonCode = known ? ReasonCode.success : ReasonCode.packetIdentifierNotFound;
      return actor.send({ type: "pubcomp", packetId: packet.packetId, reasonCode });
    }
    case "disconnect":
      return end(actor, { withWill: packet.reasonCode === ReasonCode.disconnectWithWill, nowMs, out });
    case "auth":
      throw new ProtocolError(
        ReasonCode.protocolError,
        "MQTT-4.12.0-1",
        "AUTH without its method in CONNECT",
      );
    case "pubrec":
    case "pubcomp":
      // We never publish at QoS 2, so there is nothing these could answer (SPEC [MQTT-3]).
      throw new ProtocolError(ReasonCode.protocolError, "MQTT-3", `${packet.type} for nothing we sent`);
    case "connack":
    case "suback":
    case "unsuback":
    case "pingresp":
      return;
  }
}

/**
 * Ends a session once: publishes its will unless it left in good order, gives up its subscriptions, leaves the room.
 * SPEC [MQTT-6], [PRES-2]
 */
export function end(
  actor: Actor,
  options: { readonly withWill: boolean; readonly nowMs: number; readonly out: Effects },
): void {
  const { state, room, participant } = actor;
  if (state.name === "closed") return;
  actor.state = { name: "closed" };
  if (room === null) return;
  for (const filter of actor.topicFilters) room.topics.remove(filter, actor);
  if (state.name === "active" && state.will !== null && options.withWill) {
    const { topicName, payload, qos, retain, properties } = state.will;
    if (actor.access === "participant")
      onPublish(
        actor,
        { type: "publish", topicName, payload, qos: 0, retain, dup: false, properties: {} },
        options.nowMs,
        options.out,
      );
    else {
      const { willDelayInterval: _, ...rest } = properties;
      publish(room, {
        topicName,
        payload,
        qos,
        retain,
        properties: rest,
        senderId: actor.id,
        unheardBy: null,
      });
    }
  }
  if (participant !== null) leave(room, participant, options.nowMs, options.out);
}
