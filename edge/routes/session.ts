// Staying somebody: rotating the refresh token, and ending the session.

import { Problem } from "../../shared/http/problem.ts";
import { grantSession } from "../auth/grant.ts";
import { clearedSessionCookie, readSessionCookie, requireSameOrigin } from "../auth/session-cookie.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

export function sessionRoutes(deps: EdgeDeps) {
  /** POST /v1/session/refresh: the token of the body, else of the cookie; answered in the same place. */
  const refresh: EndpointHandler<"session.refresh"> = async (c, { body: { refreshToken } }) => {
    if (refreshToken !== undefined) {
      const granted = await deps.origin.rotateSession(c.get("requestId"), refreshToken);
      return c.json(await grantSession(c, deps, granted, "bearer"));
    }
    const fromCookie = readSessionCookie(c, deps);
    if (fromCookie === undefined) throw sessionRequired();
    requireSameOrigin(c, deps);
    const granted = await deps.origin
      .rotateSession(c.get("requestId"), fromCookie)
      .catch((error: unknown) => {
        // Only a session that is over loses its cookie: 409 is another tab that was faster, 503 is nobody's fault.
        if (error instanceof Problem && error.status === 401)
          throw endedProblem(error, clearedSessionCookie(deps));
        throw error;
      });
    return c.json(await grantSession(c, deps, granted, "cookie"));
  };

  /** DELETE /v1/session: ends the whole family of refresh tokens. */
  const end: EndpointHandler<"session.end"> = async (c, { body: { refreshToken } }) => {
    const fromCookie = readSessionCookie(c, deps);
    if (refreshToken === undefined && fromCookie !== undefined) requireSameOrigin(c, deps);
    const ended = refreshToken ?? fromCookie;
    if (ended === undefined) throw sessionRequired();
    await deps.origin.endSession(c.get("requestId"), ended);
    if (refreshToken === undefined) c.header("set-cookie", clearedSessionCookie(deps));
    return c.body(null, 204);
  };

  return { refresh, end };
}

function sessionRequired(): Problem {
  return new Problem({
    status: 401,
    code: "SESSION_REQUIRED",
    title: "There is no session to act on",
    detail: "Send refreshToken in the body, or come with the session cookie.",
  });
}

/** The origin's refusal, which also takes the dead cookie away. */
function endedProblem(problem: Problem, setCookie: string): Problem {
  return new Problem({
    status: problem.status,
    code: problem.code,
    title: problem.title,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    headers: { ...problem.headers, "set-cookie": setCookie },
    cause: problem,
  });
}
