import { describe, expect, test } from "bun:test";
import { doorsAtMs, type EventAct, phaseOf, stateAfter } from "../../../origin/events/lifecycle.ts";
import { Problem } from "../../../shared/http/problem.ts";
import { type EventPhase, type EventState, eventPhaseSchema } from "../../../shared/schema/event.ts";

const HOUR_MS = 60 * 60_000;
const MINUTE_MS = 60_000;
const OCCURRENCE = { startsAtMs: 10 * HOUR_MS, endsAtMs: 12 * HOUR_MS };

/** Everything an act may make of an event, by where it is; what is not here is refused. */
const ALLOWED: readonly (readonly [EventPhase, EventAct, EventState])[] = [
  ["draft", "edit", "draft"],
  ["draft", "publish", "published"],
  ["draft", "archive", "archived"],
  ["published", "edit", "published"],
  ["published", "publish", "published"],
  ["published", "cancel", "cancelled"],
  ["open", "edit", "published"],
  ["open", "publish", "published"],
  ["open", "cancel", "cancelled"],
  ["ended", "archive", "archived"],
  ["cancelled", "cancel", "cancelled"],
  ["cancelled", "archive", "archived"],
  ["archived", "archive", "archived"],
];
const ACTS: readonly EventAct[] = ["edit", "publish", "cancel", "archive"];

describe.each(eventPhaseSchema.options)("an event that is %s", (phase) => {
  test.each(ACTS)("answers to %s as the table says", (act) => {
    const allowed = ALLOWED.find(([at, done]) => at === phase && done === act);
    if (allowed !== undefined) return expect(stateAfter(phase, act)).toBe(allowed[2]);
    expect(() => stateAfter(phase, act)).toThrow(Problem);
  });
});

test("what was announced opens with its doors and ends with its time; what was not goes by no clock", () => {
  const at = (minutes: number, state: EventState = "published") =>
    phaseOf(state, OCCURRENCE, OCCURRENCE.startsAtMs + minutes * MINUTE_MS);
  expect([-16, -15, 0, 119, 120].map((minutes) => at(minutes))).toEqual([
    "published",
    "open",
    "open",
    "open",
    "ended",
  ]);
  for (const state of ["draft", "cancelled", "archived"] as const)
    expect([-60, 0, 600].map((minutes) => at(minutes, state))).toEqual([state, state, state]);
});

test("doors open to some before they open to all", () => {
  expect(doorsAtMs(OCCURRENCE)).toBe(OCCURRENCE.startsAtMs - 15 * MINUTE_MS);
  expect(doorsAtMs(OCCURRENCE, 60)).toBe(OCCURRENCE.startsAtMs - 60 * MINUTE_MS);
});
