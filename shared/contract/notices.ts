// Saying something to everybody in rooms one answers for.

import { publishedNoticeSchema, publishNoticeSchema } from "../schema/notice.ts";
import type { Endpoints } from "./endpoint.ts";

export const noticeEndpoints = {
  "notices.publish": {
    method: "POST",
    path: "/v1/notices",
    about:
      "Says one line to everybody in a room, in all rooms of a world or of an event, or everywhere. For an event's organiser and staff, a world's owner, and moderators.",
    auth: "session",
    scope: "account",
    caching: "private",
    limit: "social",
    body: publishNoticeSchema,
    answers: { 201: publishedNoticeSchema },
    example: {
      body: {
        target: { kind: "event", id: "evt_0v3kq1" },
        text: "The second act begins in five minutes.",
      },
    },
    problems: [
      "USER_NOT_FOUND",
      "ROOM_NOT_FOUND",
      "WORLD_NOT_FOUND",
      "EVENT_NOT_FOUND",
      "NOTICE_NOT_YOURS",
      "NOTICES_FULL",
      "BANNED",
      "ORIGIN_AWAY",
    ],
  },
} as const satisfies Endpoints;
