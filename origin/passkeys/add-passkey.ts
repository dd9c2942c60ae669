// A passkey comes to an account: to one there is, or together with one that is made for it. A guest who gets one is a guest
// no longer, and keeps everything.

import type * as z from "zod";
import { Problem } from "../../shared/http/problem.ts";
import type { GrantedSession } from "../../shared/schema/internal/identity.ts";
import type { finishAddSchema, finishSignUpSchema } from "../../shared/schema/internal/passkeys.ts";
import type { Passkey } from "../../shared/schema/passkey.ts";
import type { DbOrTx } from "../db/client.ts";
import { isUniqueViolation } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { createSession } from "../sessions/create-session.ts";
import { requireSignedIn, type SignedIn } from "../sessions/require-signed-in.ts";
import { createUser } from "../users/create-user.ts";
import { upgradeGuest } from "../users/upgrade-guest.ts";
import { PASSKEYS_PER_USER_MAX, passkeysFull } from "./begin-passkey.ts";
import { challengeInvalid, type OpenedChallenge, openChallenge, spendChallenge } from "./challenge.ts";
import { toPasskey } from "./list-passkeys.ts";
import { countPasskeys, insertPasskey, type PasskeyRecord } from "./store.ts";
import { verifyNewCredential } from "./verify-credential.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "internalToken">;

/**
 * Throws PASSKEY_CHALLENGE_INVALID, PASSKEY_INVALID, SESSION_ENDED (401), USER_NOT_FOUND (404), PASSKEY_TAKEN or PASSKEYS_FULL (409).
 */
export async function addPasskey(
  deps: Deps,
  by: SignedIn,
  { credential, rp, label, device }: z.output<typeof finishAddSchema>,
): Promise<Passkey> {
  const { userId } = by;
  const challenge = await openChallenge(deps, credential.response.clientDataJSON, "add");
  if (challenge.userId !== userId) throw challengeInvalid(new Error("it was asked for another user"));
  const checked = await verifyNewCredential(credential, { rp, challenge: challenge.sealed });
  const now = new Date(deps.nowMs());
  const { transports } = credential.response;
  const passkey = {
    ...checked,
    userId,
    transports,
    label: label ?? device,
    createdAt: now,
    lastUsedAt: null,
  };
  return takenWhenKnown(deps, async (tx) => {
    const user = await requireSignedIn(tx, by);
    if ((await countPasskeys(tx, userId)) >= PASSKEYS_PER_USER_MAX) throw passkeysFull();
    await keep(tx, challenge, passkey);
    await upgradeGuest(tx, user);
    return await toPasskey(passkey);
  });
}

/** Throws PASSKEY_CHALLENGE_INVALID, PASSKEY_INVALID (401) or PASSKEY_TAKEN (409). */
export async function signUpWithPasskey(
  deps: Deps,
  { credential, rp, device }: z.output<typeof finishSignUpSchema>,
): Promise<GrantedSession> {
  const challenge = await openChallenge(deps, credential.response.clientDataJSON, "sign-up");
  const checked = await verifyNewCredential(credential, { rp, challenge: challenge.sealed });
  const now = new Date(deps.nowMs());
  const { userId, displayName, locale } = challenge;
  const { transports } = credential.response;
  return takenWhenKnown(deps, async (tx) => {
    const user = await createUser(tx, { id: userId, displayName, role: "member", locale }, now);
    const passkey = { ...checked, userId, transports, label: device, createdAt: now, lastUsedAt: now };
    await keep(tx, challenge, passkey);
    return createSession(tx, user, device, now);
  });
}

async function keep(
  tx: DbOrTx,
  challenge: OpenedChallenge<"add" | "sign-up">,
  passkey: PasskeyRecord,
): Promise<void> {
  await spendChallenge(tx, challenge);
  await insertPasskey(tx, passkey);
}

async function takenWhenKnown<T>(deps: Deps, work: (tx: DbOrTx) => Promise<T>): Promise<T> {
  try {
    return await deps.db.transaction(work);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Problem({
      status: 409,
      code: "PASSKEY_TAKEN",
      title: "This passkey belongs to an account already",
      detail: "Sign in with it, or make another.",
      cause: error,
    });
  }
}
