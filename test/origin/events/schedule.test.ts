// The times of events that recur, held against ical.js, which counts them by another way and with zones of our own writing.

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import ICAL from "ical.js";
import {
  checkSchedule,
  occurrenceAt,
  RECURRING_DURATION_MAX_MS,
  type Schedule,
  seriesEndMs,
} from "../../../origin/events/schedule.ts";
import { component, line, writeLines, zoneLines } from "../../../shared/calendar/icalendar.ts";
import { compactLocal } from "../../../shared/calendar/recurrence.ts";
import { localMsAt } from "../../../shared/calendar/time-zone.ts";
import { Problem } from "../../../shared/http/problem.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.parse("2026-03-01T00:00:00Z");
const at = (iso: string) => Date.parse(iso);
const plan = (startsAt: string, recurrence: string | null, timeZone = "UTC", hours = 2): Schedule => ({
  startsAtMs: at(startsAt),
  endsAtMs: at(startsAt) + hours * HOUR_MS,
  timeZone,
  recurrence,
});

/** The first starts as we count them: each the one that comes next when the one before is over. */
function ours(schedule: Schedule, count: number): string[] {
  const starts: string[] = [];
  let nowMs = schedule.startsAtMs;
  while (starts.length < count) {
    const { startsAtMs, endsAtMs } = occurrenceAt(schedule, nowMs);
    if (endsAtMs <= nowMs) break;
    starts.push(new Date(startsAtMs).toISOString());
    nowMs = endsAtMs;
  }
  return starts;
}

function theirs({ startsAtMs, timeZone, recurrence }: Schedule, count: number): string[] {
  const start = compactLocal(localMsAt(timeZone, startsAtMs));
  const text = writeLines(
    component("VCALENDAR", [
      ...zoneLines(timeZone, startsAtMs - DAY_MS, startsAtMs + 3_000 * DAY_MS),
      ...component("VEVENT", [line(`DTSTART;TZID=${timeZone}`, start), line("RRULE", recurrence ?? "")]),
    ]),
  );
  const calendar = ICAL.Component.fromString(text);
  const zoneComponent = calendar.getFirstSubcomponent("vtimezone");
  const eventComponent = calendar.getFirstSubcomponent("vevent");
  if (zoneComponent === null || eventComponent === null) throw new Error("ical.js did not read it");
  const zone = new ICAL.Timezone(zoneComponent);
  const event = new ICAL.Event(eventComponent);
  const begin = event.startDate.clone();
  begin.zone = zone;
  const iterator = event.iterator(begin);
  const starts: string[] = [];
  for (let next = iterator.next(); next && starts.length < count; next = iterator.next())
    starts.push(next.toJSDate().toISOString());
  return starts;
}

