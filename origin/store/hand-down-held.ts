// What others have bought of somebody outlives their account: it is nobody's work then, sold no more and found no more, and whoever has
// it goes on wearing and using it. With the last who has it, it goes as well.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { ensureNobody, NOBODY_ID } from "../users/nobody.ts";
import { giveLastHeldAssets, handDownHeldAssets } from "./holding-store.ts";

/** To be called in the transaction that erases an account, before its assets and their files are looked at. */
export async function handDownHeld(tx: DbOrTx, userId: UserId, now: Date): Promise<void> {
  await ensureNobody(tx, now);
  await handDownHeldAssets(tx, userId, NOBODY_ID);
  await giveLastHeldAssets(tx, NOBODY_ID, userId);
}
