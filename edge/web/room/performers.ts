// Who performs in a room, for whoever wants to give them something.

import type { Member } from "../../../shared/protocol/ext/presence.ts";
import type { UserId } from "../../../shared/schema/ids.ts";
import { isOnStage } from "./on-stage.ts";

export type Performer = Pick<Member, "user" | "name">;

/** Each once, in whatever many windows they are here, and never oneself. */
export function performersOf(people: readonly Member[], ownUser: UserId): readonly Performer[] {
  const byUser = new Map<UserId, Performer>();
  for (const member of people)
    if (isOnStage(member) && member.user !== ownUser && !byUser.has(member.user))
      byUser.set(member.user, { user: member.user, name: member.name });
  return [...byUser.values()];
}
