// Calendars as other programs read them: every one is handed to ical.js, and its lines are held to RFC 5545's own limits.

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import ICAL from "ical.js";
import { eventCalendar } from "../../../shared/calendar/event-calendar.ts";
import { escapeText } from "../../../shared/calendar/icalendar.ts";
import { type Event, eventSchema } from "../../../shared/schema/event.ts";

const AROUND = { name: "Hiroba", publicUrl: "https://hiroba.example.com" };

const planned = (change: object = {}): Event =>
  eventSchema.parse({
    id: "evt_lanterns",
    worldId: "wld_plaza",
    organiser: null,
    name: "Lanterns",
    description: "",
    phase: "published",
    startsAt: "2026-12-04T11:00:00.000Z",
    endsAt: "2026-12-04T13:00:00.000Z",
    doorsAt: "2026-12-04T10:45:00.000Z",
    timeZone: "Asia/Tokyo",
    recurrence: null,
    firstStartsAt: "2026-12-04T11:00:00.000Z",
    tags: [],
    seatsMax: null,
    ghostSeatsMax: null,
    roomsMax: null,
    goingCount: 0,
    interestedCount: 0,
    likeCount: 0,
    revision: 3,
    updatedAt: "2026-11-26T01:02:03.000Z",
    ...change,
  });

function read(text: string) {
  const calendar = ICAL.Component.fromString(text);
  return {
    calendar,
    zones: calendar.getAllSubcomponents("vtimezone"),
    events: calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each)),
  };
}
const valueIn = (event: ICAL.Event, name: string) => String(event.component.getFirstPropertyValue(name));

describe("a calendar", () => {
  test("says of an event what, when, where, and how often it was changed", () => {
    const { calendar, events } = read(eventCalendar([planned({ tags: ["夜", "live"] })], AROUND));
    expect(calendar.getFirstPropertyValue("version")).toBe("2.0");
    expect(calendar.getFirstPropertyValue("x-wr-calname")).toBe("Hiroba");
    const [event] = events;
    if (event === undefined) throw new Error("no event");
    expect([event.uid, event.summary, event.sequence]).toEqual([
      "evt_lanterns@hiroba.example.com",
      "Lanterns",
      3,
    ]);
    expect(event.startDate.toJSDate().toISOString()).toBe("2026-12-04T11:00:00.000Z");
    expect(event.endDate.toJSDate().toISOString()).toBe("2026-12-04T13:00:00.000Z");
    expect(valueIn(event, "url")).toBe("https://hiroba.example.com/events/evt_lanterns");
    expect(valueIn(event, "status")).toBe("CONFIRMED");
    expect(valueIn(event, "dtstamp")).toBe("2026-11-26T01:02:03Z");
    expect(event.component.getFirstProperty("categories")?.getValues()).toEqual(["夜", "live"]);
  });

  test("says that an event was called off rather than leave it out", () => {
    const [event] = read(eventCalendar([planned({ phase: "cancelled" })], AROUND)).events;
    expect(event === undefined ? null : valueIn(event, "status")).toBe("CANCELLED");
  });

  test("tells one that recurs in its zone, from its first time, with the zone's own offsets", () => {
    const weekly = planned({
      timeZone: "America/New_York",
      recurrence: "FREQ=WEEKLY;BYDAY=FR",
      firstStartsAt: "2026-10-24T00:00:00.000Z",
      startsAt: "2027-01-02T01:00:00.000Z",
      endsAt: "2027-01-02T03:00:00.000Z",
    });
    const { zones, events } = read(eventCalendar([weekly, weekly], AROUND));
    expect(zones).toHaveLength(1);
    const [event] = events;
    if (event === undefined) throw new Error("no event");
    const iterator = event.iterator();
    const starts = Array.from({ length: 3 }, () => iterator.next()?.toJSDate().toISOString());
    expect(starts).toEqual([
      "2026-10-24T00:00:00.000Z", // Friday at 20:00, in summer
      "2026-10-31T00:00:00.000Z",
      "2026-11-07T01:00:00.000Z", // and in winter
    ]);
    expect(event.duration.toSeconds()).toBe(2 * 3600);
  });

  test("without events is one all the same", () => {
    expect(read(eventCalendar([], AROUND)).events).toEqual([]);
  });

  test("carries whatever people write, whole, on lines no longer than 75 octets", () => {
    const text = fc.string({ unit: fc.constantFrom(...'abc ,;:\\"\n\t広場🎏é'), maxLength: 300 });
    fc.assert(
      fc.property(text, text, (name, description) => {
        const written = eventCalendar([planned({ name, description })], AROUND);
        const lines = written.split("\r\n");
        expect(lines.at(-1)).toBe("");
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n\ufffd]/);
        }
        const [event] = read(written).events;
        expect(event?.summary ?? "").toBe(name);
        expect(event?.description ?? "").toBe(description);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test("has no line of anybody else's making", () => {
    expect(escapeText("a\r\nEND:VEVENT\rX\nY")).toBe("a\\nEND:VEVENT\\nX\\nY");
  });
});
