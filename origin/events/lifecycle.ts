// The life of an event: what its organiser may do with it when, and what the clock makes of what was decided. Pure.

import { Problem } from "../../shared/http/problem.ts";
import type { EventPhase, EventState } from "../../shared/schema/event.ts";
import { EVENT_RIGHTS } from "../../shared/schema/event-role.ts";

const MINUTE_MS = 60_000;

/** One time that the event is on, milliseconds since the epoch. */
export type Occurrence = { readonly startsAtMs: number; readonly endsAtMs: number };

export type EventAct = "edit" | "publish" | "cancel" | "archive";

/**
 * What an act makes of the event; null: it is not to be done then. Done already is done again without harm, for whoever did not
 * hear that it was.
 */
export const TRANSITIONS = {
  draft: { edit: "draft", publish: "published", cancel: null, archive: "archived" },
  published: { edit: "published", publish: "published", cancel: "cancelled", archive: null },
  open: { edit: "published", publish: "published", cancel: "cancelled", archive: null },
  ended: { edit: null, publish: null, cancel: null, archive: "archived" },
  cancelled: { edit: null, publish: null, cancel: "cancelled", archive: "archived" },
  archived: { edit: null, publish: null, cancel: null, archive: "archived" },
} as const satisfies Readonly<Record<EventPhase, Readonly<Record<EventAct, EventState | null>>>>;

/** Where an event is in its life. `occurrence`: the time that is on or comes next, or the last one. */
export function phaseOf(state: EventState, occurrence: Occurrence, nowMs: number): EventPhase {
  if (state !== "published") return state;
  if (nowMs >= occurrence.endsAtMs) return "ended";
  return nowMs >= doorsAtMs(occurrence) ? "open" : "published";
}

/** When the doors open to those who may enter so many minutes early; to anybody, unless it is said. */
export function doorsAtMs(
  { startsAtMs }: Occurrence,
  earlyEntryMinutes: number = EVENT_RIGHTS.anybody.earlyEntryMinutes,
): number {
  return startsAtMs - earlyEntryMinutes * MINUTE_MS;
}

/** Who is in an event when it ends has so long to say goodbye. */
const LINGER_MS = 15 * MINUTE_MS;

/**
 * Until when rooms of the event may stay open, milliseconds since the epoch; null: not any more. Before anybody may come early,
 * none of this time is open, and those of the time before are to go.
 */
export function roomsLastUntilMs(state: EventState, occurrence: Occurrence, nowMs: number): number | null {
  const isClosedYet = nowMs < doorsAtMs(occurrence, EVENT_RIGHTS.organiser.earlyEntryMinutes);
  const lastUntilMs = occurrence.endsAtMs + LINGER_MS;
  return state !== "published" || isClosedYet || nowMs >= lastUntilMs ? null : lastUntilMs;
}

/** The state behind `act`. Throws EVENT_PHASE_WRONG (409). */
export function stateAfter(phase: EventPhase, act: EventAct): EventState {
  const next = TRANSITIONS[phase][act];
  if (next === null)
    throw new Problem({
      status: 409,
      code: "EVENT_PHASE_WRONG",
      title: "This is not to be done with the event as it is now",
      detail: `It is ${phase}: it cannot be ${PAST[act]}.`,
    });
  return next;
}

const PAST = {
  edit: "changed",
  publish: "published",
  cancel: "cancelled",
  archive: "archived",
} as const satisfies Record<EventAct, string>;

/** Whether only those backstage may know that it exists. */
export function isHidden(state: EventState): boolean {
  return state === "draft" || state === "archived";
}
