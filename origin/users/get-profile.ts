// What everybody may know of a user: name, what they say of themselves, what they wear, and how much they have published.

import { isAvatarRow, toAvatar } from "../../shared/adapter/asset-to-avatar.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { Profile } from "../../shared/schema/public-api.ts";
import { countEntriesOf } from "../catalog/count-entries.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { findUserAndAvatar, findUserName } from "./store.ts";

/** Throws USER_NOT_FOUND (404), also for a guest, and for who is about to be erased. */
export async function getProfile(
  deps: Pick<OriginDeps, "db" | "deliveryUrl">,
  userId: UserId,
): Promise<Profile> {
  const found = await findUserAndAvatar(deps.db, userId);
  if (found === null || found.user.role === "guest" || found.user.eraseAt !== null) throw notFound("user");
  const { user, avatar } = found;
  const counts = await countEntriesOf(deps, userId);
  const maker = avatar === null ? null : await findUserName(deps.db, avatar.ownerId);
  return {
    id: user.id,
    displayName: user.displayName,
    handle: user.handle,
    bio: user.bio,
    avatar:
      avatar !== null && maker !== null && isAvatarRow(avatar)
        ? toAvatar(avatar, maker, deps.deliveryUrl)
        : null,
    worldCount: counts.get("world") ?? 0,
    avatarCount: counts.get("avatar") ?? 0,
    followerCount: user.followerCount,
    followingCount: user.followingCount,
    createdAt: user.createdAt.toISOString(),
  };
}
