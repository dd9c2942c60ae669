// Characters that no text of ours holds: a control character moves a cursor or forges a line, half a surrogate pair is no
// character at all, and Postgres keeps neither NUL nor such a half.

import type * as z from "zod";

const NOT_ON_ONE_LINE = /[\p{Cc}\p{Cs}]/u;
const NOT_IN_PROSE = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

/**
 * Control, surrogate, bidi and zero-width characters: they move a cursor, forge a line or make one name look like another. The
 * zero-width joiner is none where it builds an emoji, as in a family.
 */
export const INVISIBLE =
  /[\p{Cc}\p{Cs}\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\u200d(?!\p{Extended_Pictographic})/u;

/** Adds to a string's schema that it is a name: drawn as it is stored, with nothing invisible in it. */
export function visible<T extends z.ZodType<string>>(schema: T): T {
  return schema.refine((text) => !INVISIBLE.test(text), "must not contain control or invisible characters");
}

/** Adds to a string's schema that it is one line of characters that can be kept. */
export function oneLine<T extends z.ZodType<string>>(schema: T): T {
  return schema.refine((text) => !NOT_ON_ONE_LINE.test(text), "must not contain control characters");
}

/** The same for text of several lines: tabs and line ends are allowed. */
export function prose<T extends z.ZodType<string>>(schema: T): T {
  return schema.refine((text) => !NOT_IN_PROSE.test(text), "must not contain control characters");
}
