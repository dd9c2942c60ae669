// A participant's plain topics as entrances to the room's state: what a payload does, and how it is answered.
// SPEC [PLAIN-1], [POSE-3], [LIMIT-4]

import { checkAppPayload } from "../../shared/protocol/ext/app.ts";
import { parsePlainChat } from "../../shared/protocol/ext/chat.ts";
import { plainEmoteSchema } from "../../shared/protocol/ext/emote.ts";
import { checkItemBlock, itemIdOf } from "../../shared/protocol/ext/item.ts";
import { ClaimMode, parseItemSpawn, plainClaimSchema } from "../../shared/protocol/ext/item-owner.ts";
import { parseJson } from "../../shared/protocol/ext/json.ts";
import { meSchema } from "../../shared/protocol/ext/me.ts";
import { modUpSchema } from "../../shared/protocol/ext/mod.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { checkPoseBlock } from "../../shared/protocol/ext/pose.ts";
import { ANY_VERSION, parsePlainState } from "../../shared/protocol/ext/state-kv.ts";
import { checkVoiceBlock } from "../../shared/protocol/ext/voice.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Effects } from "../effects.ts";
import { Publish, type PublishKind } from "../metrics/kind.ts";
import { applyApp } from "../state/app.ts";
import { applyChat } from "../state/chat.ts";
import { applyEmote } from "../state/emote.ts";
import { refusalOfSeat } from "../state/ghost.ts";
import { applyClaim, applyItem, applyRelease } from "../state/item.ts";
import { claimRefusal } from "../state/item-check.ts";
import { applyDespawn, applySpawn } from "../state/item-life.ts";
import { applyMe } from "../state/me.ts";
import { applyMod } from "../state/moderation.ts";
import { applyPose } from "../state/pose.ts";
import type { Participant, Room } from "../state/room.ts";
import { applyState } from "../state/state-kv.ts";
import { type Answer, answered, type Verdict } from "../state/verdict.ts";
import { applyVoice } from "../state/voice.ts";
import type { Actor } from "./actor.ts";
import type { ParticipantTopic } from "./rights.ts";

const KIND_OF_ENTRANCE: Readonly<Record<ParticipantTopic["kind"], PublishKind>> = {
  pose: Publish.pose,
  chat: Publish.chat,
  me: Publish.presence,
  emote: Publish.emote,
  item: Publish.item,
  "item-new": Publish.item,
  "item-claim": Publish.item,
  "item-release": Publish.item,
  state: Publish.state,
  app: Publish.app,
  voice: Publish.voice,
  mod: Publish.mod,
};

/** A payload that is not what its topic wants is answered, never a reason to hang up. SPEC [POSE-3] */
export function enter(
  actor: Actor,
  entrance: ParticipantTopic,
  payload: Uint8Array,
  nowMs: number,
  out: Effects,
): Answer {
  const { room, participant } = actor;
  if (room === null || participant === null) return answered(ReasonCode.notAuthorized);
  try {
    const refusal =
      refusalOfSeat(participant, entrance.kind) ?? apply(room, participant, entrance, payload, nowMs, out);
    if (refusal === null) return answered(ReasonCode.success);
    actor.refused(KIND_OF_ENTRANCE[entrance.kind], refusal);
    return refusal;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const { message } = error;
    const reasonCode = ReasonCode.payloadFormatInvalid;
    actor.refused(KIND_OF_ENTRANCE[entrance.kind], {
      reasonCode,
      notice: NoticeCode.payloadInvalid,
      message,
    });
    return answered(reasonCode, message);
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
  switch (entrance.kind) {
    case "pose":
      checkPoseBlock(payload);
      return applyPose(room, participant, payload, nowMs);
    case "voice":
      checkVoiceBlock(payload);
      return applyVoice(room, participant, payload, nowMs);
    case "chat":
      return applyChat(room, participant, parsePlainChat(payload), nowMs);
    case "me":
      return applyMe(room, participant, parseJson(meSchema, payload, "ME-1"), nowMs, out);
    case "emote":
      return applyEmote(
        room,
        participant,
        { ...parseJson(plainEmoteSchema, payload, "EMOTE-2"), tMs: null },
        nowMs,
      );
    case "app": {
      const { id } = entrance;
      return applyApp(room, participant, { id, payload: checkAppPayload(payload) }, nowMs);
    }
    case "state": {
      const { scope, key } = entrance;
      const value = parsePlainState(payload);
      return applyState(room, participant, { scope, key, version: ANY_VERSION, value }, nowMs);
    }
    case "item-new":
      return applySpawn(room, participant, parseItemSpawn(payload), nowMs, out);
    case "item":
      // As with any retained message: an empty one takes it away.
      if (payload.length === 0) return applyDespawn(room, participant, entrance.item, nowMs);
      return applyItem(room, participant, checkedBlockOf(entrance.item, payload), nowMs);
    case "item-release": {
      const { item } = entrance;
      const checkedBlock = payload.length === 0 ? null : checkedBlockOf(item, payload);
      return applyRelease(room, participant, { item, checkedBlock }, nowMs);
    }
    case "item-claim":
      return claim(room, participant, entrance.item, payload, nowMs);
    case "mod":
      return applyMod(room, participant, parseJson(modUpSchema, payload, "MOD-1"), nowMs, out);
  }
}

function checkedBlockOf(item: number, payload: Uint8Array): Uint8Array {
  checkItemBlock(payload);
  if (itemIdOf(payload) === item) return payload;
  throw new ProtocolError(
    ReasonCode.payloadFormatInvalid,
    "ITEM-12",
    `a block of item ${itemIdOf(payload)} on the topic of item ${item}`,
  );
}

/** A plain client need not know epochs: it claims the item as it is now. SPEC [ITEM-12] */
function claim(
  room: Room,
  participant: Participant,
  item: number,
  payload: Uint8Array,
  nowMs: number,
): Verdict {
  const wanted =
    payload.length === 0 ? plainClaimSchema.parse({}) : parseJson(plainClaimSchema, payload, "ITEM-12");
  const seenEpoch = wanted.epoch ?? room.items.byId.get(item)?.ownership.epoch ?? 0;
  const deny = applyClaim(
    room,
    participant,
    { item, seenEpoch, reqId: 0, mode: ClaimMode[wanted.mode] },
    nowMs,
  );
  return deny === null ? null : claimRefusal(deny.reason);
}
