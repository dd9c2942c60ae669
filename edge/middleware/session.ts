// Who calls: the user of a verified access token, put where the route finds it.

import { createMiddleware } from "hono/factory";
import { Problem } from "../../shared/http/problem.ts";
import type { EdgeDeps, EdgeEnv } from "../deps.ts";

const BEARER = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i;

/** Lets a request through with `userId` set, or throws Problem ACCESS_TOKEN_REQUIRED or ACCESS_TOKEN_INVALID (401). */
export function requireSession(deps: Pick<EdgeDeps, "tokens" | "nowMs">) {
  return createMiddleware<EdgeEnv>(async (c, next) => {
    const token = BEARER.exec(c.req.header("authorization") ?? "")?.[1];
    if (token === undefined) {
      throw new Problem({
        status: 401,
        code: "ACCESS_TOKEN_REQUIRED",
        title: "This needs an access token",
        detail: "Sign in (POST /v1/sign-in/guest) and send `Authorization: Bearer <accessToken>`.",
        headers: { "www-authenticate": "Bearer" },
      });
    }
    c.set("userId", await deps.tokens.verify(token, deps.nowMs()));
    await next();
  });
}
