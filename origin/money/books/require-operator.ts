// Who may look into the books and act on them: admins, as they are now, and whoever runs the server. Moderators have no business there.

import type { UserId } from "../../../shared/schema/ids.ts";
import type { DbOrTx } from "../../db/client.ts";
import { requirePlatformRole } from "../../moderation/require-moderator.ts";

/** Null is whoever runs the server, at its console. */
export type Operator = UserId | null;

/** Throws USER_NOT_FOUND (404) or PLATFORM_ROLE_REQUIRED (403). */
export async function requireOperator(db: DbOrTx, by: Operator): Promise<void> {
  if (by !== null) await requirePlatformRole(db, by, "admin");
}
