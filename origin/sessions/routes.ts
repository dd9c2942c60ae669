// Sessions over HTTP: parse, call one verb, render.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { keptSessionSchema, refreshTokenSchema } from "../../shared/schema/internal/identity.ts";
import { sessionIdSchema } from "../../shared/schema/user.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { idParam } from "../route-params.ts";
import { endOneSession, endSessions } from "./end-sessions.ts";
import { listSessions } from "./list-sessions.ts";
import { endSession, rotateSession } from "./rotate-session.ts";

export function sessionRoutes(deps: OriginDeps) {
  const rotate: OriginHandler = async (c) => {
    const { refreshToken } = parseOrProblem(refreshTokenSchema, await readJson(c.req.raw), "body");
    return c.json(await rotateSession(deps, refreshToken));
  };

  const end: OriginHandler = async (c) => {
    const { refreshToken } = parseOrProblem(refreshTokenSchema, await readJson(c.req.raw), "body");
    await endSession(deps, refreshToken);
    return c.body(null, 204);
  };

  const list: OriginHandler = async (c) =>
    c.json({ items: await listSessions(deps, idParam(c, "userId", userIdSchema)) });

  const endOne: OriginHandler = async (c) => {
    const userId = idParam(c, "userId", userIdSchema);
    await endOneSession(deps, userId, idParam(c, "sessionId", sessionIdSchema));
    return c.body(null, 204);
  };

  const endAll: OriginHandler = async (c) => {
    const { kept } = parseOrProblem(keptSessionSchema, c.req.query(), "query");
    await endSessions(deps, idParam(c, "userId", userIdSchema), kept ?? null);
    return c.body(null, 204);
  };

  return { rotate, end, list, endOne, endAll };
}
