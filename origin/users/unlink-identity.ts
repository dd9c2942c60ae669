// One way to sign in less. Sessions that began with it go on: their owner ends them in the list of devices.

import type { UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { toIdentity } from "./list-identities.ts";
import { requireAnotherWay } from "./sign-in-ways.ts";
import { deleteIdentity, listIdentities } from "./store.ts";

/** Throws IDENTITY_NOT_FOUND (404) or LAST_SIGN_IN_WAY (409). */
export async function unlinkIdentity(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
  identityId: string,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await requireAnotherWay(tx, userId);
    for (const record of await listIdentities(tx, userId)) {
      if ((await toIdentity(record)).id !== identityId) continue;
      await deleteIdentity(tx, record.issuer, record.subject);
      return;
    }
    throw notFound("identity");
  });
}
