// A message of the application: passed on to the room as it is, with who sent it. SPEC [APP-1], [APP-2]

import type { AppUp } from "../../shared/protocol/ext/app.ts";
import { Capability } from "../../shared/protocol/ext/hello.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { broadcast } from "../pubsub/fanout.ts";
import { MESSAGE_OVERHEAD_BYTES, take } from "./budget.ts";
import { mayDo } from "./permissions.ts";
import { extended, type Participant, publish, type Room } from "./room.ts";
import type { Verdict } from "./verdict.ts";

/** Everybody hears it, the sender too, in the one order in which messages arrive. */
export function applyApp(
  room: Room,
  participant: Participant,
  { id, payload }: AppUp,
  nowMs: number,
): Verdict {
  if (!mayDo(participant.member.role, "app"))
    return {
      reasonCode: ReasonCode.notAuthorized,
      notice: NoticeCode.notAllowed,
      message: "your role sends no messages of the application",
    };
  if (!take(participant.budgets.app, nowMs, payload.length + MESSAGE_OVERHEAD_BYTES))
    return {
      reasonCode: ReasonCode.quotaExceeded,
      notice: NoticeCode.appTooFast,
      message: "more than 8 KiB a second for the application; wait a moment",
    };
  const { sid, unheardBy, subscriber } = participant;
  broadcast(extended(room, Capability.events), [{ kind: "app", message: { id, sid, payload } }], unheardBy);
  publish(room, {
    topicName: roomTopic(room.spec.room, "app", id, sid),
    // It may wait for a client that is away, and was a view of all that came with it.
    payload: payload.slice(),
    qos: 1,
    retain: false,
    properties: {},
    senderId: subscriber.sessionId,
    unheardBy,
    expiresAtMs: null,
  });
  return null;
}
