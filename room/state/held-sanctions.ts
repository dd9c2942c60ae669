// What moderators of Hiroba as a whole decided about a user, as far as it concerns this room: kept beside what those who keep order
// here decided, which it neither adds to nor takes from. Asked of the origin whenever somebody enters or it changes. SPEC [MOD-9]

import { ByeReason } from "../../shared/protocol/ext/bye.ts";
import { MOD_REASON_MAX_CHARS } from "../../shared/protocol/ext/mod.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { HeldSanction } from "../../shared/schema/internal/moderation.ts";
import type { Effects } from "../effects.ts";
import { heldBan, isSilenced } from "./moderation-state.ts";
import { update } from "./presence.ts";
import { everybody, type Room } from "./room.ts";
import { hush } from "./voice-state.ts";

/**
 * Takes all that is in force about a user, and carries it out where they are here. Answers when the first of it ends by itself,
 * milliseconds since the Unix epoch; null when nothing does.
 */
export function holdTo(
  room: Room,
  user: UserId,
  sanctions: readonly HeldSanction[],
  nowMs: number,
  out: Effects,
): number | null {
  const { held } = room.moderation;
  const here = sanctions.filter((sanction) => isHere(room, sanction));
  if (here.length === 0 && !held.has(user)) return null;
  if (here.length === 0) held.delete(user);
  else held.set(user, here);
  const ban = heldBan(room.moderation, user, nowMs);
  const silenced = isSilenced(room.moderation, user, nowMs);
  for (const participant of everybody(room)) {
    if (participant.member.user !== user) continue;
    if (silenced) hush(room.voice, participant.sid);
    update(room, participant, { silenced });
    if (ban !== null)
      out.push({
        kind: "close",
        actorId: participant.subscriber.id,
        reasonCode: ReasonCode.administrativeAction,
        message: reasonText(ban),
        byeReason: ByeReason.banned,
      });
  }
  const ends = here.flatMap(({ untilMs }) => (untilMs === null ? [] : [untilMs]));
  return ends.length === 0 ? null : Math.min(...ends);
}

function isHere({ spec }: Room, { scope, scopeId }: HeldSanction): boolean {
  switch (scope) {
    case "platform":
      return true;
    case "world":
      return scopeId === spec.world.id;
    case "room":
      return scopeId === spec.room;
  }
}

/** On one line, as MQTT's reason strings are. */
export function reasonText({ reason }: Pick<HeldSanction, "reason">): string {
  const line = reason.replaceAll(/\s+/g, " ").slice(0, MOD_REASON_MAX_CHARS);
  return line === "" ? "a moderator has banned you" : line;
}
