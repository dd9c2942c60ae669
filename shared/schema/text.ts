// Characters that no text of ours holds: a control character moves a cursor or forges a line, half a surrogate pair is no
// character at all, and Postgres keeps neither NUL nor such a half.

import type * as z from "zod";

const NOT_ON_ONE_LINE = /[\p{Cc}\p{Cs}]/u;
const NOT_IN_PROSE = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

/** Adds to a string's schema that it is one line of characters that can be kept. */
export function oneLine<T extends z.ZodType<string>>(schema: T): T {
  return schema.refine((text) => !NOT_ON_ONE_LINE.test(text), "must not contain control characters");
}

/** The same for text of several lines: tabs and line ends are allowed. */
export function prose<T extends z.ZodType<string>>(schema: T): T {
  return schema.refine((text) => !NOT_IN_PROSE.test(text), "must not contain control characters");
}
