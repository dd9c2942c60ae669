// Calendars as edge and origin speak of them. A secret is said by its SHA-256 alone: no log of ours can give it away.

import * as z from "zod";
import { eventSchema } from "../event.ts";

export const tokenHashSchema = z.string().regex(/^[0-9a-f]{64}$/);
export const renewCalendarSchema = z.strictObject({ tokenHash: tokenHashSchema });

/** What stands in a calendar, and whose it is. */
export const calendarEventsSchema = z.object({ owner: z.string(), items: z.array(eventSchema) });
export type CalendarEvents = z.infer<typeof calendarEventsSchema>;
