// A frame of sections from an extended client, each to where it belongs. SPEC [CARRIER-1]…[CARRIER-6], [CLOCK-1]

import { Capability } from "../../shared/protocol/ext/hello.ts";
import { itemIdOf } from "../../shared/protocol/ext/item.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { decodeUp, UP, type UpSection } from "../../shared/protocol/ext/registry.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Effects } from "../effects.ts";
import { SECTION } from "../metrics/kind.ts";
import { broadcast } from "../pubsub/fanout.ts";
import { applyApp } from "../state/app.ts";
import { applyChat } from "../state/chat.ts";
import { applyEmote } from "../state/emote.ts";
import { refusalOfSeat } from "../state/ghost.ts";
import { applyClaim, applyItem, applyRelease } from "../state/item.ts";
import { applyDespawn, applySpawn } from "../state/item-life.ts";
import { applyMe } from "../state/me.ts";
import { applyMod } from "../state/moderation.ts";
import { applyInterest, applyPose } from "../state/pose.ts";
import { type Participant, type Room, roomTimeMs } from "../state/room.ts";
import { applyState } from "../state/state-kv.ts";
import type { Verdict } from "../state/verdict.ts";
import { applyVoice } from "../state/voice.ts";
import type { Actor } from "./actor.ts";

/** Capabilities without which a section is passed over. */
export const NEEDED: Readonly<Partial<Record<UpSection["kind"], number>>> = {
  interest: Capability.interest,
  voice: Capability.voice,
  item: Capability.items,
  itemClaim: Capability.items,
  itemRelease: Capability.items,
  itemSpawn: Capability.items,
  itemDespawn: Capability.items,
  stateSet: Capability.state,
  emote: Capability.events,
  app: Capability.events,
};

/** Throws ProtocolError when the frame itself is broken or was never granted; a bad payload in it is a NOTICE. */
export function onFrame(actor: Actor, body: Uint8Array, nowMs: number, out: Effects): void {
  const { room, participant } = actor;
  if (actor.extension === null || room === null || participant === null)
    throw new ProtocolError(ReasonCode.protocolError, "CARRIER-3", "a frame without the extension");
  const { capabilities } = actor.extension;
  for (const section of sectionsOf(actor, body)) {
    const needed = NEEDED[section.kind] ?? 0;
    // Of what was not granted, a section is as good as unknown. SPEC [NEG-3]
    if ((capabilities & needed) !== needed) continue;
    const refusal =
      refusalOfSeat(participant, section.kind) ?? apply(actor, room, participant, section, nowMs, out);
    if (refusal !== null) actor.refused(SECTION + UP[section.kind].id, refusal);
  }
}

/** A section whose payload is not what its kind wants is passed over; the others count. SPEC [CARRIER-4] */
function sectionsOf(actor: Actor, body: Uint8Array): readonly UpSection[] {
  const reasonCode = ReasonCode.payloadFormatInvalid;
  return decodeUp(
    body,
    ({ message }, id) =>
      actor.refused(SECTION + id, { reasonCode, notice: NoticeCode.payloadInvalid, message }),
    (id, payloadBytes) => actor.metrics.received(SECTION + id, payloadBytes),
  );
}

function apply(
  actor: Actor,
  room: Room,
  participant: Participant,
  section: UpSection,
  nowMs: number,
  out: Effects,
): Verdict {
  switch (section.kind) {
    case "ping": {
      const { cookie } = section.message;
      broadcast([actor], [{ kind: "pong", message: { cookie, roomTimeMs: roomTimeMs(room, nowMs) } }]);
      return null;
    }
    case "pose":
      return applyPose(room, participant, section.message, nowMs);
    case "item":
      return applyItem(room, participant, section.message, nowMs);
    case "itemClaim": {
      const deny = applyClaim(room, participant, section.message, nowMs);
      if (deny !== null) broadcast([actor], [{ kind: "itemDeny", message: deny }]);
      return null;
    }
    case "itemRelease": {
      const block = section.message;
      return applyRelease(room, participant, { item: itemIdOf(block), checkedBlock: block }, nowMs);
    }
    case "itemSpawn":
      return applySpawn(room, participant, section.message, nowMs, out);
    case "itemDespawn":
      return applyDespawn(room, participant, section.message.item, nowMs);
    case "stateSet":
      return applyState(room, participant, section.message, nowMs);
    case "emote":
      return applyEmote(room, participant, section.message, nowMs);
    case "app":
      return applyApp(room, participant, section.message, nowMs);
    case "voice":
      return applyVoice(room, participant, section.message, nowMs);
    case "interest":
      return applyInterest(room, participant, section.message);
    case "chat":
      return applyChat(room, participant, section.message, nowMs);
    case "me":
      return applyMe(room, participant, section.message, nowMs, out);
    case "mod":
      return applyMod(room, participant, section.message, nowMs, out);
    case "bye":
      // The client is about to disconnect; DISCONNECT says the same with the standard's word.
      return null;
  }
}
