// A participant's plain topics as entrances to the room's state: what a payload does, and the reason code it is answered with.
// SPEC [PLAIN-1], [POSE-3], [LIMIT-4]

import { parsePlainChat } from "../../shared/protocol/ext/chat.ts";
import { parseJson } from "../../shared/protocol/ext/json.ts";
import { meSchema } from "../../shared/protocol/ext/me.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { checkPoseBlock } from "../../shared/protocol/ext/pose.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Effects } from "../effects.ts";
import { applyChat } from "../state/chat.ts";
import { applyMe } from "../state/me.ts";
import { applyPose } from "../state/pose.ts";
import type { Participant, Room } from "../state/room.ts";
import type { Verdict } from "../state/verdict.ts";
import type { Actor } from "./actor.ts";
import type { ParticipantTopic } from "./rights.ts";

/** A payload that is not what its topic wants is answered, never a reason to hang up. SPEC [POSE-3] */
export function enter(
  actor: Actor,
  entrance: ParticipantTopic,
  payload: Uint8Array,
  nowMs: number,
  out: Effects,
): ReasonCode {
  const { room, participant } = actor;
  if (room === null || participant === null) return ReasonCode.notAuthorized;
  try {
    const refusal = apply(room, participant, entrance, payload, nowMs, out);
    if (refusal === null) return ReasonCode.success;
    actor.notice(refusal);
    return refusal.reasonCode;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const reasonCode = ReasonCode.payloadFormatInvalid;
    actor.notice({ reasonCode, notice: NoticeCode.payloadInvalid, message: error.message });
    return reasonCode;
  }
}

function apply(
  room: Room,
  participant: Participant,
  entrance: ParticipantTopic,
  payload: Uint8Array,
  nowMs: number,
  out: Effects,
): Verdict {
  switch (entrance) {
    case "pose":
      checkPoseBlock(payload);
      return applyPose(room, participant, payload, nowMs);
    case "chat":
      return applyChat(room, participant, parsePlainChat(payload), nowMs);
    case "me":
      return applyMe(room, participant, parseJson(meSchema, payload, "ME-1"), nowMs, out);
  }
}
