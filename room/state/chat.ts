// A line of chat: from a participant to the whole room, under the name the room knows. SPEC [CHAT-1]

import type { ChatDown, ChatUp } from "../../shared/protocol/ext/chat.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { broadcast } from "../pubsub/fanout.ts";
import { take } from "./budget.ts";
import { rememberLine } from "./chat-log.ts";
import { extended, type Participant, type Room, say } from "./room.ts";
import { tellStage } from "./stage/feed.ts";
import { notAllowed, overQuota, type Verdict } from "./verdict.ts";

export function applyChat(room: Room, participant: Participant, line: ChatUp, nowMs: number): Verdict {
  if (!take(participant.budgets.chat, nowMs))
    return overQuota(NoticeCode.chatTooFast, "more than 2 lines of chat a second; wait a moment");
  if (participant.member.silenced) return notAllowed("you were muted here", NoticeCode.muted);
  room.chatCount++;
  const { sid, name, user } = participant.member;
  const message: ChatDown = {
    id: line.id ?? String(room.chatCount),
    from: sid,
    name,
    user,
    text: line.text,
    at: nowMs,
  };
  rememberLine(room.chatLog, { user, name, text: line.text, atMs: nowMs });
  const { unheardBy } = participant;
  tellStage(room, participant, { kind: "chat", message });
  broadcast(extended(room), [{ kind: "chat", message }], unheardBy);
  say(room, roomTopic(room.spec.room, "chat"), message, { retain: false, unheardBy });
  return null;
}
