// Begins a session for a user who has just signed in: a new family with its first refresh token.

import type { GrantedSession } from "../../shared/schema/internal/identity.ts";
import type { User } from "../../shared/schema/user.ts";
import type { DbOrTx } from "../db/client.ts";
import { sha256Hex } from "../sha256.ts";
import { newRefreshToken, REFRESH_TOKEN_LIFETIME_MS } from "./refresh-token.ts";
import { insertRefreshToken, insertSessionFamily, type UserRecord } from "./store.ts";

export async function createSession(tx: DbOrTx, user: UserRecord, now: Date): Promise<GrantedSession> {
  const familyId = crypto.randomUUID();
  await insertSessionFamily(tx, { id: familyId, userId: user.id, createdAt: now });
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
    roles: [...new Set([user.role, ...(user.platformRole === "user" ? [] : [user.platformRole])])],
    refreshToken,
    refreshTokenExpiresAt: expiresAt.toISOString(),
  };
}

/** The account as its owner sees it. */
export function toUser(user: UserRecord): User {
  return {
    id: user.id,
    displayName: user.displayName,
    isGuest: user.role === "guest",
    locale: user.locale,
    avatarId: user.avatarId,
    createdAt: user.createdAt.toISOString(),
  };
}
