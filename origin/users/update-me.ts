// A user changes what others see of them.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { UpdateMe, User } from "../../shared/schema/user.ts";
import { recordChange } from "../changes/record-change.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { toUser } from "./get-user.ts";
import { indexUser } from "./index-user.ts";
import { updateUser } from "./store.ts";

/** Throws USER_NOT_FOUND (404). */
export async function updateMe(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  userId: UserId,
  change: UpdateMe,
): Promise<User> {
  return deps.db.transaction(async (tx) => {
    const user = await updateUser(tx, userId, change);
    if (user === null) throw notFound("user");
    await indexUser(tx, user);
    await recordChange(tx, [cacheTag.user(userId)], new Date(deps.nowMs()));
    return toUser(user);
  });
}
