// Who signs in with a passkey is whoever it belongs to: the key says so, not a name they type.

import type * as z from "zod";
import { Problem } from "../../shared/http/problem.ts";
import type { GrantedSession } from "../../shared/schema/internal/identity.ts";
import type { finishSignInSchema } from "../../shared/schema/internal/passkeys.ts";
import type { OriginDeps } from "../deps.ts";
import { createSession } from "../sessions/create-session.ts";
import { requireUser } from "../users/get-user.ts";
import { openChallenge, spendChallenge } from "./challenge.ts";
import { lockPasskey, updatePasskey } from "./store.ts";
import { verifyAssertion } from "./verify-credential.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "internalToken">;

/** Throws PASSKEY_CHALLENGE_INVALID, PASSKEY_UNKNOWN or PASSKEY_INVALID (401). */
export async function signInWithPasskey(
  deps: Deps,
  { credential, rp, device }: z.output<typeof finishSignInSchema>,
): Promise<GrantedSession> {
  const challenge = await openChallenge(deps, credential.response.clientDataJSON, "sign-in");
  const now = new Date(deps.nowMs());
  return deps.db.transaction(async (tx) => {
    const known = await lockPasskey(tx, credential.id);
    if (known === null) throw unknown();
    const checked = await verifyAssertion(credential, known, { rp, challenge: challenge.sealed });
    await spendChallenge(tx, challenge);
    await updatePasskey(tx, known, { ...checked, lastUsedAt: now });
    return createSession(tx, await requireUser(tx, known.userId), device, now);
  });
}

function unknown(): Problem {
  return new Problem({
    status: 401,
    code: "PASSKEY_UNKNOWN",
    title: "No account here has this passkey",
    detail: "It may have been removed. Sign in another way.",
  });
}
