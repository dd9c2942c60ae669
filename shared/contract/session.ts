// Staying somebody, and no longer being so.

import * as z from "zod";
import { refreshSchema, sessionGrantSchema } from "../schema/public-api.ts";
import { sessionIdSchema, sessionSchema } from "../schema/user.ts";
import type { Endpoints } from "./endpoint.ts";

export const sessionEndpoints = {
  "session.refresh": {
    method: "POST",
    path: "/v1/session/refresh",
    about: "Exchanges the refresh token, of the body or of the cookie, for the next one and an access token.",
    auth: "none",
    caching: "private",
    body: refreshSchema,
    bodyIs: "optional",
    answers: { 200: sessionGrantSchema },
    problems: [
      "SESSION_REQUIRED",
      "CROSS_ORIGIN_REFUSED",
      "SESSION_JUST_ROTATED",
      "SESSION_EXPIRED",
      "SESSION_ENDED",
      "SESSION_REUSED",
      "ORIGIN_AWAY",
    ],
  },
  "session.end": {
    method: "DELETE",
    path: "/v1/session",
    about: "Signs out: ends the session of the refresh token, of the body or of the cookie.",
    auth: "none",
    caching: "private",
    body: refreshSchema,
    bodyIs: "optional",
    answers: { 204: null },
    problems: ["SESSION_REQUIRED", "CROSS_ORIGIN_REFUSED", "ORIGIN_AWAY"],
  },
  "sessions.list": {
    method: "GET",
    path: "/v1/me/sessions",
    about: "Lists where one is signed in, the one used last first.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 200: z.object({ items: z.array(sessionSchema.extend({ isCurrent: z.boolean() })) }) },
    problems: ["ORIGIN_AWAY"],
  },
  "sessions.endOne": {
    method: "DELETE",
    path: "/v1/me/sessions/:sessionId",
    about: "Signs out on one device; its access token is good for at most ten minutes more.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: z.object({ sessionId: sessionIdSchema }),
    answers: { 204: null },
    problems: ["SESSION_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "sessions.endAll": {
    method: "DELETE",
    path: "/v1/me/sessions",
    about: "Signs out everywhere, or everywhere but here.",
    auth: "session",
    scope: "account",
    caching: "private",
    query: z.strictObject({ keep: z.enum(["current"]).optional() }),
    answers: { 204: null },
    problems: ["ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
