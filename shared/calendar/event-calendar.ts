// Events as a calendar to subscribe to. One that happens once is told in UTC; one that recurs in its own zone, whose clocks it
// goes by, with that zone's offsets for some years to come.

import type { Event } from "../schema/event.ts";
import { type ContentLine, component, line, textLine, writeLines, zoneLines } from "./icalendar.ts";
import { compactLocal, compactUtc } from "./recurrence.ts";
import { localMsAt } from "./time-zone.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Zones are told from before the first event until so long after the last one that is known. */
const ZONE_BEFORE_MS = 7 * DAY_MS;
const ZONE_AFTER_MS = 5 * 366 * DAY_MS;
const REFRESH = "PT1H";

type Surrounding = {
  readonly name: string;
  /** Where the page is, without a trailing slash. */
  readonly publicUrl: string;
};

/** The text of an iCalendar object. The same events make the same text. */
export function eventCalendar(events: readonly Event[], { name, publicUrl }: Surrounding): string {
  return writeLines(
    component("VCALENDAR", [
      line("VERSION", "2.0"),
      line("PRODID", "-//Hiroba//Events//EN"),
      line("CALSCALE", "GREGORIAN"),
      line("METHOD", "PUBLISH"),
      textLine("NAME", name),
      textLine("X-WR-CALNAME", name),
      line("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
      line("X-PUBLISHED-TTL", REFRESH),
      ...zonesOf(events),
      ...events.flatMap((event) => eventLines(event, publicUrl)),
    ]),
  );
}

function zonesOf(events: readonly Event[]): readonly ContentLine[] {
  const spans = new Map<string, { fromMs: number; toMs: number }>();
  for (const { recurrence, timeZone, firstStartsAt, startsAt } of events) {
    if (recurrence === null) continue;
    const known = spans.get(timeZone);
    const fromMs = Date.parse(firstStartsAt) - ZONE_BEFORE_MS;
    const toMs = Date.parse(startsAt) + ZONE_AFTER_MS;
    spans.set(timeZone, {
      fromMs: Math.min(fromMs, known?.fromMs ?? fromMs),
      toMs: Math.max(toMs, known?.toMs ?? toMs),
    });
  }
  return [...spans].flatMap(([timeZone, { fromMs, toMs }]) => zoneLines(timeZone, fromMs, toMs));
}

function eventLines(event: Event, publicUrl: string): readonly ContentLine[] {
  return component("VEVENT", [
    line("UID", `${event.id}@${new URL(publicUrl).hostname}`),
    // Of what is published, when it was last changed (§3.8.7.2).
    line("DTSTAMP", compactUtc(Date.parse(event.updatedAt))),
    line("LAST-MODIFIED", compactUtc(Date.parse(event.updatedAt))),
    line("SEQUENCE", String(event.revision)),
    ...timeLines(event),
    textLine("SUMMARY", event.name),
    ...(event.description === "" ? [] : [textLine("DESCRIPTION", event.description)]),
    line("URL", `${publicUrl}/events/${event.id}`),
    textLine("LOCATION", `${publicUrl}/events/${event.id}`),
    ...(event.tags.length === 0 ? [] : [line("CATEGORIES", event.tags.join(","))]),
    line("STATUS", event.phase === "cancelled" ? "CANCELLED" : "CONFIRMED"),
  ]);
}

function timeLines(event: Event): readonly ContentLine[] {
  const { startsAt, endsAt, firstStartsAt, timeZone, recurrence } = event;
  const durationMs = Date.parse(endsAt) - Date.parse(startsAt);
  const firstMs = Date.parse(firstStartsAt);
  if (recurrence === null)
    return [line("DTSTART", compactUtc(firstMs)), line("DTEND", compactUtc(firstMs + durationMs))];
  const local = (ms: number) => compactLocal(localMsAt(timeZone, ms));
  return [
    line(`DTSTART;TZID=${timeZone}`, local(firstMs)),
    line(`DTEND;TZID=${timeZone}`, local(firstMs + durationMs)),
    line("RRULE", recurrence),
  ];
}
