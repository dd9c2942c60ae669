// SUBSCRIBE and UNSUBSCRIBE: each filter answered for itself, then the retained messages it reaches. SPEC [MQTT-3], [MQTT-7],
// [MQTT-8], [LIMIT-2], [TICKET-2]

import type { QoS, SubscribePacket, Subscription, UnsubscribePacket } from "../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Effects } from "../effects.ts";
import { encodePublication } from "../pubsub/fanout.ts";
import type { Room } from "../state/room.ts";
import { type Actor, SUBSCRIPTIONS_MAX } from "./actor.ts";
import { concernsOpenRoom, enterOpenRoom } from "./open-room.ts";
import { mayHear } from "./rights.ts";

const QOS_GRANTED_MAX = 1;
const SUBACK_V3_FAILURE = 0x80;

type Granted = { readonly subscription: Subscription; readonly qos: QoS; readonly isNew: boolean };

/** Throws ProtocolError for subscription identifiers and for a packet without a filter. */
export function onSubscribe(actor: Actor, packet: SubscribePacket, nowMs: number, out: Effects): void {
  const { room } = actor;
  if (packet.properties.subscriptionIdentifier !== undefined)
    throw new ProtocolError(
      ReasonCode.subscriptionIdentifiersNotSupported,
      "MQTT-7",
      "subscription identifiers are not served",
    );
  if (packet.subscriptions.length === 0)
    throw new ProtocolError(ReasonCode.protocolError, "MQTT-3.8.3-2", "SUBSCRIBE without a filter");
  if (room === null) return;
  if (packet.subscriptions.some((s) => concernsOpenRoom(s.topicFilter))) enterOpenRoom(actor, nowMs, out);
  const granted: Granted[] = [];
  const reasonCodes = packet.subscriptions.map((subscription) => {
    const refusal = refusalOf(actor, room, subscription);
    if (refusal !== null) return actor.version === 5 ? refusal : SUBACK_V3_FAILURE;
    const qos = Math.min(subscription.qos, QOS_GRANTED_MAX) as QoS;
    const { noLocal, retainAsPublished, topicFilter } = subscription;
    const isNew = room.topics.add(topicFilter, actor, { qos, noLocal, retainAsPublished });
    actor.topicFilters.add(topicFilter);
    granted.push({ subscription, qos, isNew });
    return qos;
  });
  actor.send({ type: "suback", packetId: packet.packetId, reasonCodes });
  for (const grant of granted) sendRetained(actor, room, grant);
}

function refusalOf(actor: Actor, room: Room, { topicFilter }: Subscription): ReasonCode | null {
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

export function onUnsubscribe(actor: Actor, packet: UnsubscribePacket): void {
  const reasonCodes = packet.topicFilters.map((filter) => {
    actor.topicFilters.delete(filter);
    const existed = actor.room?.topics.remove(filter, actor) ?? false;
    return existed ? ReasonCode.success : ReasonCode.noSubscriptionExisted;
  });
  actor.send({ type: "unsuback", packetId: packet.packetId, reasonCodes });
}
