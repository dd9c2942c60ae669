// A frame of sections from an extended client, each to where it belongs. SPEC [CARRIER-1]…[CARRIER-6], [CLOCK-1]

import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { decodeUp, type UpSection } from "../../shared/protocol/ext/registry.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Effects } from "../effects.ts";
import { broadcast } from "../pubsub/fanout.ts";
import { applyChat } from "../state/chat.ts";
import { applyMe } from "../state/me.ts";
import { applyPose } from "../state/pose.ts";
import { type Participant, type Room, roomTimeMs } from "../state/room.ts";
import type { Verdict } from "../state/verdict.ts";
import type { Actor } from "./actor.ts";

/** Throws ProtocolError when the frame itself is broken or was never granted; a bad payload in it is a NOTICE. */
export function onFrame(actor: Actor, body: Uint8Array, nowMs: number, out: Effects): void {
  const { room, participant } = actor;
  if (actor.extension === null || room === null || participant === null)
    throw new ProtocolError(ReasonCode.protocolError, "CARRIER-3", "a frame without the extension");
  for (const section of sectionsOf(actor, body)) {
    const refusal = apply(actor, room, participant, section, nowMs, out);
    if (refusal !== null) actor.notice(refusal);
  }
}

/** A section whose payload is not what its kind wants is passed over; the others count. SPEC [CARRIER-4] */
function sectionsOf(actor: Actor, body: Uint8Array): readonly UpSection[] {
  return decodeUp(body, ({ message }) =>
    actor.notice({ reasonCode: ReasonCode.payloadFormatInvalid, notice: NoticeCode.payloadInvalid, message }),
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
    case "chat":
      return applyChat(room, participant, section.message, nowMs);
    case "me":
      return applyMe(room, participant, section.message, nowMs, out);
    case "bye":
      // The client is about to disconnect; DISCONNECT says the same with the standard's word.
      return null;
  }
}
