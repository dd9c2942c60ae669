// A guest who gets a first way to come back is a guest no longer, and keeps everything.

import type { DbOrTx } from "../db/client.ts";
import { indexUser } from "./index-user.ts";
import { type UserRecord, updateRole } from "./store.ts";

export async function upgradeGuest(tx: DbOrTx, user: UserRecord): Promise<void> {
  if (user.role !== "guest") return;
  await updateRole(tx, user.id, "member");
  await indexUser(tx, { ...user, role: "member" });
}
