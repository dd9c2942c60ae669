// What participants say about themselves. What they wear is the origin's word, not theirs. SPEC [ME-1], [ME-2]

import type { Me } from "../../shared/protocol/ext/me.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import type { Participant as Identity } from "../../shared/schema/room-spec.ts";
import type { Effects } from "../effects.ts";
import { take } from "./budget.ts";
import { roleHere } from "./moderation-state.ts";
import { update } from "./presence.ts";
import { everybody, type Participant, type Room } from "./room.ts";
import { overQuota, type Verdict } from "./verdict.ts";

export function applyMe(room: Room, participant: Participant, me: Me, nowMs: number, out: Effects): Verdict {
  if (!take(participant.budgets.me, nowMs))
    return overQuota(NoticeCode.meTooFast, "more than 2 ME a second; wait a moment");
  const { muted, away, device } = participant.member;
  update(room, participant, {
    muted: me.muted ?? muted,
    away: me.away ?? away,
    device: me.device ?? device,
  });
  if (me.avatar !== undefined)
    out.push({ kind: "ask-participant", room: room.spec.room, user: participant.member.user });
  return null;
}

/** The origin's answer: how this user looks now, wherever they stand in the room. */
export function applyIdentity(room: Room, identity: Identity): void {
  for (const participant of everybody(room))
    if (participant.member.user === identity.user)
      update(room, participant, {
        name: identity.name,
        role: roleHere(room.moderation, identity),
        avatar: identity.avatar,
      });
}
