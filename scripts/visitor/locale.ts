// Which language somebody at a terminal reads.

import { type Locale, localeSchema } from "../../shared/schema/user.ts";
import { VisitFailed } from "./visit-failed.ts";

/** What --lang asks for, else the terminal's own. Throws VisitFailed. */
export function localeOf(asked: string | undefined, terminal: string): Locale {
  if (asked === undefined) return terminal.toLowerCase().startsWith("ja") ? "ja" : "en";
  const locale = localeSchema.safeParse(asked);
  if (!locale.success)
    throw new VisitFailed(`--lang ${asked} is none: ${localeSchema.options.join(" or ")}.`, "usage");
  return locale.data;
}

/** The terminal's language, such as "ja_JP.UTF-8", as POSIX ranks what says it. */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>>): string {
  return env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
}
