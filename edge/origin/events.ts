// Planning events, coming to them, and calendars, as the edge asks the origin for them.

import {
  type CalendarState,
  type CopyEvent,
  type CreateEvent,
  calendarStateSchema,
  type EventMember,
  eventMemberListSchema,
  eventMemberSchema,
  type OwnEvent,
  ownEventSchema,
  type Rsvp,
  type RsvpAnswer,
  rsvpSchema,
  type UpdateEvent,
} from "../../shared/schema/event.ts";
import type { AppointedRole } from "../../shared/schema/event-role.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import { type CalendarEvents, calendarEventsSchema } from "../../shared/schema/internal/calendars.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type OwnEventPage,
  type OwnRsvpPage,
  ownEventPageSchema,
  ownRsvpPageSchema,
  type PageQuery,
} from "../../shared/schema/public-api.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function eventCalls({ ask, tell }: AskOrigin) {
  const as = (userId: UserId) => ({ [ACTING_USER_HEADER]: userId });
  return {
    createEvent: (
      requestId: RequestId,
      userId: UserId,
      body: CreateEvent,
      idempotencyKey: string | undefined,
    ): Promise<OwnEvent> =>
      ask(requestId, ownEventSchema, {
        method: "POST",
        path: internalPath.events,
        headers: {
          ...as(userId),
          ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        },
        body,
      }),
    copyEvent: (
      requestId: RequestId,
      userId: UserId,
      eventId: EventId,
      body: CopyEvent,
      idempotencyKey: string | undefined,
    ): Promise<OwnEvent> =>
      ask(requestId, ownEventSchema, {
        method: "POST",
        path: fillPath(internalPath.copyEvent, { eventId }),
        headers: {
          ...as(userId),
          ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        },
        body,
      }),
    updateEvent: (
      requestId: RequestId,
      userId: UserId,
      eventId: EventId,
      body: UpdateEvent,
    ): Promise<OwnEvent> =>
      ask(requestId, ownEventSchema, {
        method: "PATCH",
        path: fillPath(internalPath.event, { eventId }),
        headers: as(userId),
        body,
      }),
    moveEvent: (
      requestId: RequestId,
      userId: UserId,
      eventId: EventId,
      act: "publish" | "cancel" | "archive",
    ): Promise<OwnEvent> =>
      ask(requestId, ownEventSchema, {
        method: "POST",
        path: fillPath(internalPath.moveEvent, { eventId, act }),
        headers: as(userId),
      }),
    ownEvents: (requestId: RequestId, userId: UserId, query: PageQuery): Promise<OwnEventPage> =>
      ask(requestId, ownEventPageSchema, {
        method: "GET",
        path: fillPath(internalPath.ownEvents, { userId }),
        query,
      }),
    ownEvent: (requestId: RequestId, userId: UserId, eventId: EventId): Promise<OwnEvent> =>
      ask(requestId, ownEventSchema, {
        method: "GET",
        path: fillPath(internalPath.ownEvent, { userId, eventId }),
      }),

    eventMembers: async (
      requestId: RequestId,
      userId: UserId,
      eventId: EventId,
    ): Promise<{ items: EventMember[] }> =>
      ask(requestId, eventMemberListSchema, {
        method: "GET",
        path: fillPath(internalPath.eventMembers, { eventId }),
        headers: as(userId),
      }),
    appointMember: (
      requestId: RequestId,
      actingId: UserId,
      { eventId, userId, role }: { eventId: EventId; userId: UserId; role: AppointedRole },
    ): Promise<EventMember> =>
      ask(requestId, eventMemberSchema, {
        method: "PUT",
        path: fillPath(internalPath.eventMember, { eventId, userId }),
        headers: as(actingId),
        body: { role },
      }),
    dismissMember: (
      requestId: RequestId,
      actingId: UserId,
      { eventId, userId }: { eventId: EventId; userId: UserId },
    ): Promise<void> =>
      tell(requestId, {
        method: "DELETE",
        path: fillPath(internalPath.eventMember, { eventId, userId }),
        headers: as(actingId),
      }),

    rsvp: (requestId: RequestId, userId: UserId, eventId: EventId): Promise<Rsvp> =>
      ask(requestId, rsvpSchema, {
        method: "GET",
        path: fillPath(internalPath.rsvp, { userId, eventId }),
      }),
    answerEvent: (
      requestId: RequestId,
      userId: UserId,
      eventId: EventId,
      answer: RsvpAnswer,
    ): Promise<Rsvp> =>
      ask(requestId, rsvpSchema, {
        method: "PUT",
        path: fillPath(internalPath.rsvp, { userId, eventId }),
        body: { answer },
      }),
    rsvps: (requestId: RequestId, userId: UserId, query: PageQuery): Promise<OwnRsvpPage> =>
      ask(requestId, ownRsvpPageSchema, {
        method: "GET",
        path: fillPath(internalPath.rsvps, { userId }),
        query,
      }),

    organiserCalendar: (requestId: RequestId, userId: UserId): Promise<CalendarEvents> =>
      ask(requestId, calendarEventsSchema, {
        method: "GET",
        path: fillPath(internalPath.organiserCalendar, { userId }),
      }),
    secretCalendar: (requestId: RequestId, tokenHash: string): Promise<CalendarEvents> =>
      ask(requestId, calendarEventsSchema, {
        method: "GET",
        path: fillPath(internalPath.secretCalendar, { tokenHash }),
      }),
    calendarState: (requestId: RequestId, userId: UserId): Promise<CalendarState> =>
      ask(requestId, calendarStateSchema, {
        method: "GET",
        path: fillPath(internalPath.ownCalendar, { userId }),
      }),
    renewCalendar: (requestId: RequestId, userId: UserId, tokenHash: string): Promise<CalendarState> =>
      ask(requestId, calendarStateSchema, {
        method: "PUT",
        path: fillPath(internalPath.ownCalendar, { userId }),
        body: { tokenHash },
      }),
    endCalendar: (requestId: RequestId, userId: UserId): Promise<void> =>
      tell(requestId, { method: "DELETE", path: fillPath(internalPath.ownCalendar, { userId }) }),
  };
}
