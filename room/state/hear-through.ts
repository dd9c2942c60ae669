// A participant now hears through another subscriber: its new connection, or what stands in for one while it is away. Every
// concern that knows subscribers has its line here. SPEC [RESUME-2]

import { Capability } from "../../shared/protocol/ext/hello.ts";
import { newPoseListener } from "../interest/listener.ts";
import type { Subscriber } from "../pubsub/subscriber.ts";
import { enterBlocks } from "./blocks.ts";
import type { Participant, Room } from "./room.ts";
import { moveVoice } from "./voice-state.ts";

/** Nothing is sent, and nobody is told. Of what moves, the new subscriber is first given the newest of everybody. */
export function hearThrough(room: Room, participant: Participant, subscriber: Subscriber): void {
  const before = participant.subscriber.id;
  const { id } = subscriber;
  const capabilities = subscriber.extension?.capabilities ?? 0;
  participant.subscriber = subscriber;
  movePoses(room, before, participant);
  if (room.items.listeners.delete(before) && (capabilities & Capability.items) !== 0)
    room.items.listeners.set(id, { subscriber, seenTick: -1 });
  moveVoice(room.voice, before, participant);
  enterBlocks(room, participant);
}

/** A receiver that was told nothing yet, with the same wishes; and plain poses learn anew who must not hear its own. */
function movePoses(room: Room, subscriberIdBefore: number, { subscriber, slot }: Participant): void {
  room.poses.membership++;
  const listener = room.listeners.get(subscriberIdBefore);
  if (listener === undefined) return;
  room.listeners.delete(subscriberIdBefore);
  const next = newPoseListener(subscriber, slot, room.poseFanout.serial++);
  next.wishes = listener.wishes;
  room.listeners.set(subscriber.id, next);
}
