// A passkey is called something else.

import type { UserId } from "../../shared/schema/ids.ts";
import type { Passkey } from "../../shared/schema/passkey.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { requirePasskey, toPasskey } from "./list-passkeys.ts";
import { updatePasskey } from "./store.ts";

/** Throws PASSKEY_NOT_FOUND (404). */
export async function renamePasskey(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
  passkey: { readonly id: string; readonly label: string },
): Promise<Passkey> {
  const known = await requirePasskey(deps.db, userId, passkey.id);
  const renamed = await updatePasskey(deps.db, known, { label: passkey.label });
  if (renamed === null) throw notFound("passkey");
  return toPasskey(renamed);
}
