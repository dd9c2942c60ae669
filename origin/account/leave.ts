// A user wants to be forgotten. For two weeks they may change their mind: until then the account is hidden, signed out
// everywhere, in no room, and can do nothing but come back.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import { roomTag } from "../../shared/schema/internal/changes.ts";
import type { Leaving, User } from "../../shared/schema/user.ts";
import { hideEntries, showEntries } from "../catalog/hide-entries.ts";
import { recordRoomNews } from "../changes/record-change.ts";
import type { OriginDeps } from "../deps.ts";
import { forgetPlaces } from "../rooms/forget-places.ts";
import { notFound } from "../route-params.ts";
import { endAllSessions } from "../sessions/end-sessions.ts";
import { requireFreshSignIn, type SignedIn } from "../sessions/require-signed-in.ts";
import { toUser } from "../users/get-user.ts";
import { lockUser } from "../users/store.ts";
import { updateEraseAt } from "./store.ts";

export const GRACE_MS = 14 * 24 * 60 * 60_000;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "enqueue">;

/**
 * Hides the account and says when it is erased: in two weeks; at once that of a guest, who has no way to come back. Asked
 * again it says the same. Throws USER_NOT_FOUND (404), SESSION_ENDED (401) or SIGN_IN_NOT_FRESH (403).
 */
export async function leave(deps: Deps, by: SignedIn): Promise<Leaving> {
  const now = new Date(deps.nowMs());
  return deps.db.transaction(async (tx) => {
    const user = await requireFreshSignIn(tx, by, now);
    const canRestore = user.role !== "guest";
    if (user.eraseAt !== null) return { eraseAt: user.eraseAt.toISOString(), canRestore };
    const eraseAt = new Date(now.getTime() + (canRestore ? GRACE_MS : 0));
    await updateEraseAt(tx, user.id, eraseAt);
    await hideEntries(tx, user.id, now);
    await endAllSessions(tx, user.id, now);
    await forgetPlaces(tx, user.id);
    await recordRoomNews(tx, [roomTag.sanctions(user.id)], now);
    if (!canRestore) await deps.enqueue(tx, "account.erase", { userId: user.id });
    return { eraseAt: eraseAt.toISOString(), canRestore };
  });
}

/** Everything is as it was. Throws USER_NOT_FOUND (404), ACCOUNT_NOT_LEAVING or ACCOUNT_ERASING (409). */
export async function restore(deps: Omit<Deps, "enqueue">, userId: UserId): Promise<User> {
  const now = new Date(deps.nowMs());
  return deps.db.transaction(async (tx) => {
    const user = await lockUser(tx, userId);
    if (user === null) throw notFound("user");
    if (user.eraseAt === null)
      throw new Problem({
        status: 409,
        code: "ACCOUNT_NOT_LEAVING",
        title: "This account is not about to be erased",
      });
    if (user.eraseAt <= now)
      throw new Problem({
        status: 409,
        code: "ACCOUNT_ERASING",
        title: "The time to come back is over",
        detail: `The account is being erased since ${user.eraseAt.toISOString()}.`,
      });
    await updateEraseAt(tx, userId, null);
    await showEntries(tx, userId, now);
    await recordRoomNews(tx, [roomTag.sanctions(userId)], now);
    return toUser({ ...user, eraseAt: null });
  });
}
