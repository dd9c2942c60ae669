// Whether somebody may wear an avatar, as far as the page can tell; the origin decides. Pure.

import type { UserId } from "../../../shared/schema/ids.ts";
import type { ListedAvatar } from "../../../shared/schema/public-api.ts";

type Avatar = Pick<ListedAvatar, "owner" | "listing"> & {
  readonly licence: Pick<ListedAvatar["licence"], "avatarPermission">;
};

/** For whom it is: "anybody" where whoever asks may wear it; "buyers": those who have it; "owner": nobody else. */
export function wearableBy(
  { owner, licence, listing }: Avatar,
  userId: UserId,
  isHeld: boolean,
): "anybody" | "buyers" | "owner" {
  if (isHeld || owner.id === userId) return "anybody";
  if (listing?.isForHolders) return "buyers";
  return licence.avatarPermission === "everyone" ? "anybody" : "owner";
}
