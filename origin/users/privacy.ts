// Who may see where a user is, who may come there, and who may invite them elsewhere.

import type { UserId } from "../../shared/schema/ids.ts";
import type { Privacy, SetPrivacy } from "../../shared/schema/user.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { requireUser } from "./get-user.ts";
import { type UserRecord, updatePrivacy } from "./store.ts";

/** Throws USER_NOT_FOUND (404). */
export async function getPrivacy(deps: Pick<OriginDeps, "db">, userId: UserId): Promise<Privacy> {
  return toPrivacy(await requireUser(deps.db, userId));
}

/** Throws USER_NOT_FOUND (404). */
export async function setPrivacy(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
  privacy: SetPrivacy,
): Promise<Privacy> {
  const user = await updatePrivacy(deps.db, userId, privacy);
  if (user === null) throw notFound("user");
  return toPrivacy(user);
}

function toPrivacy({ presenceFor, joinableBy, messageableBy }: UserRecord): Privacy {
  return { presenceFor, joinableBy, messageableBy };
}
