// What one is told of: read as a list, as it comes, and marked as read.

import * as z from "zod";
import { notificationIdSchema } from "../schema/ids.ts";
import {
  notificationNewsSchema,
  notificationPageSchema,
  readNotificationsSchema,
  unreadSchema,
} from "../schema/notification.ts";
import { pageQuerySchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

const own = { auth: "session", scope: "account", caching: "private" } as const;

export const notificationEndpoints = {
  "notifications.list": {
    method: "GET",
    path: "/v1/me/notifications",
    about:
      "Lists what one was told of, the newest first, and how much of all that is unread. The newest 500 are kept.",
    ...own,
    query: pageQuerySchema,
    answers: { 200: notificationPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "notifications.events": {
    method: "GET",
    path: "/v1/me/notifications/events",
    about:
      "Tells how many are unread, and what came since the event named by `Last-Event-ID`. With `Accept: text/event-stream` it goes on telling, as events `notifications`, for ten minutes at most: then ask again.",
    ...own,
    answers: { 200: notificationNewsSchema },
    problems: ["NOTIFICATION_STREAMS_FULL", "ORIGIN_AWAY"],
  },
  "notifications.read": {
    method: "PUT",
    path: "/v1/me/notifications/:notificationId/read",
    about: "Marks one as read.",
    ...own,
    params: z.object({ notificationId: notificationIdSchema }),
    answers: { 200: unreadSchema },
    problems: ["NOTIFICATION_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "notifications.readAll": {
    method: "PUT",
    path: "/v1/me/notifications/read",
    about: "Marks all as read, or those up to one.",
    ...own,
    body: readNotificationsSchema,
    bodyIs: "optional",
    answers: { 200: unreadSchema },
    problems: ["NOTIFICATION_NOT_FOUND", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
