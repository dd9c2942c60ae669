// Who is on the stage of a room, as its event's other rooms see it: whoever may speak to the whole room. Pure. SPEC [STAGE-2]

import type { Member } from "../../../shared/protocol/ext/presence.ts";
import type { Role } from "../../../shared/schema/role.ts";
import { mayDo } from "../permissions.ts";

/** People of other rooms that one room shows, and that one room tells another of. */
export const STAGE_PERFORMERS_MAX = 16;

/** Whom the stage is for comes first; whoever keeps order is last. */
const ORDER: readonly Role[] = ["performer", "staff", "moderator", "server"];

/** Where somebody stands in the queue for the stage; null for who has no business on it. */
export function stageRankOf(role: Role): number | null {
  return mayDo(role, "voice-stage") ? ORDER.indexOf(role) : null;
}

/** Those on the stage, at most STAGE_PERFORMERS_MAX: by role, then who came first to the room. */
export function onStage<P extends { readonly member: Member }>(people: Iterable<P>): P[] {
  const ranked: { readonly who: P; readonly rank: number }[] = [];
  for (const who of people) {
    const rank = stageRankOf(who.member.role);
    if (rank !== null) ranked.push({ who, rank });
  }
  ranked.sort(
    (a, b) =>
      a.rank - b.rank || a.who.member.joinedAt - b.who.member.joinedAt || a.who.member.sid - b.who.member.sid,
  );
  return ranked.slice(0, STAGE_PERFORMERS_MAX).map(({ who }) => who);
}
