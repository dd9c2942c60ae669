// Whose that is which outlives its owner's account because others have it. An account that nobody signs in to; as a guest's, its
// profile is shown to nobody.

import { type UserId, userIdSchema } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { insertUserOnce } from "./store.ts";

export const NOBODY_ID: UserId = userIdSchema.parse("usr_nobody");
const NOBODY_NAME = "—";

export async function ensureNobody(tx: DbOrTx, now: Date): Promise<void> {
  await insertUserOnce(tx, {
    id: NOBODY_ID,
    displayName: NOBODY_NAME,
    role: "guest",
    locale: "ja",
    presenceFor: "nobody",
    joinableBy: "nobody",
    messageableBy: "nobody",
    createdAt: now,
  });
}
