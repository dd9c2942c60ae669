// What somebody is to somebody, as far as the one who asks may know.

import type { UserId } from "../../shared/schema/ids.ts";
import type { Relation } from "../../shared/schema/social.ts";
import type { OriginDeps } from "../deps.ts";
import { requireUser } from "../users/get-user.ts";
import { isFollowing } from "./follow-store.ts";
import { toPresence } from "./presence.ts";
import { listShunsBetween } from "./shun-store.ts";
import { findFriendship, listWhereabouts, pairOf } from "./store.ts";

/** Throws USER_NOT_FOUND (404). */
export async function getRelation(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
  otherId: UserId,
): Promise<Relation> {
  const [shuns, friendship, isFollowed, other, [where]] = await Promise.all([
    listShunsBetween(deps.db, userId, otherId),
    findFriendship(deps.db, pairOf(userId, otherId)),
    isFollowing(deps.db, { followerId: userId, followedId: otherId }),
    requireUser(deps.db, otherId),
    listWhereabouts(deps.db, [otherId]),
  ]);
  const own = shuns.filter(({ byId }) => byId === userId).map(({ kind }) => kind);
  const friend = friendOf(friendship, userId);
  const isApart = shuns.some(({ kind }) => kind === "block");
  return {
    friend,
    isFollowed,
    isBlocked: own.includes("block"),
    isMuted: own.includes("mute"),
    presence: isApart ? null : toPresence(other, where, friend === "friends" ? "friend" : "stranger"),
  };
}

function friendOf(
  friendship: Awaited<ReturnType<typeof findFriendship>>,
  userId: UserId,
): Relation["friend"] {
  if (friendship === null) return "none";
  if (friendship.requestedBy === null) return "friends";
  return friendship.requestedBy === userId ? "requested" : "asked";
}
