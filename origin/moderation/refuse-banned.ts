// Whoever is banned from all of Hiroba changes nothing any more, though their access token lives a few minutes longer than
// their sessions. What they read is for everybody, or their own.

import { createMiddleware } from "hono/factory";
import type { ServiceEnv } from "../../shared/http/service.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { ACTING_USER_HEADER, internalPath } from "../../shared/schema/internal-api.ts";
import type { OriginDeps } from "../deps.ts";
import { requireNotBanned } from "./standing.ts";

const OF_A_USER = /^\/internal\/users\/([^/]+)(\/|$)/;
const APPEAL = new RegExp(`^${internalPath.appeal.replace(":sanctionId", "[^/]+")}$`);
const SESSIONS = /^\/internal\/users\/[^/]+\/sessions(\/|$)/;

/** Throws BANNED (403) for a write by somebody who is, but for an appeal, and for ending what sessions they have. */
export function refuseBanned(deps: Pick<OriginDeps, "db" | "nowMs">) {
  return createMiddleware<ServiceEnv>(async (c, next) => {
    const { method, path } = c.req;
    if (method !== "GET" && !APPEAL.test(path) && !SESSIONS.test(path)) {
      const acting = c.req.header(ACTING_USER_HEADER) ?? OF_A_USER.exec(path)?.[1];
      const userId = userIdSchema.safeParse(acting);
      if (userId.success) await requireNotBanned(deps, userId.data);
    }
    await next();
  });
}
