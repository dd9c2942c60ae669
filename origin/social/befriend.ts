// Asking somebody to be a friend, saying yes by asking back, and ending it from either side.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import { type FriendState, RELATIONS_MAX } from "../../shared/schema/social.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { changeNotifications, type NotificationChange } from "../notifications/notify.ts";
import { requireUser } from "../users/get-user.ts";
import { lockPair, requireTogether } from "./apart.ts";
import { countRelated, deleteFriendship, findFriendship, pairOf, upsertFriendship } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** Throws USER_NOT_FOUND (404), FRIEND_IS_SELF (422), USER_BLOCKED or FRIENDS_FULL (409). */
export async function befriend(deps: Deps, userId: UserId, otherId: UserId): Promise<FriendState> {
  if (userId === otherId) throw self();
  return deps.db.transaction(async (tx) => {
    await lockPair(tx, userId, otherId);
    await requireUser(tx, otherId);
    await requireTogether(tx, userId, otherId);
    const pair = pairOf(userId, otherId);
    const before = await findFriendship(tx, pair);
    if (before === null && (await countRelated(tx, userId)) >= RELATIONS_MAX) throw full();
    const now = new Date(deps.nowMs());
    const { requestedBy } = await upsertFriendship(tx, pair, userId, now);
    if (before === null) await changeNotifications(tx, [told("friend-request", userId, otherId)], now);
    else if (before.requestedBy === otherId)
      await changeNotifications(
        tx,
        [told("friend-accepted", userId, otherId), settled(userId, otherId)],
        now,
      );
    return { state: requestedBy === null ? "friends" : "requested" };
  });
}

/** Ends a friendship, takes a request back, or declines one. What is not there is as ended as can be. */
export async function unfriend(deps: Deps, userId: UserId, otherId: UserId): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await lockPair(tx, userId, otherId);
    const ended = await deleteFriendship(tx, pairOf(userId, otherId));
    if (ended === null || ended.requestedBy === null) return;
    const askedId = ended.requestedBy === userId ? otherId : userId;
    await changeNotifications(tx, [settled(askedId, ended.requestedBy)], new Date(deps.nowMs()));
  });
}

function told(
  kind: "friend-request" | "friend-accepted",
  actorId: UserId,
  userId: UserId,
): NotificationChange {
  return { change: "tell", kind, userId, actorId, subject: actorId, facts: {} };
}

/** What somebody asked is no question any more. */
function settled(userId: UserId, askedBy: UserId): NotificationChange {
  return { change: "settle", kind: "friend-request", userId, subject: askedBy };
}

/** Whether both want it. */
export async function areFriends(db: DbOrTx, a: UserId, b: UserId): Promise<boolean> {
  const found = await findFriendship(db, pairOf(a, b));
  return found !== null && found.requestedBy === null;
}

function self(): Problem {
  return new Problem({
    status: 422,
    code: "FRIEND_IS_SELF",
    title: "One cannot be one's own friend",
  });
}

function full(): Problem {
  return new Problem({
    status: 409,
    code: "FRIENDS_FULL",
    title: "You have as many friends and requests as one user may",
    detail: `At most ${RELATIONS_MAX}; remove some first.`,
  });
}
