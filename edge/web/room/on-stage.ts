// Whom people come to see: performers, of this room or shown in it from another of the event. SPEC [STAGE-4]

import type { Member } from "../../../shared/protocol/ext/presence.ts";

export function isOnStage({ role }: Pick<Member, "role">): boolean {
  return role === "performer";
}
