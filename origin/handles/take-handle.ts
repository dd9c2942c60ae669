// A user takes a handle, changes it, or gives it up.

import { Problem } from "../../shared/http/problem.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { User } from "../../shared/schema/user.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { toUser } from "../users/get-user.ts";
import { indexUser } from "../users/index-user.ts";
import { lockUser, type UserRecord } from "../users/store.ts";
import { HANDLE_KEPT_DAYS, HANDLES_PER_USER_MAX, keptSince, mayTake } from "./may-take.ts";
import { isReserved } from "./reserved.ts";
import { skeletonOf } from "./skeleton.ts";
import {
  deleteHandle,
  deleteReleased,
  insertHandle,
  lockHandles,
  releaseHandle,
  updateHandle,
} from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/**
 * `handle` as handleSchema makes it. Taking what one has changes nothing. Throws USER_NOT_FOUND (404), HANDLE_NOT_FOR_GUESTS
 * (403), HANDLE_RESERVED, HANDLE_TAKEN or HANDLE_CHANGED_OFTEN (409).
 */
export async function takeHandle(deps: Deps, userId: UserId, handle: string): Promise<User> {
  if (isReserved(handle)) throw reserved(handle);
  return deps.db.transaction(async (tx) => {
    const user = await requireMember(tx, userId);
    if (user.handle === handle) return toUser(user);
    const nowMs = deps.nowMs();
    const skeleton = skeletonOf(handle);
    const held = await lockHandles(tx, userId, skeleton);
    const same = held.find((other) => other.skeleton === skeleton) ?? null;
    const own = held.filter((other) => other.userId === userId);
    const verdict = mayTake(userId, same, own, nowMs);
    if (verdict === "taken") throw taken(handle);
    if (verdict === "often") throw often();
    await deleteReleased(tx, userId, keptSince(nowMs));
    await releaseHandle(tx, userId, new Date(nowMs));
    if (same !== null) await deleteHandle(tx, skeleton);
    if (!(await insertHandle(tx, { skeleton, handle, userId, releasedAt: null }))) throw taken(handle);
    return toUser(await show(tx, userId, handle, same?.userId ?? null, new Date(nowMs)));
  });
}

/** Having none already is having given it up. Throws USER_NOT_FOUND (404). */
export async function dropHandle(deps: Deps, userId: UserId): Promise<User> {
  return deps.db.transaction(async (tx) => {
    const user = await lockUser(tx, userId);
    if (user === null) throw notFound("user");
    if (user.handle === null) return toUser(user);
    const now = new Date(deps.nowMs());
    await releaseHandle(tx, userId, now);
    return toUser(await show(tx, userId, null, null, now));
  });
}

async function requireMember(tx: DbOrTx, userId: UserId): Promise<UserRecord> {
  const user = await lockUser(tx, userId);
  if (user === null) throw notFound("user");
  if (user.role === "guest")
    throw new Problem({
      status: 403,
      code: "HANDLE_NOT_FOR_GUESTS",
      title: "Guests have no handle",
      detail: "Add a way to sign in first: an account without one is gone when its session ends.",
    });
  return user;
}

/** `before`: who had it until now, to whom it leads no more. */
async function show(
  tx: DbOrTx,
  userId: UserId,
  handle: string | null,
  before: UserId | null,
  now: Date,
): Promise<UserRecord> {
  const user = await updateHandle(tx, userId, handle);
  if (user === null) throw notFound("user");
  await indexUser(tx, user);
  await recordChange(tx, [...new Set([userId, before ?? userId])].map(cacheTag.user), now);
  return user;
}

function taken(handle: string): Problem {
  return new Problem({
    status: 409,
    code: "HANDLE_TAKEN",
    title: "This handle is taken",
    detail: `Somebody has @${handle}, or one that looks like it. Choose another.`,
    errors: [{ name: "handle", message: "taken, or looks like one that is", actual: handle }],
  });
}

function reserved(handle: string): Problem {
  return new Problem({
    status: 409,
    code: "HANDLE_RESERVED",
    title: "This handle is nobody's",
    detail: `@${handle} would speak for those who run this place. Choose another.`,
    errors: [{ name: "handle", message: "reserved", actual: handle }],
  });
}

function often(): Problem {
  return new Problem({
    status: 409,
    code: "HANDLE_CHANGED_OFTEN",
    title: "Too many handles for one person",
    detail: `The handles you gave up stay yours for ${HANDLE_KEPT_DAYS} days, and one person has at most ${HANDLES_PER_USER_MAX}. Go back to one of them, or wait.`,
    errors: [{ name: "handle", message: "changed too often", limit: HANDLES_PER_USER_MAX }],
  });
}
