// Calendars as text (RFC 5545): lines, their escaping and folding, and the zones that recurring events are in. Knows no event.

import { compactLocal } from "./recurrence.ts";
import { offsetMsAt, type Transition, transitionsOf } from "./time-zone.ts";

const LINE_MAX_OCTETS = 75;
const MINUTE_MS = 60_000;

/** One content line, as yet in one piece: a name, with parameters where it has some, and what is behind the colon. */
export type ContentLine = { readonly name: string; readonly value: string };

export function line(name: string, value: string): ContentLine {
  return { name, value };
}

/** A value of type TEXT. Source: RFC 5545 §3.3.11 */
export function textLine(name: string, text: string): ContentLine {
  return { name, value: escapeText(text) };
}

export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, (char) => `\\${char}`).replace(/\r\n|\r|\n/g, "\\n");
}

/** A component, such as VEVENT, round its lines. */
export function component(name: string, lines: readonly ContentLine[]): readonly ContentLine[] {
  return [line("BEGIN", name), ...lines, line("END", name)];
}

/** The text: CRLF after every line, none longer than 75 octets, and no character cut in two. Source: RFC 5545 §3.1 */
export function writeLines(lines: readonly ContentLine[]): string {
  return lines.map(({ name, value }) => `${fold(`${name}:${value}`)}\r\n`).join("");
}

function fold(text: string): string {
  let folded = "";
  let octets = 0;
  for (const char of text) {
    const size = octetsOf(char);
    if (octets + size > LINE_MAX_OCTETS) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += char;
    octets += size;
  }
  return folded;
}

/** Of one code point in UTF-8. */
function octetsOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/**
 * A VTIMEZONE that tells the zone's offsets from `fromMs` to `toMs`: what it is at first, and every change. Each change is an
 * observance of its own, for readers differ in whether RDATE has the first of several. Source: RFC 5545 §3.6.5
 */
export function zoneLines(timeZone: string, fromMs: number, toMs: number): readonly ContentLine[] {
  const firstMs = offsetMsAt(timeZone, fromMs);
  const start: Transition = { atMs: fromMs, offsetBeforeMs: firstMs, offsetAfterMs: firstMs };
  const changes = [start, ...transitionsOf(timeZone, fromMs, toMs)];
  return component("VTIMEZONE", [textLine("TZID", timeZone), ...changes.flatMap(observance)]);
}

function observance({ atMs, offsetBeforeMs, offsetAfterMs }: Transition): readonly ContentLine[] {
  return component(offsetAfterMs > offsetBeforeMs ? "DAYLIGHT" : "STANDARD", [
    // The onset is written in the time that was, not in the one that begins.
    line("DTSTART", compactLocal(atMs + offsetBeforeMs)),
    line("TZOFFSETFROM", offsetText(offsetBeforeMs)),
    line("TZOFFSETTO", offsetText(offsetAfterMs)),
  ]);
}

/** `+0900`. Source: RFC 5545 §3.3.14 */
function offsetText(offsetMs: number): string {
  const minutes = Math.abs(Math.round(offsetMs / MINUTE_MS));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}
