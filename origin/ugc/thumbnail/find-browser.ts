// Where a Chromium may be: the operator's own word first, then where systems put it.

import { existsSync } from "node:fs";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
] as const;

/** The path of the first that is there; null when none is. `named` comes first where it is not empty. */
export function findBrowser(named: string | undefined, others: readonly string[] = []): string | null {
  return (
    [named, ...PLACES, ...others].find((path) => path !== undefined && path !== "" && existsSync(path)) ??
    null
  );
}
