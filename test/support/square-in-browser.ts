// A whole square and a Chromium to look at it with, for the tests of one file: started before them, stopped behind them.

import { afterAll, beforeAll } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { findChromium } from "../../scripts/test/chromium.ts";
import { launchChromium } from "./browser.ts";
import { type Square, startSquare } from "./square.ts";

/** Pages draw by software here, beside other files' browsers: whoever waits for one gives it this much time. */
export const PAGE_WAIT_MAX_MS = 120_000;
const START_MAX_MS = 90_000;
const STOP_MAX_MS = 20_000;

export type SquareInBrowser = {
  /** Nothing is started then: the tests are to be skipped. */
  readonly isMissing: boolean;
  readonly edgeUrl: () => string;
  /** Where the square keeps everything. */
  readonly dataDir: () => string;
  readonly browser: () => Browser;
  /** A page in a browser profile of its own, in English, where somebody has just signed in as a guest. */
  readonly openAsGuest: (name: string, path: string) => Promise<Page>;
};

/** Declares both for the file that calls it; the square with these settings. */
export function squareInBrowser(env: Readonly<Record<string, string>> = {}): SquareInBrowser {
  const executablePath = findChromium();
  let square: Square | null = null;
  let browser: Browser | null = null;
  beforeAll(async () => {
    if (executablePath === null) return;
    [square, browser] = await Promise.all([startSquare(env), launchChromium(executablePath)]);
  }, START_MAX_MS);
  afterAll(async () => {
    await browser?.close();
    await square?.stop();
  }, STOP_MAX_MS);
  return {
    isMissing: executablePath === null,
    edgeUrl: () => started(square).edgeUrl,
    dataDir: () => started(square).dataDir,
    browser: () => started(browser),
    async openAsGuest(name, path) {
      const viewport = { width: 960, height: 640 };
      const page = await (await started(browser).newContext({ locale: "en-GB", viewport })).newPage();
      page.setDefaultTimeout(PAGE_WAIT_MAX_MS);
      await page.goto(`${started(square).edgeUrl}${path}`);
      await page.getByRole("textbox", { name: /display name/i }).fill(name);
      await page.getByRole("button", { name: /guest/i }).click();
      return page;
    },
  };
}

function started<T>(what: T | null): T {
  if (what === null) throw new Error("asked for before the tests began");
  return what;
}
