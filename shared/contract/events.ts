// Events: what is on, and when.

import { eventPageSchema, pageQuerySchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

export const eventEndpoints = {
  "events.list": {
    method: "GET",
    path: "/v1/events",
    about: "Lists events that have not ended, soonest first.",
    auth: "none",
    caching: "shared",
    query: pageQuerySchema,
    answers: { 200: eventPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
