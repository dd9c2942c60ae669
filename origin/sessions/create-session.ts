// Begins a session for a user who has just signed in: a new family with its first refresh token.

import type { GrantedRole, GrantedSession } from "../../shared/schema/internal/identity.ts";
import { sha256Hex } from "../../shared/sha256.ts";
import type { DbOrTx } from "../db/client.ts";
import { findPlatformBan } from "../moderation/standing.ts";
import { toUser } from "../users/get-user.ts";
import type { UserRecord } from "../users/store.ts";
import { newRefreshToken, REFRESH_TOKEN_LIFETIME_MS } from "./refresh-token.ts";
import { insertRefreshToken, insertSessionFamily } from "./store.ts";

/** `device` is what its owner will know it by in the list of sessions. */
export async function createSession(
  tx: DbOrTx,
  user: UserRecord,
  device: string,
  now: Date,
): Promise<GrantedSession> {
  const familyId = crypto.randomUUID();
  await insertSessionFamily(tx, {
    id: familyId,
    userId: user.id,
    device,
    createdAt: now,
    lastUsedAt: now,
  });
  return grantNextToken(tx, user, familyId, now);
}

/** Adds a token to a family and renders what the caller gets. */
export async function grantNextToken(
  tx: DbOrTx,
  user: UserRecord,
  familyId: string,
  now: Date,
): Promise<GrantedSession> {
  const refreshToken = newRefreshToken();
  const expiresAt = new Date(now.getTime() + REFRESH_TOKEN_LIFETIME_MS);
  await insertRefreshToken(tx, {
    tokenHash: await sha256Hex(refreshToken),
    familyId,
    createdAt: now,
    expiresAt,
  });
  return {
    user: toUser(user),
    sessionId: familyId,
    roles: await rolesOf(tx, user, now),
    refreshToken,
    refreshTokenExpiresAt: expiresAt.toISOString(),
  };
}

/** Whoever is banned comes in as nobody but that, to read what was decided and to appeal. */
async function rolesOf(tx: DbOrTx, user: UserRecord, now: Date): Promise<GrantedRole[]> {
  if ((await findPlatformBan(tx, user.id, now)) !== null) return ["banned"];
  return [user.role, ...(user.platformRole === "user" ? [] : ([`platform-${user.platformRole}`] as const))];
}
