// One passkey less. Sessions that began with it go on: their owner ends them in the list of devices.

import type { UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { requireAnotherWay } from "../users/sign-in-ways.ts";
import { requirePasskey } from "./list-passkeys.ts";
import { deletePasskey } from "./store.ts";

/** Throws PASSKEY_NOT_FOUND (404) or LAST_SIGN_IN_WAY (409). */
export async function removePasskey(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
  passkeyId: string,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const known = await requirePasskey(tx, userId, passkeyId);
    await requireAnotherWay(tx, userId);
    await deletePasskey(tx, known.credentialId);
  });
}
