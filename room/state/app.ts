// A message of the application: passed on to the room as it is, with who sent it. SPEC [APP-1], [APP-2]

import type { AppUp } from "../../shared/protocol/ext/app.ts";
import { Capability } from "../../shared/protocol/ext/hello.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { broadcast } from "../pubsub/fanout.ts";
import { roomPublication } from "../pubsub/publication.ts";
import { MESSAGE_OVERHEAD_BYTES, take } from "./budget.ts";
import { mayDo } from "./permissions.ts";
import { extended, type Participant, publish, type Room } from "./room.ts";
import { notAllowed, overQuota, type Verdict } from "./verdict.ts";

/** Everybody hears it, the sender too, in the one order in which messages arrive. */
export function applyApp(
  room: Room,
  participant: Participant,
  { id, payload }: AppUp,
  nowMs: number,
): Verdict {
  if (!mayDo(participant.member.role, "app"))
    return notAllowed("your role sends no messages of the application");
  if (!take(participant.budgets.app, nowMs, payload.length + MESSAGE_OVERHEAD_BYTES))
    return overQuota(NoticeCode.appTooFast, "more than 8 KiB a second for the application; wait a moment");
  const { sid, unheardBy, subscriber } = participant;
  broadcast(extended(room, Capability.events), [{ kind: "app", message: { id, sid, payload } }], unheardBy);
  const topicName = roomTopic(room.spec.room, "app", id, sid);
  // It may wait for a client that is away, and was a view of all that came with it.
  const kept = payload.slice();
  publish(room, roomPublication({ topicName, payload: kept, senderId: subscriber.senderId, unheardBy }));
  return null;
}