describe("an event that recurs", () => {
  test("begins at the same hour of its zone, whatever happens to the clocks there", () => {
    const weekly = plan("2026-03-20T19:00:00Z", "FREQ=WEEKLY;BYDAY=FR;COUNT=3", "Europe/Berlin");
    expect(ours(weekly, 9)).toEqual([
      "2026-03-20T19:00:00.000Z", // 20:00 in winter
      "2026-03-27T19:00:00.000Z",
      "2026-04-03T18:00:00.000Z", // 20:00 in summer
    ]);
    const newYork = plan("2026-10-31T00:00:00Z", "FREQ=DAILY;COUNT=3", "America/New_York");
    expect(ours(newYork, 9)).toEqual([
      "2026-10-31T00:00:00.000Z",
      "2026-11-01T00:00:00.000Z",
      "2026-11-02T01:00:00.000Z",
    ]);
  });

  test("is not on at an hour that clocks leap over, and does not count it", () => {
    // 02:30 does not exist in Berlin on 29 March 2026 (RFC 5545 §3.3.10).
    const daily = plan("2026-03-28T01:30:00Z", "FREQ=DAILY;COUNT=3", "Europe/Berlin", 1);
    expect(ours(daily, 9)).toEqual([
      "2026-03-28T01:30:00.000Z",
      "2026-03-30T00:30:00.000Z",
      "2026-03-31T00:30:00.000Z",
    ]);
  });

  test("leaves out months that lack its day, and finds the last Friday of each", () => {
    expect(ours(plan("2026-08-31T10:00:00Z", "FREQ=MONTHLY;COUNT=3"), 9)).toEqual([
      "2026-08-31T10:00:00.000Z",
      "2026-10-31T10:00:00.000Z",
      "2026-12-31T10:00:00.000Z",
    ]);
    expect(ours(plan("2026-05-29T10:00:00Z", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2"), 9)).toEqual([
      "2026-05-29T10:00:00.000Z",
      "2026-06-26T10:00:00.000Z",
    ]);
  });

  test("is the last time for ever once that is over, and knows when", () => {
    const twice = plan("2026-03-06T10:00:00Z", "FREQ=WEEKLY;COUNT=2");
    expect(occurrenceAt(twice, at("2027-01-01T00:00:00Z"))).toEqual({
      startsAtMs: at("2026-03-13T10:00:00Z"),
      endsAtMs: at("2026-03-13T12:00:00Z"),
    });
    expect(seriesEndMs(twice)).toBe(at("2026-03-13T12:00:00Z"));
    expect(seriesEndMs(plan("2026-03-06T10:00:00Z", "FREQ=WEEKLY;UNTIL=20260320T100000Z"))).toBe(
      at("2026-03-20T12:00:00Z"),
    );
    expect(seriesEndMs(plan("2026-03-06T10:00:00Z", "FREQ=WEEKLY"))).toBeNull();
    expect(seriesEndMs(plan("2026-03-06T10:00:00Z", null))).toBe(at("2026-03-06T12:00:00Z"));
  });

  test("is on at the times another reader of the same calendar counts, in whatever zone and by whatever rule", () => {
    const weekdays = fc.subarray(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], { minLength: 1 });
    const ordinal = fc.constantFrom("", "1", "2", "3", "4", "-1", "-2");
    const rule = fc
      .record({
        frequency: fc.constantFrom("DAILY", "WEEKLY", "MONTHLY"),
        interval: fc.integer({ min: 1, max: 4 }),
        byDay: fc.option(fc.tuple(weekdays, ordinal)),
      })
      .map(({ frequency, interval, byDay }) => {
        const sign = frequency === "MONTHLY" ? (byDay?.[1] ?? "") : "";
        const days = byDay === null ? "" : `;BYDAY=${byDay[0].map((day) => sign + day).join(",")}`;
        return `FREQ=${frequency};INTERVAL=${interval}${days}`;
      });
    const zones = fc.constantFrom("Asia/Tokyo", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe");
    // Hours that no clock leaps over or shows twice: there readers differ.
    const start = fc.record({ day: fc.integer({ min: 0, max: 700 }), hour: fc.integer({ min: 5, max: 23 }) });
    let comparedCount = 0;
    fc.assert(
      fc.property(rule, zones, start, (recurrence, timeZone, { day, hour }) => {
        const localMs = NOW_MS + day * DAY_MS + hour * HOUR_MS;
        const startsAtMs = localMs - (localMsAt(timeZone, localMs) - localMs);
        const schedule = { startsAtMs, endsAtMs: startsAtMs + HOUR_MS, timeZone, recurrence };
        if (!isAllowed(schedule)) return;
        comparedCount += 1;
        expect(ours(schedule, 8)).toEqual(theirs(schedule, 8));
      }),
      { numRuns: 400, seed: 20_261_126 },
    );
    expect(comparedCount).toBeGreaterThan(100);
  });
});

function isAllowed(schedule: Schedule): boolean {
  try {
    checkSchedule(schedule, NOW_MS);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

describe("times that cannot be", () => {
  const refusals: readonly (readonly [string, Schedule, string])[] = [
    [
      "end before they begin",
      { ...plan("2026-03-06T10:00:00Z", null), endsAtMs: at("2026-03-06T09:00:00Z") },
      "endsAt",
    ],
    ["last for weeks", plan("2026-03-06T10:00:00Z", null, "UTC", 24 * 15), "endsAt"],
    ["run into the next", plan("2026-03-06T10:00:00Z", "FREQ=DAILY", "UTC", 13), "endsAt"],
    ["are years away", plan("2029-03-06T10:00:00Z", null), "startsAt"],
    ["are of another age", plan("1999-03-06T10:00:00Z", null), "startsAt"],
    [
      "begin on a day their rule does not give",
      plan("2026-03-06T10:00:00Z", "FREQ=WEEKLY;BYDAY=SA"),
      "recurrence",
    ],
    [
      "end before their rule begins",
      plan("2026-03-06T10:00:00Z", "FREQ=DAILY;UNTIL=20260101T000000Z"),
      "recurrence",
    ],
    [
      "go on for ever by a date",
      plan("2026-03-06T10:00:00Z", "FREQ=DAILY;UNTIL=99990101T000000Z"),
      "recurrence",
    ],
  ];
  test.each(refusals)("are refused when they %s", (_why, schedule, name) => {
    const refusal = (() => {
      try {
        return checkSchedule(schedule, NOW_MS);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toMatchObject({ code: "EVENT_SCHEDULE_INVALID", errors: [{ name }] });
  });

  test("the weekday is that of the event's zone: late on Friday in New York is Saturday in UTC", () => {
    const friday = plan("2026-03-07T02:00:00Z", "FREQ=WEEKLY;BYDAY=FR", "America/New_York");
    expect(checkSchedule(friday, NOW_MS)).toBe(friday);
    expect(RECURRING_DURATION_MAX_MS).toBeLessThan(23 * HOUR_MS);
  });
});
