// What an authenticator is told before it makes a passkey or signs with one. Every passkey is discoverable, so that nobody
// has to say who they are first, and asks for its owner each time: it stands for password and second factor together.

import { Problem } from "../../shared/http/problem.ts";
import { newId, type UserId } from "../../shared/schema/ids.ts";
import type { RelyingParty } from "../../shared/schema/internal/passkeys.ts";
import type { CreationOptions, RequestOptions } from "../../shared/schema/passkey.ts";
import type { Locale } from "../../shared/schema/user.ts";
import type { OriginDeps } from "../deps.ts";
import { requireFreshSignIn, type SignedIn } from "../sessions/require-signed-in.ts";
import { CHALLENGE_LIFETIME_MS, sealChallenge } from "./challenge.ts";
import { listPasskeys, type PasskeyRecord } from "./store.ts";
import { ALGORITHMS } from "./verify-credential.ts";

export const PASSKEYS_PER_USER_MAX = 10;
const RP_NAME = "Hiroba";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "internalToken">;

export async function beginSignIn(deps: Deps, rp: RelyingParty): Promise<RequestOptions> {
  return {
    challenge: await sealChallenge(deps, { for: "sign-in" }),
    rpId: rp.id,
    timeout: CHALLENGE_LIFETIME_MS,
    userVerification: "required",
  };
}

/** For an account that is not there yet: it will have the id that the passkey keeps. */
export async function beginSignUp(
  deps: Deps,
  { rp, displayName, locale }: { rp: RelyingParty; displayName: string; locale: Locale },
): Promise<CreationOptions> {
  const userId = newId("user");
  const challenge = await sealChallenge(deps, { for: "sign-up", userId, displayName, locale });
  return creationOptions({ rp, challenge, user: { id: userId, displayName }, has: [] });
}

/**
 * Asks here when they signed in, and not once the passkey is made: one that was refused then would stay with its owner,
 * good for nothing. Throws USER_NOT_FOUND (404), SESSION_ENDED (401), SIGN_IN_NOT_FRESH (403) or PASSKEYS_FULL (409).
 */
export async function beginAdd(deps: Deps, by: SignedIn, rp: RelyingParty): Promise<CreationOptions> {
  const { userId } = by;
  const now = new Date(deps.nowMs());
  const user = await deps.db.transaction((tx) => requireFreshSignIn(tx, by, now));
  const has = await listPasskeys(deps.db, userId);
  if (has.length >= PASSKEYS_PER_USER_MAX) throw passkeysFull();
  const challenge = await sealChallenge(deps, { for: "add", userId });
  return creationOptions({ rp, challenge, user, has });
}

export function passkeysFull(): Problem {
  return new Problem({
    status: 409,
    code: "PASSKEYS_FULL",
    title: "This account has as many passkeys as one may",
    detail: `At most ${PASSKEYS_PER_USER_MAX}; remove one first.`,
  });
}

function creationOptions(given: {
  readonly rp: RelyingParty;
  readonly challenge: string;
  readonly user: { readonly id: UserId; readonly displayName: string };
  /** An authenticator that holds one of these makes no second. */
  readonly has: readonly PasskeyRecord[];
}): CreationOptions {
  const { id, displayName } = given.user;
  return {
    rp: { id: given.rp.id, name: RP_NAME },
    user: { id: Buffer.from(id).toString("base64url"), name: displayName, displayName },
    challenge: given.challenge,
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    timeout: CHALLENGE_LIFETIME_MS,
    attestation: "none",
    excludeCredentials: given.has.map(({ credentialId, transports }) => ({
      id: credentialId,
      type: "public-key",
      transports,
    })),
    authenticatorSelection: {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
}
