// A gesture: told at once or not at all, as a late one is a wrong one. SPEC [EMOTE-1], [EMOTE-2]

import type { Emote } from "../../shared/protocol/ext/emote.ts";
import { Capability } from "../../shared/protocol/ext/hello.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { broadcast } from "../pubsub/fanout.ts";
import { take } from "./budget.ts";
import { mayDo } from "./permissions.ts";
import { sampleTimeMs } from "./plausible.ts";
import { extended, type Participant, type Room, say } from "./room.ts";
import { tellStage } from "./stage/feed.ts";
import { notAllowed, overQuota, type Verdict } from "./verdict.ts";

/** Shows the whole room the gesture, its maker too. `tMs` null begins it now. */
export function applyEmote(
  room: Room,
  participant: Participant,
  made: Omit<Emote, "tMs"> & { readonly tMs: number | null },
  nowMs: number,
): Verdict {
  if (!mayDo(participant.member.role, "emote")) return notAllowed("your role makes no gestures");
  if (!take(participant.budgets.emote, nowMs))
    return overQuota(NoticeCode.emoteTooFast, "more than 4 emotes a second; wait a moment");
  const { sid, unheardBy } = participant;
  const { emote, arg } = made;
  const isPlain = made.tMs === null;
  const tMs = sampleTimeMs(room, made.tMs ?? 0, { isPlain, last: null, nowMs }) ?? 0;
  const section = { kind: "emotes", message: [{ sid, emote, tMs, arg }] } as const;
  tellStage(room, participant, section);
  broadcast(extended(room, Capability.events), [section], unheardBy);
  say(room, roomTopic(room.spec.room, "emote", sid), { emote, arg, t: tMs }, { retain: false, unheardBy });
  return null;
}
