// PUBLISH from a client: where it goes, and how it is acknowledged. A participant's topics are entrances to the room's state;
// on an open host any other topic is plain publish and subscribe. SPEC [TICKET-2], [PLAIN-1]…[PLAIN-3], [NEG-2]

import { parsePlainChat } from "../../shared/protocol/ext/chat.ts";
import {
  formatHelloGrant,
  HELLO_FIRST_BYTE,
  parseHello,
  TOPIC_DOWN,
  TOPIC_UP,
} from "../../shared/protocol/ext/hello.ts";
import { parseJson } from "../../shared/protocol/ext/json.ts";
import { meSchema } from "../../shared/protocol/ext/me.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { checkPoseBlock } from "../../shared/protocol/ext/pose.ts";
import type { PublishPacket } from "../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import { isTopicName } from "../../shared/protocol/topic.ts";
import type { Effects } from "../effects.ts";
import { applyChat } from "../state/chat.ts";
import { applyMe } from "../state/me.ts";
import { applyPose } from "../state/pose.ts";
import { welcome } from "../state/presence.ts";
import { publish } from "../state/room.ts";
import type { Verdict } from "../state/verdict.ts";
import type { Actor } from "./actor.ts";
import { grantExtension, grantText } from "./connect.ts";
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
  if (entrance !== null && participant !== null)
    return answer(actor, () => enter(actor, entrance, packet.payload, nowMs, out));
  if (actor.access !== "open" || packet.topicName.startsWith("$")) return ReasonCode.notAuthorized;
  const kept = publish(room, { ...packet, senderId: actor.id });
  return kept ? ReasonCode.success : ReasonCode.quotaExceeded;
}

function enter(
  actor: Actor,
  entrance: "pose" | "chat" | "me",
  payload: Uint8Array,
  nowMs: number,
  out: Effects,
): Verdict {
  const { room, participant } = actor;
  if (room === null || participant === null) return null;
  switch (entrance) {
    case "pose":
      checkPoseBlock(payload);
      return applyPose(room, participant, payload, nowMs);
    case "chat":
      return applyChat(room, participant, parsePlainChat(payload), nowMs);
    case "me":
      return applyMe(room, participant, parseJson(meSchema, payload, "ME-1"), nowMs, out);
  }
}

/** A payload that is not what its topic wants is answered, never a reason to hang up. SPEC [POSE-3] */
function answer(actor: Actor, run: () => Verdict): ReasonCode {
  try {
    const refusal = run();
    if (refusal === null) return ReasonCode.success;
    actor.notice(refusal);
    return refusal.reasonCode;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const reasonCode = ReasonCode.payloadFormatInvalid;
    actor.notice({ reasonCode, notice: NoticeCode.payloadInvalid, message: error.message });
    return reasonCode;
  }
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
