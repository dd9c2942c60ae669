// Who may see where a user is, and who may come there.

import type { UserId } from "../../shared/schema/ids.ts";
import type { Privacy } from "../../shared/schema/user.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { requireUser } from "./get-user.ts";
import { updatePrivacy } from "./store.ts";

/** Throws USER_NOT_FOUND (404). */
export async function getPrivacy(deps: Pick<OriginDeps, "db">, userId: UserId): Promise<Privacy> {
  const { presenceFor, joinableBy } = await requireUser(deps.db, userId);
  return { presenceFor, joinableBy };
}

/** Throws USER_NOT_FOUND (404). */
export async function setPrivacy(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
  privacy: Privacy,
): Promise<Privacy> {
  if (!(await updatePrivacy(deps.db, userId, privacy))) throw notFound("user");
  return privacy;
}
