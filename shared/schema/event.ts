// An event is a scheduled gathering in a world: what everybody may know of it, what its organiser says of it, and who comes.

import * as z from "zod";
import { formatRecurrence, parseRecurrence } from "../calendar/recurrence.ts";
import { canonicalTimeZone } from "../calendar/time-zone.ts";
import { avatarFloorSchema } from "./avatar-rank.ts";
import { tagsSchema } from "./catalog.ts";
import { appointedRoleSchema, eventRightsSchema, eventRoleSchema } from "./event-role.ts";
import { eventIdSchema, userIdSchema, worldIdSchema } from "./ids.ts";
import { prose, visible } from "./text.ts";

export const EVENT_NAME_MAX_CHARS = 64;
export const EVENT_DESCRIPTION_MAX_CHARS = 2000;
export const EVENT_SEATS_MAX = 50_000;
export const EVENT_ROOMS_MAX = 100;

/**
 * Where it is in its life. "published" is still to come, or to come again; "open" lasts from when everybody may enter until the
 * end; nobody but those backstage sees a "draft" or what is "archived".
 */
export const eventPhaseSchema = z.enum(["draft", "published", "open", "ended", "archived", "cancelled"]);
export type EventPhase = z.infer<typeof eventPhaseSchema>;

/** What was decided of it, apart from what time makes of that. */
export type EventState = Exclude<EventPhase, "open" | "ended">;

/** A zone of the IANA data base, such as Asia/Tokyo. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine((name) => canonicalTimeZone(name) !== null, "must be an IANA time zone such as Asia/Tokyo")
  .transform((name) => canonicalTimeZone(name) ?? name);

/** An RRULE of RFC 5545 without `RRULE:`, of the kind that parseRecurrence reads. */
export const recurrenceSchema = z
  .string()
  .max(200)
  .refine(
    (text) => parseRecurrence(text) !== null,
    "must be an RRULE with FREQ=DAILY, WEEKLY or MONTHLY and no more than INTERVAL, BYDAY, and COUNT or UNTIL",
  )
  .transform((text) => {
    const recurrence = parseRecurrence(text);
    return recurrence === null ? text : formatRecurrence(recurrence);
  });

export const eventSchema = z.object({
  id: eventIdSchema,
  worldId: worldIdSchema,
  /** Null: the house. */
  organiser: z.object({ id: userIdSchema, displayName: z.string() }).nullable(),
  name: z.string(),
  description: z.string(),
  phase: eventPhaseSchema,
  /** Of the time that is on or comes next; of the last one when none does. */
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** When everybody may enter. */
  doorsAt: z.iso.datetime(),
  /** The zone it is planned in: it begins at the same hour there, summer or winter. */
  timeZone: z.string(),
  /** An RRULE (RFC 5545) that counts from `firstStartsAt`; null: it happens once. */
  recurrence: z.string().nullable(),
  firstStartsAt: z.iso.datetime(),
  tags: z.array(z.string()),
  /** People at once, in all its rooms together; null: as many as fit. */
  seatsMax: z.number().int().positive().nullable(),
  /** Those who look on as ghosts besides; null: as many as fit. */
  ghostSeatsMax: z.number().int().nonnegative().nullable(),
  /** Rooms at once, filled one after the other; null: as many as it takes. */
  roomsMax: z.number().int().positive().nullable(),
  /** The heaviest avatars its rooms show as they are, where the world allows heavier; null: as the world has it. */
  avatarFloor: avatarFloorSchema.nullable().default(null),
  goingCount: z.number().int().nonnegative(),
  interestedCount: z.number().int().nonnegative(),
  likeCount: z.number().int().nonnegative(),
  /** Grows with every change of its organiser's: SEQUENCE in a calendar. */
  revision: z.number().int().nonnegative(),
  updatedAt: z.iso.datetime(),
});
export type Event = z.infer<typeof eventSchema>;

