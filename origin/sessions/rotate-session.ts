// One refresh token buys one successor. A token that comes a second time was copied: its whole family ends. Because an
// honest client may ask twice at once, the second is only put off during a short grace.

import { Problem } from "../../shared/http/problem.ts";
import type { GrantedSession } from "../../shared/schema/internal/identity.ts";
import { sha256Hex } from "../../shared/sha256.ts";
import type { OriginDeps } from "../deps.ts";
import { requireUser } from "../users/get-user.ts";
import { grantNextToken } from "./create-session.ts";
import { ROTATION_GRACE_MS } from "./refresh-token.ts";
import { findRefreshToken, revokeFamily, touchFamily, useRefreshToken } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/**
 * Exchanges the token. Throws Problem SESSION_JUST_ROTATED (409) within the grace, SESSION_EXPIRED, SESSION_ENDED or
 * SESSION_REUSED (401) otherwise.
 */
export async function rotateSession(deps: Deps, refreshToken: string): Promise<GrantedSession> {
  const now = new Date(deps.nowMs());
  const tokenHash = await sha256Hex(refreshToken);
  const granted = await deps.db.transaction(async (tx) => {
    if (!(await useRefreshToken(tx, tokenHash, now))) return null;
    const found = await findRefreshToken(tx, tokenHash);
    if (found === null) return null;
    const user = await requireUser(tx, found.family.userId);
    await touchFamily(tx, found.family.id, now);
    return grantNextToken(tx, user, found.family.id, now);
  });
  if (granted !== null) return granted;

  const found = await findRefreshToken(deps.db, tokenHash);
  if (found === null || found.family.revokedAt !== null)
    throw over("SESSION_ENDED", "This session has ended");
  const { usedAt } = found.token;
  if (usedAt === null) throw over("SESSION_EXPIRED", "This session was unused for too long");
  if (now.getTime() - usedAt.getTime() <= ROTATION_GRACE_MS) throw justRotated();
  await revokeFamily(deps.db, found.family.id, "reuse", now);
  throw over(
    "SESSION_REUSED",
    "This refresh token was used before; every session that came from it has ended",
  );
}

/** Ends the session's whole family. A token nobody knows is as ended as can be. */
export async function endSession(deps: Deps, refreshToken: string): Promise<void> {
  const found = await findRefreshToken(deps.db, await sha256Hex(refreshToken));
  if (found !== null) await revokeFamily(deps.db, found.family.id, "ended", new Date(deps.nowMs()));
}

function over(code: string, title: string): Problem {
  return new Problem({ status: 401, code, title, detail: "Sign in again." });
}

function justRotated(): Problem {
  return new Problem({
    status: 409,
    code: "SESSION_JUST_ROTATED",
    title: "This refresh token was exchanged a moment ago",
    detail: "Use the answer to the other request.",
  });
}
