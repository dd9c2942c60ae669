// For what an ended session must not do, though its access token lives a few minutes longer: whoever was signed out
// everywhere must not be able to add a way back in, or to take one away.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { notFound } from "../route-params.ts";
import { lockUser, type UserRecord } from "../users/store.ts";
import { findFamilySince, holdFamily } from "./store.ts";

/** For what cannot be taken back, or outlives a sign-out: who only found the device open must not be able to do it. */
export const FRESH_SIGN_IN_MS = 10 * 60_000;

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
  throw sessionEnded();
}

/**
 * The same, for a session that began a moment ago; a guest, who cannot sign in again, needs but a session. Throws also
 * SIGN_IN_NOT_FRESH (403).
 */
export async function requireFreshSignIn(tx: DbOrTx, by: SignedIn, now: Date): Promise<UserRecord> {
  const user = await requireSignedIn(tx, by);
  if (user.role === "guest") return user;
  const since = await findFamilySince(tx, by.sessionId);
  if (since !== null && now.getTime() - since.getTime() <= FRESH_SIGN_IN_MS) return user;
  throw new Problem({
    status: 403,
    code: "SIGN_IN_NOT_FRESH",
    title: "This needs you to have just signed in",
    detail: `Sign in again, and repeat within ${FRESH_SIGN_IN_MS / 60_000} minutes. This session began ${since?.toISOString() ?? "long ago"}.`,
  });
}

function sessionEnded(): Problem {
  return new Problem({
    status: 401,
    code: "SESSION_ENDED",
    title: "This session has ended",
    detail: "Sign in again.",
  });
}
