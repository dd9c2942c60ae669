// Time zones by their IANA names, on Intl alone, so that edges and browsers that lack Temporal agree with the origin. A local
// time is written as the milliseconds that the same reading of the clock would be in UTC.

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
/** Offsets stay for longer than this between two changes (Morocco's Ramadan is the shortest, about 30 days). */
const TRANSITION_STEP_MS = 14 * DAY_MS;
/** Letters first: an offset such as +09:00 is no zone, and calendars do not take it for one. */
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;
/** More than there are names; only canonical ones are kept. */
const FORMATS_KEPT_MAX = 1_000;
const formats = new Map<string, Intl.DateTimeFormat>();

export type Transition = {
  readonly atMs: number;
  readonly offsetBeforeMs: number;
  readonly offsetAfterMs: number;
};

/** The name as Intl writes it (`asia/tokyo` is `Asia/Tokyo`), or null where there is no such zone. */
export function canonicalTimeZone(name: string): string | null {
  if (!NAME.test(name)) return null;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    // RangeError is how Intl says that it knows no such zone.
    return null;
  }
}

/** How far the zone's clocks are ahead of UTC at this moment, milliseconds. Throws RangeError for no zone. */
export function offsetMsAt(timeZone: string, atMs: number): number {
  const parts = formatOf(timeZone).formatToParts(atMs);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const localMs = Date.UTC(
    read("year"),
    read("month") - 1,
    read("day"),
    read("hour"),
    read("minute"),
    read("second"),
  );
  return localMs - Math.floor(atMs / 1000) * 1000;
}

/** What the zone's clocks show. */
export function localMsAt(timeZone: string, atMs: number): number {
  return atMs + offsetMsAt(timeZone, atMs);
}

/**
 * When the zone's clocks show this. Of two such moments the first; where clocks leap over it, as far behind the leap as it
 * was in it. Source: RFC 5545 §3.3.5
 */
export function instantOf(timeZone: string, localMs: number): number {
  const before = offsetMsAt(timeZone, localMs - DAY_MS);
  const after = offsetMsAt(timeZone, localMs + DAY_MS);
  const shown = [localMs - before, localMs - after].filter((atMs) => localMsAt(timeZone, atMs) === localMs);
  return shown.length === 0 ? localMs - before : Math.min(...shown);
}

/** Every change of the offset after `fromMs`, up to `toMs`, to the minute. */
export function transitionsOf(timeZone: string, fromMs: number, toMs: number): readonly Transition[] {
  const found: Transition[] = [];
  let lowMs = fromMs;
  while (lowMs < toMs) {
    const highMs = Math.min(lowMs + TRANSITION_STEP_MS, toMs);
    const offsetBeforeMs = offsetMsAt(timeZone, lowMs);
    if (offsetMsAt(timeZone, highMs) !== offsetBeforeMs) {
      const atMs = firstWithout(timeZone, offsetBeforeMs, lowMs, highMs);
      found.push({ atMs, offsetBeforeMs, offsetAfterMs: offsetMsAt(timeZone, atMs) });
    }
    lowMs = highMs;
  }
  return found;
}

/** The first whole minute in (lowMs, highMs] whose offset is not `offsetMs`. */
function firstWithout(timeZone: string, offsetMs: number, lowMs: number, highMs: number): number {
  let [low, high] = [Math.floor(lowMs / MINUTE_MS), Math.ceil(highMs / MINUTE_MS)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMsAt(timeZone, middle * MINUTE_MS) === offsetMs) low = middle;
    else high = middle;
  }
  return high * MINUTE_MS;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  if (formats.size < FORMATS_KEPT_MAX) formats.set(timeZone, made);
  return made;
}
