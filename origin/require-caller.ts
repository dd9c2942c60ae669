// Who may call the internal API: our own processes, by a token that each signs with its own key, or, until every one of them
// has a key, by the secret they share. No token of a user is either.

import type { Context, MiddlewareHandler } from "hono";
import { Problem } from "../shared/http/problem.ts";
import type { ServiceEnv } from "../shared/http/service.ts";
import type { ServiceTokens } from "../shared/service-token.ts";
import { sha256Hex } from "../shared/sha256.ts";
import type { OriginDeps } from "./deps.ts";

/** A JWT and nothing else has two dots; the shared secret, which an operator may have chosen, is looked at first. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

type Deps = Pick<OriginDeps, "internalToken" | "nowMs"> & {
  /** Null: nobody has a key yet. */
  readonly serviceTokens: ServiceTokens | null;
  /** Whether the shared secret alone still opens. */
  readonly takesSecret: boolean;
};

/** Lets our own processes through, each where it has business. Throws INTERNAL_TOKEN_REQUIRED (401). */
export function requireCaller(deps: Deps): MiddlewareHandler<ServiceEnv> {
  const isSecret = comparedWith(deps.internalToken);
  return async (c, next) => {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
    if (!(deps.takesSecret && (await isSecret(bearer)))) {
      if (deps.serviceTokens === null || !JWT.test(bearer)) throw refused();
      const { serviceTokens } = deps;
      await serviceTokens.verify(bearer, c.req.path, deps.nowMs()).catch((cause: unknown) => {
        c.get("log").warn("internal.refused", { path: c.req.path, error: cause });
        throw refused(cause);
      });
    }
    await next();
  };
}

/** The shared secret in the query, for the object store, which sends no header and signs nothing. */
export function requireSecretInQuery(deps: Pick<Deps, "internalToken">): MiddlewareHandler<ServiceEnv> {
  const isSecret = comparedWith(deps.internalToken);
  return async (c: Context<ServiceEnv>, next) => {
    if (!(await isSecret(c.req.query("token") ?? ""))) throw refused();
    await next();
  };
}

/** Compares digests, which differ at a random place: the time it takes says nothing about the secret. */
function comparedWith(secret: string): (given: string) => Promise<boolean> {
  const expected = sha256Hex(secret);
  return async (given) => (await sha256Hex(given)) === (await expected);
}

function refused(cause?: unknown): Problem {
  return new Problem({
    status: 401,
    code: "INTERNAL_TOKEN_REQUIRED",
    title: "This API is for Hiroba's own processes",
    detail:
      "They sign with HIROBA_SERVICE_KEY, whose public half is in the origin's HIROBA_SERVICE_KEYS, or show HIROBA_INTERNAL_TOKEN where HIROBA_INTERNAL_AUTH lets them.",
    headers: { "www-authenticate": "Bearer" },
    cause,
  });
}
