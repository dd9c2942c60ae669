// How a user can come back: identities at providers, and passkeys. Whoever has one keeps at least one, or the account is
// lost to its owner.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { countSignInWays, lockUser } from "./store.ts";

/** Holds the user's row until the transaction ends, so that two removals at once cannot each leave the other. */
export async function requireAnotherWay(tx: DbOrTx, userId: UserId): Promise<void> {
  await lockUser(tx, userId);
  if ((await countSignInWays(tx, userId)) > 1) return;
  throw new Problem({
    status: 409,
    code: "LAST_SIGN_IN_WAY",
    title: "This is the only way left to sign in to this account",
    detail: "Add another identity or a passkey first, then remove this one.",
  });
}
