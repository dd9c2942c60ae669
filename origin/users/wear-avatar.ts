// Puts an avatar on a user: their own, one they have bought, or one that is for everybody.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import type { User } from "../../shared/schema/user.ts";
import { lockAvatar } from "../assets/get-asset.ts";
import { recordChange } from "../changes/record-change.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { requireWearable } from "../store/may-use.ts";
import { toUser } from "./get-user.ts";
import { updateAvatar } from "./store.ts";

/** `avatarId` null takes it off. Throws USER_NOT_FOUND, ASSET_NOT_FOUND (404), AVATAR_NOT_YOURS or AVATAR_NOT_BOUGHT (403). */
export async function wearAvatar(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  userId: UserId,
  avatarId: AssetId | null,
): Promise<User> {
  return deps.db.transaction(async (tx) => {
    // Who begins to sell it, or takes it down, waits: nobody keeps on what they put on in that moment.
    if (avatarId !== null) await requireWearable(tx, userId, await lockAvatar(tx, avatarId));
    const user = await updateAvatar(tx, userId, avatarId);
    if (user === null) throw notFound("user");
    await recordChange(tx, [cacheTag.user(userId)], new Date(deps.nowMs()));
    return toUser(user);
  });
}
