// Entering: a world, an event, or the room somebody is in; and the queue where every place is taken.

import * as z from "zod";
import { eventIdSchema, queueIdSchema, userIdSchema, worldIdSchema } from "../schema/ids.ts";
import {
  enterChosenSchema,
  enterSchema,
  queuedSchema,
  regionListSchema,
  roomEntrySchema,
} from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

const answers = { 200: roomEntrySchema, 202: queuedSchema } as const;
/** As one enters for the first time: there is no host yet that did not answer. */
const example = { body: { latencies: { local: 12 }, ifFull: "queue" } } as const;

export const entryEndpoints = {
  "worlds.enter": {
    method: "POST",
    path: "/v1/worlds/:worldId/enter",
    about:
      "Asks for a place in a room of this world: where its host is, and the ticket to show there; or, with 202, a place in the queue.",
    auth: "session",
    scope: "enter",
    caching: "private",
    limit: "entry",
    params: z.object({ worldId: worldIdSchema }),
    body: enterSchema,
    bodyIs: "optional",
    answers,
    example,
    problems: [
      "WORLD_NOT_FOUND",
      "WORLD_BETA_CLOSED",
      "VERSION_NOT_FOUND",
      "ROOM_NOT_FOUND",
      "USER_NOT_FOUND",
      "NO_ROOM_HOST",
      "ROOMS_FULL",
      "ORIGIN_AWAY",
    ],
  },
  "events.enter": {
    method: "POST",
    path: "/v1/events/:eventId/enter",
    about:
      "Asks for a place in a room of this event, from a quarter of an hour before it begins until it ends.",
    auth: "session",
    scope: "enter",
    caching: "private",
    limit: "entry",
    params: z.object({ eventId: eventIdSchema }),
    body: enterChosenSchema,
    bodyIs: "optional",
    answers,
    example,
    problems: [
      "EVENT_NOT_FOUND",
      "EVENT_NOT_OPEN",
      "WORLD_NOT_FOUND",
      "USER_NOT_FOUND",
      "NO_ROOM_HOST",
      "ROOMS_FULL",
      "ORIGIN_AWAY",
    ],
  },
  "users.enter": {
    method: "POST",
    path: "/v1/users/:userId/enter",
    about: "Asks for a place in the room this person is in, where they let one come.",
    auth: "session",
    scope: "enter",
    caching: "private",
    limit: "entry",
    params: z.object({ userId: userIdSchema }),
    body: enterChosenSchema,
    bodyIs: "optional",
    answers,
    example,
    problems: [
      "USER_NOT_FOUND",
      "USER_NOT_JOINABLE",
      "ROOM_NOT_FOUND",
      "WORLD_NOT_FOUND",
      "NO_ROOM_HOST",
      "ROOMS_FULL",
      "ORIGIN_AWAY",
    ],
  },
  "queue.get": {
    method: "GET",
    path: "/v1/queue/:queueId",
    about:
      "Asks whether one's turn has come. With `Accept: text/event-stream` it tells of every step until then: events `queued`, `entered` and `gone`.",
    auth: "session",
    scope: "enter",
    caching: "private",
    params: z.object({ queueId: queueIdSchema }),
    answers,
    events: ["entered", "queued", "gone"],
    problems: [
      "QUEUE_NOT_FOUND",
      "WORLD_NOT_FOUND",
      "EVENT_NOT_FOUND",
      "EVENT_NOT_OPEN",
      "USER_NOT_FOUND",
      "USER_NOT_JOINABLE",
      "ROOM_NOT_FOUND",
      "WORLD_BETA_CLOSED",
      "VERSION_NOT_FOUND",
      "NO_ROOM_HOST",
      "QUEUE_STREAMS_FULL",
      "ORIGIN_AWAY",
    ],
  },
  "queue.leave": {
    method: "DELETE",
    path: "/v1/queue/:queueId",
    about: "Gives one's place in the queue up.",
    auth: "session",
    scope: "enter",
    caching: "private",
    params: z.object({ queueId: queueIdSchema }),
    answers: { 204: null },
    problems: ["ORIGIN_AWAY"],
  },
  "regions.list": {
    method: "GET",
    path: "/v1/regions",
    about: "Lists the regions that have room hosts, each with one to measure the way to.",
    auth: "none",
    caching: "shared",
    answers: { 200: regionListSchema },
    problems: ["ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
