// A guest who gets a first way to come back is a guest no longer, and keeps everything.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { notFound } from "../route-params.ts";
import { indexUser } from "./index-user.ts";
import { lockUser, type UserRecord, updateRole } from "./store.ts";

/** The account, held until the transaction ends: what is counted of it stays so. Throws USER_NOT_FOUND (404). */
export async function requireLockedUser(tx: DbOrTx, userId: UserId): Promise<UserRecord> {
  const user = await lockUser(tx, userId);
  if (user === null) throw notFound("user");
  return user;
}

export async function upgradeGuest(tx: DbOrTx, user: UserRecord): Promise<void> {
  if (user.role !== "guest") return;
  await updateRole(tx, user.id, "member");
  await indexUser(tx, { ...user, role: "member" });
}
