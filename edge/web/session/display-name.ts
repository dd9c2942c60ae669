// What is wrong with a display name while it is typed. The schema decides; this only finds words for its verdict.

import { DISPLAY_NAME_MAX_CHARS, displayNameSchema } from "../../../shared/schema/user.ts";
import type { Messages } from "../i18n/en.ts";

/** A sentence for the person, or null when the name will do. */
export function displayNameProblem(raw: string, t: Messages): string | null {
  if (displayNameSchema.safeParse(raw).success) return null;
  const trimmed = raw.normalize("NFC").trim();
  if (trimmed === "") return t.signIn.nameEmpty;
  if ([...trimmed].length > DISPLAY_NAME_MAX_CHARS) return t.signIn.nameTooLong(DISPLAY_NAME_MAX_CHARS);
  return t.signIn.nameUnprintable;
}
