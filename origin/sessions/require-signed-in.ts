// For what an ended session must not do, though its access token lives a few minutes longer: whoever was signed out
// everywhere must not be able to add a way back in, or to take one away. And for what an old one must not do: a session that
// somebody left open or was robbed of adds no way in that outlives it.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { notFound } from "../route-params.ts";
import { lockUser, type UserRecord } from "../users/store.ts";
import { holdFamily } from "./store.ts";

/** Who acts, and by which of their sessions. */
export type SignedIn = { readonly userId: UserId; readonly sessionId: string };

/** How long ago one may have signed in to add a way to sign in. */
export const SIGN_IN_RECENT_MS = 10 * 60_000;

/**
 * The account, held until the transaction ends: what is counted of it stays so, and nobody ends the session meanwhile.
 * Throws USER_NOT_FOUND (404) or SESSION_ENDED (401).
 */
export async function requireSignedIn(tx: DbOrTx, by: SignedIn): Promise<UserRecord> {
  return (await holdSignedIn(tx, by)).user;
}

/**
 * The same for whoever signed in less than SIGN_IN_RECENT_MS ago, or is a guest, who has nothing to sign in with again.
 * Throws SIGN_IN_NOT_RECENT (403) besides.
 */
export async function requireRecentSignIn(tx: DbOrTx, by: SignedIn, now: Date): Promise<UserRecord> {
  const { user, since } = await holdSignedIn(tx, by);
  const agoMs = now.getTime() - since.getTime();
  if (user.role === "guest" || agoMs < SIGN_IN_RECENT_MS) return user;
  throw new Problem({
    status: 403,
    code: "SIGN_IN_NOT_RECENT",
    title: "For this one must have signed in a moment ago",
    detail: "Sign in again, then repeat it within ten minutes.",
    errors: [{ name: "signedInAgoMs", message: "is too long", actual: agoMs, limit: SIGN_IN_RECENT_MS }],
  });
}

async function holdSignedIn(
  tx: DbOrTx,
  { userId, sessionId }: SignedIn,
): Promise<{ readonly user: UserRecord; readonly since: Date }> {
  const user = await lockUser(tx, userId);
  if (user === null) throw notFound("user");
  const since = await holdFamily(tx, userId, sessionId);
  if (since !== null) return { user, since };
  throw new Problem({
    status: 401,
    code: "SESSION_ENDED",
    title: "This session has ended",
    detail: "Sign in again.",
  });
}
