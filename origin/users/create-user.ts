// A new account, as plain as they all begin.

import type { UserId } from "../../shared/schema/ids.ts";
import type { Role } from "../../shared/schema/role.ts";
import type { Locale } from "../../shared/schema/user.ts";
import type { DbOrTx } from "../db/client.ts";
import { indexUser } from "./index-user.ts";
import { insertUser, type UserRecord } from "./store.ts";

type NewUser = {
  readonly id: UserId;
  readonly displayName: string;
  readonly role: Role;
  readonly locale: Locale;
};

/** Throws a unique violation when there is an account of this id. */
export async function createUser(tx: DbOrTx, given: NewUser, now: Date): Promise<UserRecord> {
  const user: UserRecord = {
    ...given,
    handle: null,
    platformRole: "user",
    avatarId: null,
    bio: "",
    presenceFor: "friends",
    joinableBy: "friends",
    messageableBy: "friends",
    followerCount: 0,
    followingCount: 0,
    createdAt: now,
    eraseAt: null,
  };
  await insertUser(tx, user);
  await indexUser(tx, user);
  return user;
}
