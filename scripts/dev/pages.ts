// What the pages of what `start` embeds have in common: a person's language.

import type { Locale } from "../../shared/schema/user.ts";

/** The first of our languages in an Accept-Language, ui_locales or other list; Japanese when none is. */
export function localeOf(...lists: readonly (string | null | undefined)[]): Locale {
  for (const list of lists)
    for (const tag of (list ?? "").toLowerCase().split(/[\s,]+/)) {
      if (tag.startsWith("ja")) return "ja";
      if (tag.startsWith("en")) return "en";
    }
  return "ja";
}
