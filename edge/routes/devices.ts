// Where one is signed in, and ending that from here.

import { clearedSessionCookie, readSessionCookie } from "../auth/session-cookie.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

export function deviceRoutes(deps: EdgeDeps) {
  /** GET /v1/me/sessions */
  const list: EndpointHandler<"sessions.list"> = async (c) => {
    const { userId, sessionId } = c.get("caller");
    const { items } = await deps.origin.sessions(c.get("requestId"), userId);
    return c.json({ items: items.map((item) => ({ ...item, isCurrent: item.id === sessionId })) });
  };

  /** DELETE /v1/me/sessions/{sessionId} */
  const endOne: EndpointHandler<"sessions.endOne"> = async (c, { params: { sessionId } }) => {
    const caller = c.get("caller");
    await deps.origin.endOneSession(c.get("requestId"), caller.userId, sessionId);
    return c.body(null, 204, cookieGone(sessionId === caller.sessionId, readSessionCookie(c, deps)));
  };

  /** DELETE /v1/me/sessions ?keep=current */
  const endAll: EndpointHandler<"sessions.endAll"> = async (c, { query: { keep } }) => {
    const { userId, sessionId } = c.get("caller");
    const kept = keep === "current" ? sessionId : null;
    await deps.origin.endSessions(c.get("requestId"), userId, kept);
    return c.body(null, 204, cookieGone(kept === null, readSessionCookie(c, deps)));
  };

  /** A browser that ended its own session has no more use for the cookie. */
  function cookieGone(isOwn: boolean, cookie: string | undefined): Record<string, string> {
    return isOwn && cookie !== undefined ? { "set-cookie": clearedSessionCookie(deps) } : {};
  }

  return { list, endOne, endAll };
}
