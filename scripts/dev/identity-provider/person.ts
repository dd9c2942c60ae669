// Who somebody is here: the name they typed, and nothing else. The subject is the name written so that any name fits.

import type { Locale } from "../../../shared/schema/user.ts";

export const NAME_MAX_CHARS = 40;

/** The name as it is kept, or null when there is nothing to keep: NFC, trimmed, without control characters. */
export function toName(typed: string): string | null {
  const name = typed
    .normalize("NFC")
    .replace(/\p{Cc}+/gu, " ")
    .trim();
  return name === "" || [...name].length > NAME_MAX_CHARS ? null : name;
}

export function subjectOf(name: string): string {
  return Buffer.from(name, "utf8").toString("base64url");
}

export function nameOf(subject: string): string {
  return Buffer.from(subject, "base64url").toString("utf8");
}

/** The first of our languages in an Accept-Language or ui_locales list; Japanese when none is. */
export function localeOf(...lists: readonly (string | undefined)[]): Locale {
  for (const list of lists)
    for (const tag of (list ?? "").toLowerCase().split(/[\s,]+/)) {
      if (tag.startsWith("ja")) return "ja";
      if (tag.startsWith("en")) return "en";
    }
  return "ja";
}
