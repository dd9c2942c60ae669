// Reads of users that other nouns need.

import { toParticipant } from "../../shared/adapter/user-to-participant.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { Participant } from "../../shared/schema/room-spec.ts";
import type { User } from "../../shared/schema/user.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { toUser } from "./create-session.ts";
import { findUser, findUserAndAvatar } from "./store.ts";

/** Throws USER_NOT_FOUND (404). */
export async function getUser(deps: { readonly db: DbOrTx }, userId: UserId): Promise<User> {
  const user = await findUser(deps.db, userId);
  if (user === null) throw notFound("user");
  return toUser(user);
}

/** The user as a room would see them now. Throws USER_NOT_FOUND (404). */
export async function getParticipant(
  deps: Pick<OriginDeps, "db" | "deliveryUrl">,
  userId: UserId,
): Promise<Participant> {
  const found = await findUserAndAvatar(deps.db, userId);
  if (found === null) throw notFound("user");
  return toParticipant(found.user, found.avatar, deps.deliveryUrl);
}
