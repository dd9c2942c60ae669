// When an event is on: its times by the clocks of its zone, so that it begins at the same hour there, summer or winter. The
// rules are RFC 5545's, counted by rrule-temporal. Pure.

import { RRuleTemporal } from "rrule-temporal";
import { compactLocal, parseRecurrence } from "../../shared/calendar/recurrence.ts";
import { localMsAt } from "../../shared/calendar/time-zone.ts";
import { Problem } from "../../shared/http/problem.ts";
import type { Occurrence } from "./lifecycle.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 366 * DAY_MS;
export const DURATION_MAX_MS = 14 * DAY_MS;
/** Shorter than the shortest day, so that no time runs into the next. */
export const RECURRING_DURATION_MAX_MS = 12 * HOUR_MS;
export const AHEAD_MAX_MS = 2 * YEAR_MS;
/** The last UNTIL, from the first time. */
export const SERIES_MAX_MS = 5 * YEAR_MS;

/** Of the first time it is on. */
export type Schedule = Occurrence & { readonly timeZone: string; readonly recurrence: string | null };

/** An event's times as they are kept: of the one that is on or comes next, and the first of those that recur. */
type Planned = {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly firstStartsAt: Date | null;
  readonly timeZone: string;
  readonly recurrence: string | null;
};

export function scheduleOf({ startsAt, endsAt, firstStartsAt, timeZone, recurrence }: Planned): Schedule {
  const startsAtMs = (firstStartsAt ?? startsAt).getTime();
  return { startsAtMs, endsAtMs: startsAtMs + endsAt.getTime() - startsAt.getTime(), timeZone, recurrence };
}

/** The time of it that is on or comes next: as kept, unless it is over and the next one is not written yet. */
export function occurrenceOf(event: Planned, nowMs: number): Occurrence {
  const kept = { startsAtMs: event.startsAt.getTime(), endsAtMs: event.endsAt.getTime() };
  const isKept = event.recurrence === null || nowMs < kept.endsAtMs;
  return isKept ? kept : occurrenceAt(scheduleOf(event), nowMs);
}

/** The time that is on at `nowMs` or comes next; the last one when none comes. */
export function occurrenceAt(schedule: Schedule, nowMs: number): Occurrence {
  const { startsAtMs, endsAtMs, recurrence } = schedule;
  const durationMs = endsAtMs - startsAtMs;
  if (recurrence === null || nowMs < endsAtMs) return { startsAtMs, endsAtMs };
  const rule = ruleOf(schedule, recurrence);
  // Starting at this very moment less the duration it would be over.
  const next = rule.next(new Date(nowMs - durationMs)) ?? rule.previous(new Date(nowMs));
  const nextMs = next?.epochMilliseconds ?? startsAtMs;
  return { startsAtMs: nextMs, endsAtMs: nextMs + durationMs };
}

/** When the last time ends; null where none is the last. */
export function seriesEndMs(schedule: Schedule): number | null {
  const { startsAtMs, endsAtMs, recurrence } = schedule;
  const ends = recurrence === null ? null : parseRecurrence(recurrence)?.ends;
  if (recurrence === null || ends == null) return endsAtMs;
  if (ends.kind === "never") return null;
  const last = ruleOf(schedule, recurrence).all().at(-1);
  return (last?.epochMilliseconds ?? startsAtMs) + (endsAtMs - startsAtMs);
}

/** Throws EVENT_SCHEDULE_INVALID (422) with the field that is wrong. */
export function checkSchedule(schedule: Schedule, nowMs: number): Schedule {
  const { startsAtMs, endsAtMs, recurrence } = schedule;
  const durationMs = endsAtMs - startsAtMs;
  if (durationMs <= 0) throw invalid("endsAt", "must be after startsAt", iso(endsAtMs), iso(startsAtMs));
  if (startsAtMs > nowMs + AHEAD_MAX_MS)
    throw invalid("startsAt", "too far ahead", iso(startsAtMs), iso(nowMs + AHEAD_MAX_MS));
  if (startsAtMs < nowMs - SERIES_MAX_MS)
    throw invalid("startsAt", "too long ago", iso(startsAtMs), iso(nowMs - SERIES_MAX_MS));
  const durationMaxMs = recurrence === null ? DURATION_MAX_MS : RECURRING_DURATION_MAX_MS;
  if (durationMs > durationMaxMs)
    throw invalid("endsAt", "lasts too long", durationMs / HOUR_MS, durationMaxMs / HOUR_MS);
  if (recurrence !== null) checkRecurrence(schedule, recurrence);
  return schedule;
}

function checkRecurrence(schedule: Schedule, recurrence: string): void {
  const { startsAtMs } = schedule;
  const ends = parseRecurrence(recurrence)?.ends;
  if (ends?.kind === "until" && ends.untilMs < startsAtMs)
    throw invalid("recurrence", "ends before it begins", iso(ends.untilMs), iso(startsAtMs));
  if (ends?.kind === "until" && ends.untilMs > startsAtMs + SERIES_MAX_MS)
    throw invalid("recurrence", "goes on for too long", iso(ends.untilMs), iso(startsAtMs + SERIES_MAX_MS));
  // A start that its rule does not give is undefined in RFC 5545 §3.8.5.3, and calendars differ in it.
  const first = ruleOf(schedule, recurrence).next(new Date(startsAtMs), true);
  if (first?.epochMilliseconds !== startsAtMs)
    throw invalid("recurrence", "must give the day of startsAt", recurrence, iso(startsAtMs));
}

function ruleOf({ startsAtMs, timeZone }: Schedule, recurrence: string): RRuleTemporal {
  const start = compactLocal(localMsAt(timeZone, startsAtMs));
  return new RRuleTemporal({
    rruleString: `DTSTART;TZID=${timeZone}:${start}\nRRULE:${recurrence}`,
  });
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function invalid(name: string, message: string, actual: string | number, limit: string | number): Problem {
  return new Problem({
    status: 422,
    code: "EVENT_SCHEDULE_INVALID",
    title: "The event cannot be on at these times",
    errors: [{ name, message, actual, limit }],
  });
}
