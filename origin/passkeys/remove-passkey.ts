// One passkey less. Sessions that began with it go on: their owner ends them in the list of devices.

import type { OriginDeps } from "../deps.ts";
import { requireSignedIn, type SignedIn } from "../sessions/require-signed-in.ts";
import { requireAnotherWay } from "../users/sign-in-ways.ts";
import { requirePasskey } from "./list-passkeys.ts";
import { deletePasskey } from "./store.ts";

/** Throws SESSION_ENDED (401), USER_NOT_FOUND, PASSKEY_NOT_FOUND (404) or LAST_SIGN_IN_WAY (409). */
export async function removePasskey(
  deps: Pick<OriginDeps, "db">,
  by: SignedIn,
  passkeyId: string,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await requireSignedIn(tx, by);
    const known = await requirePasskey(tx, by.userId, passkeyId);
    await requireAnotherWay(tx, by.userId);
    await deletePasskey(tx, known.credentialId);
  });
}
