// Who keeps order in Hiroba as a whole, and changing that. An admin does, or whoever runs the server, who makes the first one.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { Team, TeamMember } from "../../shared/schema/moderation.ts";
import type { PlatformRole } from "../../shared/schema/user.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { requirePlatformRole } from "../moderation/require-moderator.ts";
import { notFound } from "../route-params.ts";
import { listTeam, lockUser, updatePlatformRole } from "./store.ts";

/** More than any community has. */
const TEAM_SHOWN_MAX = 500;

/** By name. Throws PLATFORM_ROLE_REQUIRED (403). */
export async function getTeam(deps: { readonly db: DbOrTx }, byId: UserId): Promise<Team> {
  await requirePlatformRole(deps.db, byId, "admin");
  const members = await listTeam(deps.db, TEAM_SHOWN_MAX);
  return {
    items: members.map(({ id, displayName, platformRole }) => ({
      user: { id, displayName },
      role: platformRole,
    })),
  };
}

/** Moderators and admins together. */
export async function countTeam(db: DbOrTx): Promise<number> {
  return (await listTeam(db, TEAM_SHOWN_MAX)).length;
}

/**
 * Takes effect with the next access token, ten minutes later at most; what a role no longer allows is refused at once.
 * `actorId` null is whoever runs the server. Throws PLATFORM_ROLE_REQUIRED (403), USER_NOT_FOUND (404) or LAST_ADMIN (409).
 */
export async function changePlatformRole(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  actorId: UserId | null,
  userId: UserId,
  role: PlatformRole,
): Promise<TeamMember> {
  return deps.db.transaction(async (tx) => {
    // Two admins must not take each other's role at once.
    await lockInTransaction(tx, "team");
    if (actorId !== null) await requirePlatformRole(tx, actorId, "admin");
    const user = await lockUser(tx, userId);
    if (user === null) throw notFound("user");
    const changed = { user: { id: user.id, displayName: user.displayName }, role };
    if (user.platformRole === role) return changed;
    if (actorId !== null && user.platformRole === "admin" && (await countAdmins(tx)) === 1) throw lastAdmin();
    await updatePlatformRole(tx, userId, role);
    const facts = { from: user.platformRole, to: role };
    await recordAudit(tx, { actorId, act: "role.change", subject: userId, facts }, new Date(deps.nowMs()));
    return changed;
  });
}

async function countAdmins(tx: DbOrTx): Promise<number> {
  return (await listTeam(tx, TEAM_SHOWN_MAX)).filter(({ platformRole }) => platformRole === "admin").length;
}

function lastAdmin(): Problem {
  return new Problem({
    status: 409,
    code: "LAST_ADMIN",
    title: "This is the only admin left",
    detail: "Make somebody else an admin first.",
  });
}
