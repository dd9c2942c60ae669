// What a block ends between two people, on both sides.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { dismissBetween } from "../events/appoint-member.ts";
import { deleteFriendship, pairOf } from "./store.ts";

/** The caller holds the pair's lock. */
export async function part(tx: DbOrTx, a: UserId, b: UserId, _now: Date): Promise<void> {
  await deleteFriendship(tx, pairOf(a, b));
  await dismissBetween(tx, a, b);
}
