// From a session the origin granted to what the caller gets: an access token, and the refresh token in its chosen place.

import type { Context } from "hono";
import type { GrantedSession } from "../../shared/schema/internal/identity.ts";
import type { SessionGrant } from "../../shared/schema/public-api.ts";
import type { EdgeDeps, EdgeEnv } from "../deps.ts";
import { writeSessionCookie } from "./session-cookie.ts";

/** Signs the access token, and sets the cookie ("cookie") or puts the refresh token into the body ("bearer"). */
export async function grantSession(
  c: Context<EdgeEnv>,
  deps: EdgeDeps,
  granted: GrantedSession,
  mode: "bearer" | "cookie",
): Promise<SessionGrant> {
  const { token, expiresAtMs } = await deps.tokens.sign(
    { userId: granted.user.id, sessionId: granted.sessionId, roles: granted.roles },
    deps.nowMs(),
  );
  c.header("cache-control", "no-store");
  if (mode === "cookie") writeSessionCookie(c, deps, granted);
  return {
    accessToken: token,
    accessTokenExpiresAt: new Date(expiresAtMs).toISOString(),
    ...(mode === "bearer" ? { refreshToken: granted.refreshToken } : {}),
    user: granted.user,
  };
}
