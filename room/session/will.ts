// A will: what a client left to be published when it is gone without a word (MQTT5 3.1.2.5). SPEC [MQTT-6]

import type { Will } from "../../shared/protocol/packet.ts";
import type { Effects } from "../effects.ts";
import { clientPublication } from "../pubsub/publication.ts";
import { unheardByOf } from "../state/blocks.ts";
import { banOf, isSilenced } from "../state/moderation-state.ts";
import { type Participant, publish, type Room } from "../state/room.ts";
import type { Actor } from "./actor.ts";
import { enter } from "./entrance.ts";
import { mayWill, participantTopic } from "./rights.ts";

/** Publishes it as its client would have, as far as that was allowed to. */
export function publishWill(actor: Actor, will: Will, nowMs: number, out: Effects): void {
  const { room, access } = actor;
  const { topicName, payload } = will;
  if (room === null || !mayWill(access, room.spec.room, topicName)) return;
  const entrance = participantTopic(room.spec.room, topicName);
  if (entrance !== null && actor.participant !== null) {
    if (banOf(room, actor.participant.member, nowMs) !== null) return;
    recall(room, actor.participant, nowMs);
    enter(actor, entrance, payload, nowMs, out);
    return;
  }
  if (access !== "open") return;
  const { willDelayInterval: _, ...properties } = will.properties;
  publish(room, clientPublication({ ...will, properties }, actor.senderId, nowMs));
}

/** A delayed will is spoken by somebody who is not here any more: what was decided about them since then counts. */
function recall(room: Room, participant: Participant, nowMs: number): void {
  const { user } = participant.member;
  participant.unheardBy = unheardByOf(room, user);
  participant.member = { ...participant.member, silenced: isSilenced(room.moderation, user, nowMs) };
}
