// The form of an event: what stands in its fields, and what that comes to for the API. Local times are those of the event's
// zone, as `datetime-local` writes them. Pure.

import {
  COUNT_MAX,
  formatRecurrence,
  parseRecurrence,
  type Recurrence,
  WEEKDAYS,
} from "../../../shared/calendar/recurrence.ts";
import { canonicalTimeZone, instantOf, localMsAt } from "../../../shared/calendar/time-zone.ts";
import { type AvatarFloor, NO_FLOOR } from "../../../shared/schema/avatar-rank.ts";
import { tagsSchema } from "../../../shared/schema/catalog.ts";
import {
  type CreateEvent,
  EVENT_NAME_MAX_CHARS,
  EVENT_ROOMS_MAX,
  EVENT_SEATS_MAX,
  type Event,
} from "../../../shared/schema/event.ts";
import type { WorldId } from "../../../shared/schema/ids.ts";
import { fromField, numberOf, toField } from "../components/field-text.ts";

const HOUR_MS = 60 * 60_000;
const DAYS_IN_WEEK = 7;

export const REPEATS = ["once", "daily", "weekly", "fortnightly", "monthly", "nth", "other"] as const;
export type Repeats = (typeof REPEATS)[number];

export type EventDraft = {
  readonly name: string;
  readonly description: string;
  /** "" until one is chosen. */
  readonly worldId: WorldId | "";
  /** `2026-12-04T20:00`, or "". */
  readonly start: string;
  readonly end: string;
  readonly timeZone: string;
  readonly repeats: Repeats;
  /** Of "other": the rule as it is. */
  readonly rule: string;
  readonly count: string;
  readonly tags: string;
  readonly seats: string;
  readonly ghostSeats: string;
  readonly rooms: string;
  readonly avatarFloor: AvatarFloor;
};

export type DraftField =
  | "name"
  | "world"
  | "start"
  | "end"
  | "zone"
  | "count"
  | "tags"
  | "seats"
  | "ghostSeats"
  | "rooms";
export type DraftFields = Required<CreateEvent>;

/** One that begins at the next full hour of tomorrow, and lasts two. */
export function newDraft(timeZone: string, nowMs: number): EventDraft {
  const localMs = Math.ceil(localMsAt(timeZone, nowMs) / HOUR_MS) * HOUR_MS + 24 * HOUR_MS;
  return {
    name: "",
    description: "",
    worldId: "",
    start: toField(localMs),
    end: toField(localMs + 2 * HOUR_MS),
    timeZone,
    repeats: "once",
    rule: "",
    count: "",
    tags: "",
    seats: "",
    ghostSeats: "",
    rooms: "",
    avatarFloor: NO_FLOOR,
  };
}

export function draftOf(event: Event): EventDraft {
  const durationMs = Date.parse(event.endsAt) - Date.parse(event.startsAt);
  const firstMs = Date.parse(event.firstStartsAt);
  const field = (ms: number) => toField(localMsAt(event.timeZone, ms));
  const rule = event.recurrence === null ? null : parseRecurrence(event.recurrence);
  const text = (value: number | null) => (value === null ? "" : String(value));
  const start = field(firstMs);
  return {
    name: event.name,
    description: event.description,
    worldId: event.worldId,
    start,
    end: field(firstMs + durationMs),
    timeZone: event.timeZone,
    repeats: rule === null ? "once" : repeatsOf(rule, start),
    rule: event.recurrence ?? "",
    count: rule?.ends.kind === "count" ? String(rule.ends.count) : "",
    tags: event.tags.join(" "),
    seats: text(event.seatsMax),
    ghostSeats: text(event.ghostSeatsMax),
    rooms: text(event.roomsMax),
    avatarFloor: event.avatarFloor ?? NO_FLOOR,
  };
}

