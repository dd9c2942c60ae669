// Following somebody asks nobody. It is begun once and ended once, however often it is said; the counts on both profiles always fit.

import { Problem } from "../../shared/http/problem.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import { FOLLOWING_MAX, type PersonPage } from "../../shared/schema/social.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { changeNotifications } from "../notifications/notify.ts";
import { decodeCursor, toPage } from "../route-params.ts";
import { requireUser } from "../users/get-user.ts";
import { lockPair, requireTogether } from "./apart.ts";
import {
  addCounts,
  deleteFollow,
  deleteFollowsBetween,
  type FollowRecord,
  insertFollow,
  listFollowers,
  listFollowing,
} from "./follow-store.ts";
import { listedCursor, toListedPerson } from "./to-person.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;
type Page = { readonly cursor?: string | undefined; readonly limit: number };

/** Throws USER_NOT_FOUND (404), FOLLOW_IS_SELF (422), USER_BLOCKED or FOLLOWING_FULL (409). */
export async function follow(deps: Deps, followerId: UserId, followedId: UserId): Promise<void> {
  if (followerId === followedId) throw self();
  await deps.db.transaction(async (tx) => {
    await lockPair(tx, followerId, followedId);
    await requireUser(tx, followedId);
    await requireTogether(tx, followerId, followedId);
    const now = new Date(deps.nowMs());
    const made = { followerId, followedId, createdAt: now };
    if (!(await insertFollow(tx, made))) return;
    const counts = await count(tx, [made], 1, now);
    if ((counts.get(followerId) ?? 0) > FOLLOWING_MAX) throw full();
    const told = { kind: "follow", userId: followedId, actorId: followerId, subject: followerId } as const;
    await changeNotifications(tx, [{ change: "tell", ...told, facts: {} }], now);
  });
}

/** What is not there is as ended as can be. */
export async function unfollow(deps: Deps, followerId: UserId, followedId: UserId): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await lockPair(tx, followerId, followedId);
    const ended = { followerId, followedId };
    if (await deleteFollow(tx, ended)) await count(tx, [ended], -1, new Date(deps.nowMs()));
  });
}

/** Both ways. The caller holds the pair's lock. */
export async function endFollows(tx: DbOrTx, a: UserId, b: UserId, now: Date): Promise<void> {
  const ended = await deleteFollowsBetween(tx, a, b);
  if (ended.length > 0) await count(tx, ended, -1, now);
}

/** The newest first. Throws CURSOR_INVALID (422). */
export async function listFollowPage(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
  direction: "followers" | "following",
  { cursor, limit }: Page,
): Promise<PersonPage> {
  const list = direction === "followers" ? listFollowers : listFollowing;
  const rows = await list(deps.db, userId, decodeCursor(cursor), limit + 1);
  return toPage(rows, limit, toListedPerson, listedCursor);
}

/** How many each of them follows afterwards. In the order of their ids, so that no two wait for one another. */
async function count(
  tx: DbOrTx,
  changed: readonly Pick<FollowRecord, "followerId" | "followedId">[],
  sign: 1 | -1,
  now: Date,
): Promise<Map<UserId, number>> {
  const userIds = [
    ...new Set(changed.flatMap(({ followerId, followedId }) => [followerId, followedId])),
  ].sort();
  const following = new Map<UserId, number>();
  for (const userId of userIds) {
    const by = {
      followers: sign * changed.filter(({ followedId }) => followedId === userId).length,
      following: sign * changed.filter(({ followerId }) => followerId === userId).length,
    };
    following.set(userId, await addCounts(tx, userId, by));
  }
  await recordChange(
    tx,
    userIds.map((userId) => cacheTag.profile(userId)),
    now,
  );
  return following;
}

function self(): Problem {
  return new Problem({ status: 422, code: "FOLLOW_IS_SELF", title: "One cannot follow oneself" });
}

function full(): Problem {
  return new Problem({
    status: 409,
    code: "FOLLOWING_FULL",
    title: "You follow as many people as one user may",
    detail: `At most ${FOLLOWING_MAX}; end some first.`,
  });
}
