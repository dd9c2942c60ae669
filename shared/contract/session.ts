// Staying somebody, and no longer being so.

import { refreshSchema, sessionGrantSchema } from "../schema/public-api.ts";
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
} as const satisfies Endpoints;
