// A handle: the one name of a user that nobody else has, such as @aoi. Written in any script, and never in a mix that only
// serves to look like somebody else. What looks alike across scripts is told apart by the origin (origin/handles/skeleton.ts).
// Source: UTS #39 §5.2 (Highly Restrictive), UAX #31 table 5 (recommended scripts)

import * as z from "zod";

export const HANDLE_MIN_CHARS = 2;
export const HANDLE_MAX_CHARS = 20;

/** What people write together every day; the others of the list stand alone. */
const WRITTEN_TOGETHER = [
  ["Latin", "Han", "Hiragana", "Katakana"],
  ["Latin", "Han", "Bopomofo"],
  ["Latin", "Han", "Hangul"],
];
const WRITTEN_ALONE = [
  ...["Arabic", "Armenian", "Bengali", "Cyrillic", "Devanagari", "Ethiopic", "Georgian", "Greek", "Gujarati"],
  ...["Gurmukhi", "Hebrew", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil"],
  ...["Telugu", "Thaana", "Thai", "Tibetan"],
];
const SCRIPTS = [...WRITTEN_TOGETHER, ...WRITTEN_ALONE.map((script) => [script])].map(
  (scripts) => new RegExp(`^[${scripts.map((script) => `\\p{scx=${script}}`).join("")}0-9_]+$`, "u"),
);
const LETTERS = /^[\p{L}\p{M}0-9_]+$/u;
const HAS_LETTER = /\p{L}/u;
const BAD_EDGE = /^[_\p{M}]|_$/u;
/** More on one letter than any of these scripts writes. */
const MARKS_IN_A_ROW = /\p{M}{3}/u;

/**
 * A handle as it is kept and shown: without its "@", in lower case, NFKC. Widths and cases of one handle are that handle.
 */
export const handleSchema = z
  .string()
  .max(100)
  .transform(normalise)
  .refine((handle) => {
    const { length } = [...handle];
    return length >= HANDLE_MIN_CHARS && length <= HANDLE_MAX_CHARS;
  }, `must have ${HANDLE_MIN_CHARS} to ${HANDLE_MAX_CHARS} characters`)
  .refine(
    (handle) =>
      LETTERS.test(handle) &&
      HAS_LETTER.test(handle) &&
      !BAD_EDGE.test(handle) &&
      !MARKS_IN_A_ROW.test(handle),
    "must be letters, digits and underscores, with a letter among them and no underscore at either end",
  )
  .refine(
    (handle) => SCRIPTS.some((script) => script.test(handle)),
    "must be written in one script (Latin letters go with Japanese, Chinese and Korean)",
  );

/** PUT /v1/me/handle */
export const takeHandleSchema = z.strictObject({ handle: handleSchema });

function normalise(raw: string): string {
  // Lower case can bring letters back that NFKC had taken apart.
  return raw.trim().normalize("NFKC").replace(/^@/, "").toLowerCase().normalize("NFKC");
}
