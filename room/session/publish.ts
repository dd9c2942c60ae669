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
import { Drop, kindOfTopic } from "../metrics/kind.ts";
import { clientPublication } from "../pubsub/publication.ts";
import { publish } from "../state/room.ts";
import { type Answer, answered } from "../state/verdict.ts";
import type { Actor } from "./actor.ts";
import { enter } from "./entrance.ts";
import { onFrame } from "./frame.ts";
import { grantByHello, grantText, tellRoom } from "./grant.ts";
import { concernsOpenRoom, enterOpenRoom } from "./open-room.ts";
import { isAsSaid, NOT_TEXT } from "./payload-format.ts";
import { participantTopic } from "./rights.ts";
import { IncomingAliases } from "./topic-aliases.ts";

/**
 * `bytes` is the packet as it came. Throws ProtocolError for what ends a connection; everything else is answered in the
 * acknowledgement.
 */
export function onPublish(
  actor: Actor,
  received: PublishPacket,
  bytes: Uint8Array,
  nowMs: number,
  out: Effects,
): void {
  const { session } = actor;
  if (session === null) return;
  const packet = resolve(actor, received);
  const { packetId } = packet;
  const raw = bytes[0] === PLAINEST_PUBLISH && hasNone(received.properties) ? bytes : null;
  if (packetId === undefined) {
    route(actor, packet, raw, nowMs, out);
    return;
  }
  if (packet.qos === 1) {
    actor.acknowledging("puback", packetId, () => route(actor, packet, raw, nowMs, out));
    return;
  }
  const isNew = session.incoming.receive(packetId);
  actor.acknowledging("pubrec", packetId, () => {
    const answer = isNew ? route(actor, packet, raw, nowMs, out) : answered(ReasonCode.success);
    // Refused: the exchange ends here, without PUBREL (MQTT5 [MQTT-4.3.3-9]).
    if (answer.reasonCode >= ReasonCode.unspecifiedError) session.incoming.release(packetId);
    // That nobody heard it may be said here (MQTT5 3.5.2.1), and is left to PUBACK: there are those who take nothing but success.
    const isUnheard = answer.reasonCode === ReasonCode.noMatchingSubscribers;
    return isUnheard ? answered(ReasonCode.success) : answer;
  });
}

/** The packet under the name it means. */
function resolve(actor: Actor, packet: PublishPacket): PublishPacket {
  const { topicAlias } = packet.properties;
  if (topicAlias !== undefined || packet.topicName === "")
    actor.incomingAliases ??= new IncomingAliases(actor.limits.topicAliasMaximum);
  const topicName = actor.incomingAliases?.resolve(packet.topicName, topicAlias) ?? packet.topicName;
  const { topics } = actor.limits;
  if (!isTopicName(topicName, topics))
    throw new ProtocolError(
      ReasonCode.topicNameInvalid,
      "MQTT-3.3.2-2",
      `"${topicName.slice(0, 64)}" is not a topic name of at most ${topics.maxBytes} bytes and ${topics.levelsMax} levels`,
    );
  if (topicAlias === undefined) return packet;
  const { topicAlias: _, ...properties } = packet.properties;
  return { ...packet, topicName, properties };
}

/** `raw` is the packet as it came, when it may go on as it is. */
function route(
  actor: Actor,
  packet: PublishPacket,
  raw: Uint8Array | null,
  nowMs: number,
  out: Effects,
): Answer {
  const { topicName, payload } = packet;
  if (concernsOpenRoom(topicName)) enterOpenRoom(actor, nowMs, out);
  if (topicName === TOPIC_UP) return onUpTopic(actor, payload, nowMs, out);
  const { room, participant } = actor;
  if (room === null) return answered(ReasonCode.notAuthorized);
  const entrance = participantTopic(room.spec.room, topicName);
  if (entrance !== null && participant !== null) return enter(actor, entrance, payload, nowMs, out);
  if (actor.access !== "open" || topicName.startsWith("$")) {
    actor.metrics.dropped(kindOfTopic(topicName), Drop.notAuthorized);
    return answered(ReasonCode.notAuthorized, `nobody may publish to ${topicName} here`);
  }
  if (!isAsSaid(packet)) return refusedAsNoText(actor, packet);
  const publication = clientPublication(packet, actor.senderId, nowMs);
  return answered(publish(room, publication, raw === null ? null : { version: actor.version, packet: raw }));
}

/** At QoS 0 there is no acknowledgement that could say so: such a sender is told by its end. Throws ProtocolError then. */
function refusedAsNoText(actor: Actor, { topicName, qos }: PublishPacket): Answer {
  actor.metrics.dropped(kindOfTopic(topicName), Drop.invalid);
  if (qos > 0) return answered(ReasonCode.payloadFormatInvalid, NOT_TEXT);
  throw new ProtocolError(ReasonCode.payloadFormatInvalid, "MQTT-3.3.2.3.2", NOT_TEXT);
}

/** QoS 0, not retained, not repeated: without properties, an alias among them, such a packet is sent on as it came. */
const PLAINEST_PUBLISH = 0x30;

function hasNone(properties: object): boolean {
  for (const _ in properties) return false;
  return true;
}

/** `$x/u`: a hello, or a frame of whoever was granted the extension. SPEC [NEG-2], [CARRIER-1] */
function onUpTopic(actor: Actor, payload: Uint8Array, nowMs: number, out: Effects): Answer {
  const { room, participant } = actor;
  if (room === null || participant === null) return answered(ReasonCode.notAuthorized);
  if (payload[0] === HELLO_FIRST_BYTE) {
    // Leniently: a hello is ASCII, so what is ill-formed is none.
    const hello = parseHello(new TextDecoder().decode(payload));
    // [NEG-4]: what cannot be read is not answered.
    if (hello === null) return answered(ReasonCode.success);
    const isFirst = actor.extension === null;
    const missed = isFirst ? grantByHello(actor, hello, nowMs, out) : null;
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
    if (isFirst) tellRoom(actor, missed);
    return answered(ReasonCode.success);
  }
  if (actor.extension === null) return answered(ReasonCode.notAuthorized);
  onFrame(actor, payload, nowMs, out);
  return answered(ReasonCode.success);
}
