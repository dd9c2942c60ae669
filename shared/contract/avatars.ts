// Avatars that people published.

import { avatarPageSchema, pageQuerySchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

export const avatarEndpoints = {
  "avatars.list": {
    method: "GET",
    path: "/v1/avatars",
    about: "Lists avatars, newest first.",
    auth: "none",
    caching: "shared",
    query: pageQuerySchema,
    answers: { 200: avatarPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
