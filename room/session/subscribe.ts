// SUBSCRIBE and UNSUBSCRIBE: each filter answered for itself, then the retained messages and the newest poses it reaches.
// SPEC [MQTT-3], [MQTT-7], [MQTT-8], [LIMIT-2], [LIMIT-6], [TICKET-2], [PLAIN-2]

import type { QoS, SubscribePacket, Subscription, UnsubscribePacket } from "../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Effects } from "../effects.ts";
import { encodePublication } from "../pubsub/fanout.ts";
import { take } from "../state/budget.ts";
import { tellNewestPoses } from "../state/pose.ts";
import type { Room } from "../state/room.ts";
import { type Actor, SUBSCRIPTIONS_MAX } from "./actor.ts";
import { concernsOpenRoom, enterOpenRoom } from "./open-room.ts";
import { mayHear } from "./rights.ts";

const QOS_GRANTED_MAX = 1;
const SUBACK_V3_FAILURE = 0x80;

type Granted = { readonly subscription: Subscription; readonly qos: QoS; readonly isNew: boolean };

/** Throws ProtocolError for subscription identifiers. */
export function onSubscribe(actor: Actor, packet: SubscribePacket, nowMs: number, out: Effects): void {
  const { room } = actor;
  if (packet.properties.subscriptionIdentifier !== undefined)
    throw new ProtocolError(
      ReasonCode.subscriptionIdentifiersNotSupported,
      "MQTT-7",
      "subscription identifiers are not served",
    );
  if (room === null) return;
  if (packet.subscriptions.some((s) => concernsOpenRoom(s.topicFilter))) enterOpenRoom(actor, nowMs, out);
  // By filter: one that stands in the packet many times is sent its retained messages once.
  const granted = new Map<string, Granted>();
  const reasonCodes = packet.subscriptions.map((subscription) => {
    const refusal = refusalOf(actor, room, subscription, nowMs);
    if (refusal !== null) return actor.version === 5 ? refusal : SUBACK_V3_FAILURE;
    const qos = Math.min(subscription.qos, QOS_GRANTED_MAX) as QoS;
    const { noLocal, retainAsPublished, topicFilter } = subscription;
    const isNew = room.topics.add(topicFilter, actor, { qos, noLocal, retainAsPublished });
    actor.topicFilters.add(topicFilter);
    granted.set(topicFilter, { subscription, qos, isNew: isNew || granted.get(topicFilter)?.isNew === true });
    return qos;
  });
  actor.send({ type: "suback", packetId: packet.packetId, reasonCodes });
  for (const grant of granted.values()) {
    sendRetained(actor, room, grant);
    if (grant.isNew) tellNewestPoses(room, actor, grant.subscription.topicFilter);
  }
}

function refusalOf(
  actor: Actor,
  room: Room,
  { topicFilter }: Subscription,
  nowMs: number,
): ReasonCode | null {
  if (!take(actor.subscribeBudget, nowMs)) return ReasonCode.quotaExceeded;
  const reasonCode = mayHear(actor.access, room.spec.room, topicFilter);
  if (reasonCode !== ReasonCode.success) return reasonCode;
  const isMore = !actor.topicFilters.has(topicFilter);
  return isMore && actor.topicFilters.size >= SUBSCRIPTIONS_MAX ? ReasonCode.quotaExceeded : null;
}

function sendRetained(actor: Actor, room: Room, { subscription, qos, isNew }: Granted): void {
  const { retainHandling, topicFilter } = subscription;
  if (retainHandling === 2 || (retainHandling === 1 && !isNew)) return;
  for (const publication of room.retained.matching(topicFilter)) {
    if (Math.min(publication.qos, qos) > 0) actor.publishQos1(publication, true);
    else actor.queue(encodePublication(publication, actor, true));
  }
}

export function onUnsubscribe(actor: Actor, packet: UnsubscribePacket, nowMs: number): void {
  const reasonCodes = packet.topicFilters.map((filter) => {
    // UNSUBACK knows no 0x97 (MQTT5 3.11.3), and that of 3.1.1 cannot refuse at all: what it answers has to be so.
    if (!take(actor.subscribeBudget, nowMs) && actor.version === 5)
      return ReasonCode.implementationSpecificError;
    actor.topicFilters.delete(filter);
    const existed = actor.room?.topics.remove(filter, actor) ?? false;
    return existed ? ReasonCode.success : ReasonCode.noSubscriptionExisted;
  });
  actor.send({ type: "unsuback", packetId: packet.packetId, reasonCodes });
}
