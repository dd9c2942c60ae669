// Reads of users that other nouns need.

import { toParticipant } from "../../shared/adapter/user-to-participant.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { Participant } from "../../shared/schema/room-spec.ts";
import type { User } from "../../shared/schema/user.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { findUser, findUserAndAvatar, type UserRecord } from "./store.ts";

/** Throws USER_NOT_FOUND (404). */
export async function getUser(deps: { readonly db: DbOrTx }, userId: UserId): Promise<User> {
  return toUser(await requireUser(deps.db, userId));
}

/** The account as we keep it. Throws USER_NOT_FOUND (404). */
export async function requireUser(db: DbOrTx, userId: UserId): Promise<UserRecord> {
  const user = await findUser(db, userId);
  if (user === null) throw notFound("user");
  return user;
}

export async function isUser(db: DbOrTx, userId: UserId): Promise<boolean> {
  return (await findUser(db, userId)) !== null;
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

/** The account as its owner sees it. */
export function toUser(user: UserRecord): User {
  return {
    id: user.id,
    displayName: user.displayName,
    handle: user.handle,
    isGuest: user.role === "guest",
    locale: user.locale,
    bio: user.bio,
    avatarId: user.avatarId,
    createdAt: user.createdAt.toISOString(),
    eraseAt: user.eraseAt?.toISOString() ?? null,
  };
}
