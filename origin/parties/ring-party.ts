// Telling people that something about a party has changed: whoever follows what they are told of hears an event, and asks again.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { changeNotifications } from "../notifications/notify.ts";

/** To be called once a transaction, as the last that takes a lock. */
export async function ringParty(tx: DbOrTx, userIds: readonly UserId[], now: Date): Promise<void> {
  await changeNotifications(
    tx,
    userIds.map((userId) => ({ change: "ring", userId }) as const),
    now,
  );
}
