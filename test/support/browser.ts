// Headless Chromium for the browser test: found where Debian or playwright put it, drawn by SwiftShader, no network of its own.

import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** The browser's path: `CHROMIUM_PATH`, Debian's, or playwright's own download; null when there is none. */
export function findChromium(): string | null {
  const candidates = [
    process.env["CHROMIUM_PATH"],
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    chromium.executablePath(),
  ];
  return candidates.find((path) => path !== undefined && path !== "" && existsSync(path)) ?? null;
}

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}
