// What a block ends between two people, on both sides.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { dismissBetween } from "../events/appoint-member.ts";
import { changeNotifications } from "../notifications/notify.ts";
import { partFromParty } from "../parties/leave-party.ts";
import { endFollows } from "./follow.ts";
import { deleteInvitationsBetween } from "./invitation-store.ts";
import { deleteFriendship, pairOf } from "./store.ts";

/** `a` is who blocks. The caller holds the pair's lock. */
export async function part(tx: DbOrTx, a: UserId, b: UserId, now: Date): Promise<void> {
  await deleteFriendship(tx, pairOf(a, b));
  await dismissBetween(tx, a, b);
  await endFollows(tx, a, b, now);
  await deleteInvitationsBetween(tx, a, b);
  const ofParty = await partFromParty(tx, a, b, now);
  await changeNotifications(
    tx,
    [
      { change: "forget", userId: a, actorId: b },
      { change: "forget", userId: b, actorId: a },
      ...ofParty.map((userId) => ({ change: "ring", userId }) as const),
    ],
    now,
  );
}
