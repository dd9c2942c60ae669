// Calendars to subscribe to (RFC 5545): of one event, of one organiser, and one's own behind a secret address.

import * as z from "zod";
import { calendarSecretSchema, calendarStateSchema, newCalendarSchema } from "../schema/event.ts";
import { eventIdSchema, userIdSchema } from "../schema/ids.ts";
import type { Endpoints } from "./endpoint.ts";

const EXAMPLE = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…";
const calendar = { answers: { 200: z.string() }, answerType: "text/calendar", example: { answer: EXAMPLE } };

export const calendarEndpoints = {
  "events.calendar": {
    ...calendar,
    method: "GET",
    path: "/v1/events/:eventId/calendar.ics",
    about: "One event as a calendar, with all the times of one that recurs.",
    auth: "none",
    caching: "shared",
    params: z.object({ eventId: eventIdSchema }),
    problems: ["EVENT_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "users.calendar": {
    ...calendar,
    method: "GET",
    path: "/v1/users/:userId/calendar.ics",
    about: "Whatever one organiser has announced, as a calendar to subscribe to.",
    auth: "none",
    caching: "shared",
    params: z.object({ userId: userIdSchema }),
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "calendars.get": {
    ...calendar,
    method: "GET",
    // In the query, which we do not log.
    path: "/v1/calendar.ics",
    about: "What somebody said that they come or may come to, for whoever knows their secret address.",
    auth: "none",
    caching: "private",
    query: z.strictObject({ secret: calendarSecretSchema }),
    problems: ["CALENDAR_NOT_FOUND", "USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "me.calendar": {
    method: "GET",
    path: "/v1/me/calendar",
    about: "Tells whether one's own calendar has a secret address.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 200: calendarStateSchema },
    problems: ["ORIGIN_AWAY"],
  },
  "me.renewCalendar": {
    method: "POST",
    path: "/v1/me/calendar",
    about:
      "Makes a secret address for one's own calendar, shown this once; the one before is good for nothing any more.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 200: newCalendarSchema },
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "me.endCalendar": {
    method: "DELETE",
    path: "/v1/me/calendar",
    about: "Takes the secret address of one's own calendar away.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 204: null },
    problems: ["ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
