// Puts an avatar on a user: their own, or one whose licence lets everyone wear it.

import { Problem } from "../../shared/http/problem.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import type { User } from "../../shared/schema/user.ts";
import { requireAvatar } from "../assets/get-asset.ts";
import { recordChange } from "../changes/record-change.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { toUser } from "./get-user.ts";
import { updateAvatar } from "./store.ts";

/** `avatarId` null takes it off. Throws USER_NOT_FOUND, ASSET_NOT_FOUND (404) or AVATAR_NOT_YOURS (403). */
export async function wearAvatar(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  userId: UserId,
  avatarId: AssetId | null,
): Promise<User> {
  if (avatarId !== null) {
    const asset = await requireAvatar(deps, avatarId);
    if (asset.ownerId !== userId && asset.licence.avatarPermission !== "everyone") throw notYours();
  }
  return deps.db.transaction(async (tx) => {
    const user = await updateAvatar(tx, userId, avatarId);
    if (user === null) throw notFound("user");
    await recordChange(tx, [cacheTag.user(userId)], new Date(deps.nowMs()));
    return toUser(user);
  });
}

function notYours(): Problem {
  return new Problem({
    status: 403,
    code: "AVATAR_NOT_YOURS",
    title: "This avatar's licence lets only its owner wear it",
  });
}
