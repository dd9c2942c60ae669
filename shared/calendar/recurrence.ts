// What of RFC 5545's recurrence rules an event may have: DAILY, WEEKLY and MONTHLY with INTERVAL, BYDAY, COUNT and UNTIL.
// Reads and writes the text of an RRULE; knows no occurrence (origin/events/schedule.ts counts those).

export const COUNT_MAX = 366;
export const INTERVAL_MAX = 12;
const TEXT_MAX_CHARS = 200;
/** The last Monday is -1MO; no month has a sixth. */
const ORDINAL_MAX = 5;

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
/** `ordinal` of a month: 2 is its second such day, -1 its last; null is every one. */
export type ByDay = { readonly ordinal: number | null; readonly weekday: Weekday };
export const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY"] as const;

export type Recurrence = {
  readonly frequency: (typeof FREQUENCIES)[number];
  readonly interval: number;
  readonly byDay: readonly ByDay[];
  readonly ends:
    | { readonly kind: "never" }
    | { readonly kind: "count"; readonly count: number }
    | { readonly kind: "until"; readonly untilMs: number };
};

/** The rule of this text, without `RRULE:`; null for what is no such rule, or one beyond what an event may have. */
export function parseRecurrence(text: string): Recurrence | null {
  if (text.length > TEXT_MAX_CHARS) return null;
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(";")) {
    const [, name, value] = /^([A-Z]+)=([A-Z0-9,+-]+)$/.exec(part) ?? [];
    if (name === undefined || value === undefined || parts.has(name)) return null;
    parts.set(name, value);
  }
  const take = (name: string): string | undefined => {
    const value = parts.get(name);
    parts.delete(name);
    return value;
  };
  const frequency = FREQUENCIES.find((each) => each === parts.get("FREQ"));
  take("FREQ");
  const interval = numberIn(take("INTERVAL") ?? "1", INTERVAL_MAX);
  const ends = endsOf(take("COUNT"), take("UNTIL"));
  const byDay = byDayOf(take("BYDAY"));
  if (frequency === undefined || interval === null || ends === null || byDay === null) return null;
  if (parts.size > 0 || (frequency !== "MONTHLY" && byDay.some(({ ordinal }) => ordinal !== null)))
    return null;
  return { frequency, interval, byDay, ends };
}

/** The same rule always as the same text. */
export function formatRecurrence({ frequency, interval, byDay, ends }: Recurrence): string {
  return [
    `FREQ=${frequency}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...(byDay.length === 0
      ? []
      : [`BYDAY=${byDay.map(({ ordinal, weekday }) => `${ordinal ?? ""}${weekday}`).join(",")}`]),
    ...(ends.kind === "count" ? [`COUNT=${ends.count}`] : []),
    ...(ends.kind === "until" ? [`UNTIL=${compactUtc(ends.untilMs)}`] : []),
  ].join(";");
}

/** `20261201T110000Z`. Source: RFC 5545 §3.3.5, form 2 */
export function compactUtc(ms: number): string {
  return `${compactLocal(ms)}Z`;
}

/** `20261201T200000`: a local time. Source: RFC 5545 §3.3.5, form 1 */
export function compactLocal(localMs: number): string {
  return new Date(localMs).toISOString().slice(0, 19).replace(/[-:]/g, "");
}

function numberIn(text: string, max: number): number | null {
  const value = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= max ? value : null;
}

/** Never both (RFC 5545 §3.3.10). UNTIL is in UTC, as it must be where the start has a zone. */
function endsOf(countText: string | undefined, untilText: string | undefined): Recurrence["ends"] | null {
  if (countText === undefined && untilText === undefined) return { kind: "never" };
  if (countText !== undefined && untilText !== undefined) return null;
  if (countText !== undefined) {
    const count = numberIn(countText, COUNT_MAX);
    return count === null ? null : { kind: "count", count };
  }
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(untilText ?? "") ?? [];
  const untilMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(untilMs) ? null : { kind: "until", untilMs };
}

function byDayOf(text: string | undefined): readonly ByDay[] | null {
  if (text === undefined) return [];
  const days = new Map<string, ByDay>();
  for (const each of text.split(",")) {
    const [, sign, digits, name] = /^([+-]?)(\d?)(MO|TU|WE|TH|FR|SA|SU)$/.exec(each) ?? [];
    const weekday = WEEKDAYS.find((one) => one === name);
    const size = digits === undefined || digits === "" ? null : Number(digits);
    if (weekday === undefined || (size === null && sign !== "")) return null;
    if (size !== null && (size < 1 || size > ORDINAL_MAX)) return null;
    const ordinal = size === null ? null : sign === "-" ? -size : size;
    days.set(`${ordinal} ${weekday}`, { ordinal, weekday });
  }
  return [...days.values()].sort(
    (a, b) =>
      (a.ordinal ?? 0) - (b.ordinal ?? 0) || WEEKDAYS.indexOf(a.weekday) - WEEKDAYS.indexOf(b.weekday),
  );
}
