// One more way to sign in to the same account. A guest who gets a first one is a guest no longer, and keeps everything.

import type * as z from "zod";
import { Problem } from "../../shared/http/problem.ts";
import type { linkIdentitySchema } from "../../shared/schema/internal/identity.ts";
import type { Identity } from "../../shared/schema/user.ts";
import { isUniqueViolation } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { requireFreshSignIn, type SignedIn } from "../sessions/require-signed-in.ts";
import { toIdentity } from "./list-identities.ts";
import { countIdentities, findIdentity, insertIdentity } from "./store.ts";
import { upgradeGuest } from "./upgrade-guest.ts";

const IDENTITIES_PER_USER_MAX = 10;

/**
 * Linking what is linked already changes nothing. Throws USER_NOT_FOUND (404), SESSION_ENDED (401), SIGN_IN_NOT_FRESH (403),
 * IDENTITY_TAKEN (409: it is another account's) or IDENTITIES_FULL (409).
 */
export async function linkIdentity(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  by: SignedIn,
  { issuer, subject, label }: z.output<typeof linkIdentitySchema>,
): Promise<Identity> {
  const now = new Date(deps.nowMs());
  const { userId } = by;
  try {
    return await deps.db.transaction(async (tx) => {
      const user = await requireFreshSignIn(tx, by, now);
      const known = await findIdentity(tx, issuer, subject);
      if (known !== null && known.userId !== userId) throw taken();
      if (known !== null) return await toIdentity(known);
      if ((await countIdentities(tx, userId)) >= IDENTITIES_PER_USER_MAX) throw full();
      const identity = { issuer, subject, userId, label, createdAt: now, lastUsedAt: now };
      await insertIdentity(tx, identity);
      await upgradeGuest(tx, user);
      return await toIdentity(identity);
    });
  } catch (error) {
    // Two accounts linked it at once, and the other was faster.
    if (isUniqueViolation(error)) throw taken();
    throw error;
  }
}

function taken(): Problem {
  return new Problem({
    status: 409,
    code: "IDENTITY_TAKEN",
    title: "This identity signs in to another account",
    detail: "Sign out and sign in with it to use that account; nothing of this one has changed.",
  });
}

function full(): Problem {
  return new Problem({
    status: 409,
    code: "IDENTITIES_FULL",
    title: "This account has as many identities as one may",
    detail: `At most ${IDENTITIES_PER_USER_MAX}; remove one first.`,
  });
}
