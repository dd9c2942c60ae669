// Whom a handle leads to.

import type { UserId } from "../../shared/schema/ids.ts";
import type { Profile } from "../../shared/schema/public-api.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { getProfile } from "../users/get-profile.ts";
import { keptSince } from "./may-take.ts";
import { findHolder } from "./store.ts";

/** Throws USER_NOT_FOUND (404), also where getProfile does. */
export async function findByHandle(
  deps: Pick<OriginDeps, "db" | "nowMs" | "deliveryUrl">,
  handle: string,
): Promise<Profile> {
  const userId = await findHolderOf(deps, handle);
  if (userId === null) throw notFound("user");
  return getProfile(deps, userId);
}

/** Null: nobody's. */
export function findHolderOf(
  { db, nowMs }: Pick<OriginDeps, "db" | "nowMs">,
  handle: string,
): Promise<UserId | null> {
  return findHolder(db, handle, keptSince(nowMs()));
}
