// Where somebody is, as far as another may see it.

import { isOpen } from "../../shared/schema/catalog.ts";
import type { Presence } from "../../shared/schema/social.ts";
import type { Audience } from "../../shared/schema/user.ts";
import type { users } from "../db/schema/users.ts";
import type { WhereaboutsRecord } from "./store.ts";

/** What whoever looks is to whom they look at. */
export type Viewer = "friend" | "stranger";

/** Whether an audience has them in it. */
export function allows(audience: Audience, viewer: Viewer): boolean {
  return audience === "everyone" || (audience === "friends" && viewer === "friend");
}

/** Null: in no room, or not to be seen. A private world is not named to whoever could not see it. */
export function toPresence(
  { presenceFor, joinableBy }: Pick<typeof users.$inferSelect, "presenceFor" | "joinableBy">,
  where: WhereaboutsRecord | undefined,
  viewer: Viewer,
): Presence | null {
  if (where === undefined || !isOpen(where.world.visibility) || !allows(presenceFor, viewer)) return null;
  return {
    world: { id: where.world.id, name: where.world.name },
    isJoinable: allows(joinableBy, viewer) && where.room.hostId !== null,
  };
}
