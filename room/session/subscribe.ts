// SUBSCRIBE and UNSUBSCRIBE: each filter answered for itself, then the retained messages and the newest poses it reaches.
// SPEC [MQTT-3], [MQTT-7], [MQTT-8], [LIMIT-2], [LIMIT-6], [TICKET-2], [PLAIN-2]

import { uvarintSizeBytes } from "../../shared/protocol/bytes.ts";
import type { SubscribePacket, Subscription, UnsubscribePacket } from "../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import { parseSharedFilter } from "../../shared/protocol/topic.ts";
import type { Effects } from "../effects.ts";
import { isRetainedUnseen } from "../state/blocks.ts";
import { take } from "../state/budget.ts";
import { tellNewestPoses } from "../state/pose.ts";
import type { Room } from "../state/room.ts";
import type { Actor } from "./actor.ts";
import { concernsOpenRoom, enterOpenRoom } from "./open-room.ts";
import { mayHear } from "./rights.ts";

const SUBACK_V3_FAILURE = 0x80;
/** Of SUBACK and UNSUBACK of 5.0: a packet id, and no properties. */
const ANSWER_HEAD_BYTES = 3;

type Granted = {
  readonly subscription: Subscription;
  readonly identifier: number | null;
  readonly isNew: boolean;
};

/**
 * Throws ProtocolError(packetTooLarge) when the client does not take an answer of so many filters: one must be given ([MQTT-3.8.4-1],
 * [MQTT-3.10.4-4]), and none that is larger than it takes ([MQTT-3.1.2-24]).
 */
function assertAnswerable(actor: Actor, filterCount: number): void {
  const bodyBytes = ANSWER_HEAD_BYTES + filterCount;
  const answerBytes = 1 + uvarintSizeBytes(bodyBytes) + bodyBytes;
  if (answerBytes > actor.peerPacketMaxBytes)
    throw new ProtocolError(
      ReasonCode.packetTooLarge,
      "MQTT-3.1.2-24",
      `the answer to ${filterCount} filters has ${answerBytes} bytes, at most ${actor.peerPacketMaxBytes}`,
    );
}

/** Throws ProtocolError for No Local on a shared subscription, and as assertAnswerable does. */
export function onSubscribe(actor: Actor, packet: SubscribePacket, nowMs: number, out: Effects): void {
  const { room, session } = actor;
  if (room === null || session === null) return;
  assertAnswerable(actor, packet.subscriptions.length);
  const identifier = packet.properties.subscriptionIdentifier ?? null;
  if (packet.subscriptions.some((s) => concernsOpenRoom(s.topicFilter))) enterOpenRoom(actor, nowMs, out);
  const granted: Granted[] = [];
  const reasonCodes = packet.subscriptions.map((subscription) => {
    const { qos, noLocal, retainAsPublished, topicFilter } = subscription;
    if (noLocal && parseSharedFilter(topicFilter) !== null)
      throw new ProtocolError(ReasonCode.protocolError, "MQTT-3.8.3-4", "No Local on a shared subscription");
    const refusal = refusalOf(actor, room, subscription, nowMs);
    if (refusal !== null) return actor.version === 5 ? refusal : SUBACK_V3_FAILURE;
    const isNew = session.subscribe(topicFilter, { qos, noLocal, retainAsPublished, identifier });
    granted.push({ subscription, identifier, isNew });
    return qos;
  });
  if (granted.length > 0) session.takePlace();
  actor.send({ type: "suback", packetId: packet.packetId, reasonCodes });
  // As if each filter had come in a packet of its own ([MQTT-3.8.4-4]), as far as its client may have so much waiting.
  for (const grant of granted) {
    if (actor.isOverfull) return;
    // MQTT5 4.8.2: retained messages are not for share groups.
    if (parseSharedFilter(grant.subscription.topicFilter) !== null) continue;
    actor.sendAsked(() => sendRetained(actor, room, grant, nowMs));
    if (grant.isNew) tellNewestPoses(room, actor, grant.subscription.topicFilter);
  }
}

function refusalOf(
  actor: Actor,
  room: Room,
  { topicFilter }: Subscription,
  nowMs: number,
): ReasonCode | null {
  if (!take(actor.subscribeBudget(nowMs), nowMs)) return ReasonCode.quotaExceeded;
  const { deniedFilters, subscriptionsMax, topics } = actor.limits;
  if (deniedFilters.has(topicFilter)) return ReasonCode.unspecifiedError;
  const sid = actor.participant?.sid ?? null;
  const reasonCode = mayHear({ access: actor.access, roomId: room.spec.room, sid, topics }, topicFilter);
  if (reasonCode !== ReasonCode.success) return reasonCode;
  const { subscriptions } = actor.session ?? { subscriptions: new Map() };
  const isMore = !subscriptions.has(topicFilter);
  return isMore && subscriptions.size >= subscriptionsMax ? ReasonCode.quotaExceeded : null;
}

function sendRetained(actor: Actor, room: Room, granted: Granted, nowMs: number): void {
  const { subscription, identifier, isNew } = granted;
  const { retainHandling, topicFilter, qos, noLocal } = subscription;
  if (retainHandling === 2 || (retainHandling === 1 && !isNew)) return;
  const identifiers = identifier === null ? [] : [identifier];
  for (const publication of room.retained.matching(topicFilter, nowMs)) {
    if (noLocal && publication.senderId === actor.senderId) continue;
    if (isRetainedUnseen(room, publication.topicName, actor.id)) continue;
    const delivery = { qos: Math.min(publication.qos, qos) as 0 | 1 | 2, retain: true, identifiers };
    actor.session?.deliver(publication, delivery);
  }
}

/** Throws as assertAnswerable does. */
export function onUnsubscribe(actor: Actor, packet: UnsubscribePacket, nowMs: number): void {
  assertAnswerable(actor, packet.topicFilters.length);
  const reasonCodes = packet.topicFilters.map((filter) => {
    // UNSUBACK knows no 0x97 (MQTT5 3.11.3), and that of 3.1.1 cannot refuse at all: what it answers has to be so.
    if (!take(actor.subscribeBudget(nowMs), nowMs) && actor.version === 5)
      return ReasonCode.implementationSpecificError;
    const existed = actor.session?.unsubscribe(filter) ?? false;
    return existed ? ReasonCode.success : ReasonCode.noSubscriptionExisted;
  });
  if (reasonCodes.includes(ReasonCode.success)) actor.session?.takePlace();
  actor.send({ type: "unsuback", packetId: packet.packetId, reasonCodes });
}
