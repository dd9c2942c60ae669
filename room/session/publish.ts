// PUBLISH from a client: where it goes, and how it is acknowledged. A participant's topics are entrances to the room's state;
// on an open host any other topic is plain publish and subscribe. SPEC [TICKET-2], [PLAIN-1]…[PLAIN-3], [NEG-2]

import {
  formatHelloGrant,
  HELLO_FIRST_BYTE,
  parseHello,
  TOPIC_DOWN,
  TOPIC_UP,
} from "../../shared/protocol/ext/hello.ts";
import type { PublishPacket } from "../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import { isTopicName } from "../../shared/protocol/topic.ts";
import type { Effects } from "../effects.ts";
import { welcome } from "../state/presence.ts";
import { publish } from "../state/room.ts";
import type { Actor } from "./actor.ts";
import { grantExtension, grantText } from "./connect.ts";
import { enter } from "./entrance.ts";
import { onFrame } from "./frame.ts";
import { concernsOpenRoom, enterOpenRoom } from "./open-room.ts";
import { participantTopic } from "./rights.ts";

/** Throws ProtocolError for what ends a connection; everything else is answered in the acknowledgement. */
export function onPublish(actor: Actor, packet: PublishPacket, nowMs: number, out: Effects): void {
  if (packet.properties.topicAlias !== undefined)
    throw new ProtocolError(ReasonCode.topicAliasInvalid, "MQTT-7", "topic aliases are not served");
  if (packet.properties.subscriptionIdentifiers !== undefined)
    throw new ProtocolError(
      ReasonCode.protocolError,
      "MQTT-3.3.4-6",
      "a subscription identifier from a client",
    );
  if (!isTopicName(packet.topicName))
    throw new ProtocolError(
      ReasonCode.topicNameInvalid,
      "MQTT-3.3.2-2",
      `"${packet.topicName.slice(0, 64)}" is not a topic name of at most 256 bytes and 16 levels`,
    );
  const { packetId } = packet;
  if (packet.qos === 2 && packetId !== undefined) {
    const isNew = actor.incoming.receive(packetId);
    const reasonCode = isNew ? route(actor, packet, nowMs, out) : ReasonCode.success;
    // Refused: the exchange ends here, without PUBREL (MQTT5 [MQTT-4.3.3-9]).
    if (reasonCode >= ReasonCode.unspecifiedError) actor.incoming.release(packetId);
    actor.send({ type: "pubrec", packetId, reasonCode });
    return;
  }
  const reasonCode = route(actor, packet, nowMs, out);
  if (packetId !== undefined) actor.send({ type: "puback", packetId, reasonCode });
}

function route(actor: Actor, packet: PublishPacket, nowMs: number, out: Effects): ReasonCode {
  if (concernsOpenRoom(packet.topicName)) enterOpenRoom(actor, nowMs, out);
  if (packet.topicName === TOPIC_UP) return onUpTopic(actor, packet.payload, nowMs, out);
  const { room, participant } = actor;
  if (room === null) return ReasonCode.notAuthorized;
  const entrance = participantTopic(room.spec.room, packet.topicName);
  if (entrance !== null && participant !== null) return enter(actor, entrance, packet.payload, nowMs, out);
  if (actor.access !== "open" || packet.topicName.startsWith("$")) return ReasonCode.notAuthorized;
  const kept = publish(room, { ...packet, senderId: actor.id, unheardBy: null });
  return kept ? ReasonCode.success : ReasonCode.quotaExceeded;
}

/** `$x/u`: a hello, or a frame of whoever was granted the extension. SPEC [NEG-2], [CARRIER-1] */
function onUpTopic(actor: Actor, payload: Uint8Array, nowMs: number, out: Effects): ReasonCode {
  const { room, participant } = actor;
  if (room === null || participant === null) return ReasonCode.notAuthorized;
  if (payload[0] === HELLO_FIRST_BYTE) {
    // Leniently: a hello is ASCII, so what is ill-formed is none.
    const hello = parseHello(new TextDecoder().decode(payload));
    // [NEG-4]: what cannot be read is not answered.
    if (hello === null) return ReasonCode.success;
    const isFirst = actor.extension === null;
    grantExtension(actor, hello.capabilities);
    const text = formatHelloGrant(grantText(actor), hello.nonce);
    actor.send({
      type: "publish",
      topicName: TOPIC_DOWN,
      payload: new TextEncoder().encode(text),
      qos: 0,
      retain: false,
      dup: false,
      properties: {},
    });
    if (isFirst) welcome(room, participant);
    return ReasonCode.success;
  }
  if (actor.extension === null) return ReasonCode.notAuthorized;
  onFrame(actor, payload, nowMs, out);
  return ReasonCode.success;
}
