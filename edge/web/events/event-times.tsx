// When an event is on: by the reader's clocks, by those of the event's own zone where they differ, and how often.

import { parseRecurrence, WEEKDAYS } from "../../../shared/calendar/recurrence.ts";
import { offsetMsAt } from "../../../shared/calendar/time-zone.ts";
import type { Event } from "../../../shared/schema/event.ts";
import type { Messages } from "../i18n/en.ts";
import type { Format } from "../i18n/format.ts";
import { useLanguage } from "../i18n/locale.tsx";

type Times = Pick<Event, "startsAt" | "endsAt" | "timeZone" | "recurrence" | "firstStartsAt">;

export function EventTimes({ event }: { readonly event: Times }) {
  const { t, format } = useLanguage();
  const { startsAt, endsAt, timeZone } = event;
  const recurrence = recurrenceText(event, t, format);
  return (
    <>
      <p className="event-time">
        <time dateTime={startsAt}>{format.span(startsAt, endsAt)}</time>
      </p>
      {isElsewhere(event) && (
        <p className="event-time event-time-there">
          {t.events.inZone(format.inZone(timeZone).span(startsAt, endsAt), zoneText(timeZone))}
        </p>
      )}
      {recurrence !== null && <p className="event-time event-recurs">{recurrence}</p>}
    </>
  );
}

/** `America/New York`: its name as a person would write it. */
export function zoneText(timeZone: string): string {
  return timeZone.replaceAll("_", " ");
}

/** The reader's own. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether clocks where it is planned show another time than the reader's. */
function isElsewhere({ startsAt, timeZone }: Times): boolean {
  const atMs = Date.parse(startsAt);
  return offsetMsAt(timeZone, atMs) !== offsetMsAt(ownTimeZone(), atMs);
}

/** Null where it happens once. */
function recurrenceText({ recurrence, timeZone }: Times, t: Messages, format: Format): string | null {
  const rule = recurrence === null ? null : parseRecurrence(recurrence);
  if (rule === null) return null;
  const { frequency, interval, byDay, ends } = rule;
  const days = byDay.map(({ ordinal, weekday }) =>
    t.events.nth(ordinal, format.weekday(WEEKDAYS.indexOf(weekday))),
  );
  const there = format.inZone(timeZone);
  return [
    t.events.every[frequency](interval),
    ...(days.length === 0 ? [] : [t.events.onDays(format.list(days))]),
    ...(ends.kind === "count" ? [t.events.times(ends.count)] : []),
    ...(ends.kind === "until" ? [t.events.until(there.date(new Date(ends.untilMs).toISOString()))] : []),
  ].join(" · ");
}
