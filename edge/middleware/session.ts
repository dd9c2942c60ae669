// Who calls: whom a verified access token stands for, put where the route finds it.

import { createMiddleware } from "hono/factory";
import type { Scope } from "../../shared/contract/endpoint.ts";
import { Problem } from "../../shared/http/problem.ts";
import type { EdgeDeps, EdgeEnv } from "../deps.ts";

const BEARER = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * Lets a request through with `userId` and `caller` set, or throws Problem ACCESS_TOKEN_REQUIRED or ACCESS_TOKEN_INVALID
 * (401), SCOPE_INSUFFICIENT (403) when the token is not good for `scope`, or BANNED (403) when it is good for none.
 */
export function requireSession(deps: Pick<EdgeDeps, "tokens" | "nowMs">, scope: Scope | undefined) {
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
    const caller = await deps.tokens.verify(token, deps.nowMs());
    if (scope !== undefined && !caller.scopes.has(scope))
      throw caller.roles.includes("banned") ? banned() : insufficient(scope);
    c.set("caller", caller);
    c.set("userId", caller.userId);
    await next();
  });
}

function insufficient(scope: Scope): Problem {
  return new Problem({
    status: 403,
    code: "SCOPE_INSUFFICIENT",
    title: "This access token is not good for this",
    detail: `It needs the scope "${scope}".`,
    headers: { "www-authenticate": `Bearer error="insufficient_scope", scope="${scope}"` },
  });
}

function banned(): Problem {
  return new Problem({
    status: 403,
    code: "BANNED",
    title: "A moderator has banned you",
    detail: "GET /v1/me/standing tells why and until when, and what you may appeal against.",
  });
}