/** The fields for the API, or those of the form that are wrong. */
export function readDraft(
  draft: EventDraft,
): { readonly fields: DraftFields } | { readonly wrong: ReadonlySet<DraftField> } {
  const wrong = new Set<DraftField>();
  const name = draft.name.trim();
  if (name === "" || name.length > EVENT_NAME_MAX_CHARS) wrong.add("name");
  if (draft.worldId === "") wrong.add("world");
  const timeZone = canonicalTimeZone(draft.timeZone.trim());
  if (timeZone === null) wrong.add("zone");
  const [start, end] = [fromField(draft.start), fromField(draft.end)];
  if (start === null) wrong.add("start");
  if (end === null || (start !== null && end <= start)) wrong.add("end");
  const tags = tagsSchema.safeParse(draft.tags.split(/[\s,、]+/).filter((tag) => tag !== ""));
  if (!tags.success) wrong.add("tags");
  const numbers = {
    count: COUNT_MAX,
    seats: EVENT_SEATS_MAX,
    ghostSeats: EVENT_SEATS_MAX,
    rooms: EVENT_ROOMS_MAX,
  };
  const read = new Map<string, number | null>();
  for (const [field, max] of Object.entries(numbers) as [keyof typeof numbers, number][]) {
    const value = numberOf(draft[field], field === "ghostSeats" ? 0 : 1, max);
    if (value === undefined) wrong.add(field);
    else read.set(field, value);
  }
  if (
    wrong.size > 0 ||
    timeZone === null ||
    start === null ||
    end === null ||
    !tags.success ||
    draft.worldId === ""
  )
    return { wrong };
  return {
    fields: {
      worldId: draft.worldId,
      name,
      description: draft.description.trim(),
      startsAt: new Date(instantOf(timeZone, start)).toISOString(),
      endsAt: new Date(instantOf(timeZone, end)).toISOString(),
      timeZone,
      recurrence: ruleOf(draft, start, read.get("count") ?? null),
      tags: tags.data,
      seatsMax: read.get("seats") ?? null,
      ghostSeatsMax: read.get("ghostSeats") ?? null,
      roomsMax: read.get("rooms") ?? null,
      avatarFloor: Object.values(draft.avatarFloor).some((rank) => rank !== null) ? draft.avatarFloor : null,
    },
  };
}

function ruleOf({ repeats, rule }: EventDraft, startMs: number, count: number | null): string | null {
  const ends: Recurrence["ends"] = count === null ? { kind: "never" } : { kind: "count", count };
  const weekday = WEEKDAYS[weekdayOf(startMs)] ?? "MO";
  const ordinal = Math.ceil(new Date(startMs).getUTCDate() / DAYS_IN_WEEK);
  const written = (part: Omit<Recurrence, "ends">) => formatRecurrence({ ...part, ends });
  switch (repeats) {
    case "once":
      return null;
    case "other":
      return rule;
    case "daily":
      return written({ frequency: "DAILY", interval: 1, byDay: [] });
    case "weekly":
    case "fortnightly": {
      const interval = repeats === "weekly" ? 1 : 2;
      return written({ frequency: "WEEKLY", interval, byDay: [{ ordinal: null, weekday }] });
    }
    case "monthly":
      return written({ frequency: "MONTHLY", interval: 1, byDay: [] });
    case "nth":
      return written({ frequency: "MONTHLY", interval: 1, byDay: [{ ordinal, weekday }] });
  }
}

/** "other" is what the form has no words for: it stays as it is. */
function repeatsOf(rule: Recurrence, start: string): Repeats {
  const startMs = fromField(start) ?? 0;
  const count = rule.ends.kind === "count" ? rule.ends.count : null;
  const said = formatRecurrence(rule);
  const draft = { repeats: "once" as Repeats, rule: "" };
  const known = REPEATS.find(
    (repeats) =>
      repeats !== "once" &&
      repeats !== "other" &&
      ruleOf({ ...newDraft("UTC", 0), ...draft, repeats }, startMs, count) === said,
  );
  return known ?? "other";
}

/** Monday is 0. */
export function weekdayOf(localMs: number): number {
  return (new Date(localMs).getUTCDay() + DAYS_IN_WEEK - 1) % DAYS_IN_WEEK;
}
