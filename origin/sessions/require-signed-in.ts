// For what an ended session must not do, though its access token lives a few minutes longer: whoever was signed out
// everywhere must not be able to add a way back in, or to take one away.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { notFound } from "../route-params.ts";
import { lockUser, type UserRecord } from "../users/store.ts";
import { holdFamily } from "./store.ts";

/** Who acts, and by which of their sessions. */
export type SignedIn = { readonly userId: UserId; readonly sessionId: string };

/**
 * The account, held until the transaction ends: what is counted of it stays so, and nobody ends the session meanwhile.
 * Throws USER_NOT_FOUND (404) or SESSION_ENDED (401).
 */
export async function requireSignedIn(tx: DbOrTx, { userId, sessionId }: SignedIn): Promise<UserRecord> {
  const user = await lockUser(tx, userId);
  if (user === null) throw notFound("user");
  if (await holdFamily(tx, userId, sessionId)) return user;
  throw new Problem({
    status: 401,
    code: "SESSION_ENDED",
    title: "This session has ended",
    detail: "Sign in again.",
  });
}
