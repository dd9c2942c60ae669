// An account that is about to be erased can do nothing but come back, and one that was erased nothing at all: an access token
// that was out already would otherwise publish under it for its last minutes. Reads pass: they are the owner's own.

import type { MiddlewareHandler } from "hono";
import { Problem } from "../../shared/http/problem.ts";
import type { ServiceEnv } from "../../shared/http/service.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { ACTING_USER_HEADER } from "../../shared/schema/internal-api.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { findEraseAt } from "./store.ts";

const OF_A_USER = /^\/internal\/users\/([^/]+)(\/|$)/;
/** Coming back, leaving again, and signing out. */
const ALWAYS = /^\/internal\/users\/[^/]+\/(account(\/restore)?|sessions(\/[^/]+)?)$/;

/** Throws ACCOUNT_LEAVING (403) or USER_NOT_FOUND (404) for what such an account would write. */
export function refuseLeaving(deps: Pick<OriginDeps, "db">): MiddlewareHandler<ServiceEnv> {
  return async (c, next) => {
    const { method, path } = c.req;
    if (method !== "GET" && !ALWAYS.test(path)) {
      const named = OF_A_USER.exec(path)?.[1] ?? c.req.header(ACTING_USER_HEADER);
      const userId = userIdSchema.safeParse(named);
      const eraseAt = userId.success ? await findEraseAt(deps.db, userId.data) : null;
      if (eraseAt === undefined) throw notFound("user");
      if (eraseAt !== null) throw leaving(eraseAt);
    }
    await next();
  };
}

function leaving(eraseAt: Date): Problem {
  return new Problem({
    status: 403,
    code: "ACCOUNT_LEAVING",
    title: "This account is about to be erased",
    detail: `It can do nothing until ${eraseAt.toISOString()} but be restored: POST /v1/me/restore.`,
  });
}
