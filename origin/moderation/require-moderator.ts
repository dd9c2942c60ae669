// Who may keep order in Hiroba as a whole, as it is now: an access token says what was so up to ten minutes ago.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { PlatformRole } from "../../shared/schema/user.ts";
import type { DbOrTx } from "../db/client.ts";
import { requireUser } from "../users/get-user.ts";
import type { UserRecord } from "../users/store.ts";

const RANK: Readonly<Record<PlatformRole, number>> = { user: 0, moderator: 1, admin: 2 };

/** The account. Throws USER_NOT_FOUND (404) or PLATFORM_ROLE_REQUIRED (403) for whoever is less than `least`. */
export async function requirePlatformRole(
  db: DbOrTx,
  userId: UserId,
  least: "moderator" | "admin",
): Promise<UserRecord> {
  const user = await requireUser(db, userId);
  if (RANK[user.platformRole] >= RANK[least]) return user;
  throw new Problem({
    status: 403,
    code: "PLATFORM_ROLE_REQUIRED",
    title: "This is not yours to do",
    detail: `It takes a ${least}; you are a ${user.platformRole} by now.`,
  });
}

/** Throws TARGET_NOT_LOWER (403): nobody decides about themselves, nor about somebody as high as they are. */
export function requireLower(actor: UserRecord, target: UserRecord): void {
  if (RANK[actor.platformRole] > RANK[target.platformRole] && actor.id !== target.id) return;
  throw new Problem({
    status: 403,
    code: "TARGET_NOT_LOWER",
    title: "Only somebody higher decides about them",
    detail: `They are ${target.platformRole}, you are ${actor.platformRole}. Admins change roles.`,
  });
}
