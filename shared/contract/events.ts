// Events: what is on, and when.

import * as z from "zod";
import { likedSchema } from "../schema/catalog.ts";
import { eventSchema } from "../schema/event.ts";
import { eventIdSchema } from "../schema/ids.ts";
import { eventPageSchema, eventQuerySchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

const eventParams = z.object({ eventId: eventIdSchema });

export const eventEndpoints = {
  "events.list": {
    method: "GET",
    path: "/v1/events",
    about: "Lists events that have not ended, soonest first, or what fits a search.",
    auth: "none",
    caching: "shared",
    query: eventQuerySchema,
    answers: { 200: eventPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "events.get": {
    method: "GET",
    path: "/v1/events/:eventId",
    about: "Tells of one event, also of one that has ended.",
    auth: "none",
    caching: "shared",
    params: eventParams,
    answers: { 200: eventSchema },
    problems: ["EVENT_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "events.like": {
    method: "PUT",
    path: "/v1/events/:eventId/like",
    about: "Likes it; again changes nothing.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: eventParams,
    answers: { 200: likedSchema },
    problems: ["EVENT_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "events.unlike": {
    method: "DELETE",
    path: "/v1/events/:eventId/like",
    about: "Takes a like back; again changes nothing.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: eventParams,
    answers: { 200: likedSchema },
    problems: ["EVENT_NOT_FOUND", "ORIGIN_AWAY"],
    example: { answer: { isLiked: false, likeCount: 33 } },
  },
} as const satisfies Endpoints;
