// One way to sign in less. Sessions that began with it go on: their owner ends them in the list of devices.

import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { requireSignedIn, type SignedIn } from "../sessions/require-signed-in.ts";
import { toIdentity } from "./list-identities.ts";
import { requireAnotherWay } from "./sign-in-ways.ts";
import { deleteIdentity, listIdentities } from "./store.ts";

/** Throws SESSION_ENDED (401), USER_NOT_FOUND, IDENTITY_NOT_FOUND (404) or LAST_SIGN_IN_WAY (409). */
export async function unlinkIdentity(
  deps: Pick<OriginDeps, "db">,
  by: SignedIn,
  identityId: string,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await requireSignedIn(tx, by);
    for (const record of await listIdentities(tx, by.userId)) {
      if ((await toIdentity(record)).id !== identityId) continue;
      await requireAnotherWay(tx, by.userId);
      await deleteIdentity(tx, record.issuer, record.subject);
      return;
    }
    throw notFound("identity");
  });
}
