// The wills of a room as data: those of clients that are gone and may come back yet, and, for a host that goes without a word, those of
// clients that are connected too. SPEC [MQTT-6], [MOVE-4], [MOVE-5]

import type { Will } from "../../shared/protocol/packet.ts";
import { Actor } from "../session/actor.ts";
import type { HeldPlaces } from "../session/held-places.ts";
import type { Sessions } from "../session/sessions.ts";
import type { Participant, Room } from "../state/room.ts";
import { willData } from "./publication-data.ts";
import type { WaitingWill } from "./snapshot-schema.ts";

/** Of all wills that are kept in case a host goes without a word, the newest that are as long together. */
const KEPT_WILLS_MAX_BYTES = 64 * 1024;

/** Those that wait for their delay: whose client is gone, and has left the room. */
export function delayedWills(room: Room, sessions: Sessions): WaitingWill[] {
  return [...sessions.willsIn(room)].flatMap(({ key, will, actor, dueAtMs }) =>
    actor.participant === null ? [] : [waiting(key, will, dueAtMs, actor.participant)],
  );
}

/** All that would be said if nobody of the room were heard of any more. */
export function keptWills(
  room: Room,
  { places, sessions }: { readonly places: HeldPlaces; readonly sessions: Sessions },
): WaitingWill[] {
  const connected = [...room.participants.values()].flatMap((participant) => {
    const { subscriber } = participant;
    if (!(subscriber instanceof Actor) || subscriber.state.name !== "active") return [];
    const { session } = subscriber;
    const { will } = subscriber.state;
    if (will === null || session === null) return [];
    const delaySeconds = Math.min(will.properties.willDelayInterval ?? 0, session.expirySeconds);
    const bounded = { ...will, properties: { ...will.properties, willDelayInterval: delaySeconds } };
    return [waiting(session.key, bounded, null, participant)];
  });
  const away = [...places.awayIn(room)].flatMap(
    ({ place: { key, participant }, holder: { will, endsAtMs } }) =>
      will === null ? [] : [waiting(key, will, endsAtMs, participant)],
  );
  return newest([...delayedWills(room, sessions), ...away, ...connected]);
}

/** By what it is seen that they are as they were. */
export function markOf(wills: readonly WaitingWill[]): string {
  return wills.map(({ member, dueAtMs }) => `${member.sid} ${dueAtMs}`).join();
}

function waiting(
  sessionKey: string,
  will: Will,
  dueAtMs: number | null,
  { member, seat }: Participant,
): WaitingWill {
  return { sessionKey, will: willData(will), dueAtMs, member, seat: seat === "ghost" ? "ghost" : "visible" };
}

function newest(wills: readonly WaitingWill[]): WaitingWill[] {
  let bytes = 0;
  const isWithin = ({ will }: WaitingWill): boolean => {
    bytes += will.topicName.length + will.payload.length;
    return bytes <= KEPT_WILLS_MAX_BYTES;
  };
  return wills.toReversed().filter(isWithin).toReversed();
}