const eventFields = {
  worldId: worldIdSchema,
  name: visible(z.string().trim().min(1).max(EVENT_NAME_MAX_CHARS)),
  description: prose(z.string().trim().max(EVENT_DESCRIPTION_MAX_CHARS)),
  /** The first time it is on. */
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  timeZone: timeZoneSchema,
  recurrence: recurrenceSchema.nullable(),
  tags: tagsSchema,
  seatsMax: z.number().int().min(1).max(EVENT_SEATS_MAX).nullable(),
  ghostSeatsMax: z.number().int().min(0).max(EVENT_SEATS_MAX).nullable(),
  roomsMax: z.number().int().min(1).max(EVENT_ROOMS_MAX).nullable(),
  avatarFloor: avatarFloorSchema.nullable(),
};

/** POST /v1/events */
export const createEventSchema = z.strictObject({
  ...eventFields,
  description: eventFields.description.default(""),
  recurrence: eventFields.recurrence.default(null),
  tags: eventFields.tags.default([]),
  seatsMax: eventFields.seatsMax.default(null),
  ghostSeatsMax: eventFields.ghostSeatsMax.default(null),
  roomsMax: eventFields.roomsMax.default(null),
  avatarFloor: eventFields.avatarFloor.default(null),
});
export type CreateEvent = z.infer<typeof createEventSchema>;

/** PATCH /v1/events/{id}: only what is to change; of the times, both or neither. */
export const updateEventSchema = z.strictObject(eventFields).partial();
export type UpdateEvent = z.infer<typeof updateEventSchema>;

/** POST /v1/events/{id}/copies: when the other night begins. */
export const copyEventSchema = z.strictObject({ startsAt: eventFields.startsAt });
export type CopyEvent = z.infer<typeof copyEventSchema>;

/** An event as somebody sees it themselves: also one that nobody else sees. */
export const ownEventSchema = eventSchema.extend({
  /** What one is to it; null: nobody in particular. */
  role: eventRoleSchema.nullable(),
  rights: eventRightsSchema,
});
export type OwnEvent = z.infer<typeof ownEventSchema>;

/** PUT /v1/events/{id}/members/{userId} */
export const appointSchema = z.strictObject({ role: appointedRoleSchema });
export const eventMemberSchema = z.object({
  user: z.object({ id: userIdSchema, displayName: z.string() }),
  role: eventRoleSchema,
  rights: eventRightsSchema,
});
export type EventMember = z.infer<typeof eventMemberSchema>;
/** GET /v1/events/{id}/members: the organiser first, then by role and name. */
export const eventMemberListSchema = z.object({ items: z.array(eventMemberSchema) });

export const rsvpAnswerSchema = z.enum(["going", "interested", "none"]);
export type RsvpAnswer = z.infer<typeof rsvpAnswerSchema>;
/** PUT /v1/events/{id}/rsvp: of all the times of an event that recurs. It keeps no seat. */
export const answerEventSchema = z.strictObject({ answer: rsvpAnswerSchema });
export const rsvpSchema = z.object({
  answer: rsvpAnswerSchema,
  goingCount: z.number().int().nonnegative(),
  interestedCount: z.number().int().nonnegative(),
});
export type Rsvp = z.infer<typeof rsvpSchema>;
/** GET /v1/me/rsvps: the one answered last first. */
export const ownRsvpSchema = z.object({
  answer: rsvpAnswerSchema.exclude(["none"]),
  answeredAt: z.iso.datetime(),
  event: eventSchema,
});
export type OwnRsvp = z.infer<typeof ownRsvpSchema>;

/** The right to read a calendar: 32 bytes of chance, base64url. */
export const calendarSecretSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** GET /v1/me/calendar: whether there is a secret address, which is shown when it is made and never again. */
export const calendarStateSchema = z.object({ createdAt: z.iso.datetime().nullable() });
export type CalendarState = z.infer<typeof calendarStateSchema>;
/** POST /v1/me/calendar */
export const newCalendarSchema = z.object({ url: z.url(), createdAt: z.iso.datetime() });
