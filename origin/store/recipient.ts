// For whom else something is bought: a friend, whom nothing keeps apart.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockPair, requireTogether } from "../social/apart.ts";
import { areFriends } from "../social/befriend.ts";
import { requireShown } from "../users/require-shown.ts";

/**
 * What is between the two stands still until the transaction ends. Throws RECIPIENT_IS_SELF (422), USER_NOT_FOUND (404; also where they
 * have blocked the giver), USER_BLOCKED (409) or RECIPIENT_NOT_FRIEND (403).
 */
export async function requireRecipient(tx: DbOrTx, giverId: UserId, recipientId: UserId): Promise<void> {
  if (giverId === recipientId) throw isSelf();
  await lockPair(tx, giverId, recipientId);
  await requireShown(tx, recipientId, "user");
  await requireTogether(tx, giverId, recipientId);
  if (!(await areFriends(tx, giverId, recipientId))) throw notFriend();
}

function isSelf(): Problem {
  return new Problem({
    status: 422,
    code: "RECIPIENT_IS_SELF",
    title: "What is for oneself is nobody's gift",
    detail: "Leave forUserId out.",
  });
}

function notFriend(): Problem {
  return new Problem({
    status: 403,
    code: "RECIPIENT_NOT_FRIEND",
    title: "Things are given to friends",
    detail: "Become friends first.",
  });
}
