// A whole square and a Chromium to look at it with, for the tests of one file: started before them, stopped behind them.

import { afterAll, beforeAll } from "bun:test";
import type { Browser } from "playwright-core";
import { findChromium } from "../../scripts/test/chromium.ts";
import { launchChromium } from "./browser.ts";
import { type Square, startSquare } from "./square.ts";

const START_MAX_MS = 90_000;
const STOP_MAX_MS = 20_000;

export type SquareInBrowser = {
  /** Nothing is started then: the tests are to be skipped. */
  readonly isMissing: boolean;
  readonly edgeUrl: () => string;
  readonly browser: () => Browser;
};

/** Declares both for the file that calls it. */
export function squareInBrowser(): SquareInBrowser {
  const executablePath = findChromium();
  let square: Square | null = null;
  let browser: Browser | null = null;
  beforeAll(async () => {
    if (executablePath === null) return;
    [square, browser] = await Promise.all([startSquare(), launchChromium(executablePath)]);
  }, START_MAX_MS);
  afterAll(async () => {
    await browser?.close();
    await square?.stop();
  }, STOP_MAX_MS);
  return {
    isMissing: executablePath === null,
    edgeUrl: () => started(square).edgeUrl,
    browser: () => started(browser),
  };
}

function started<T>(what: T | null): T {
  if (what === null) throw new Error("asked for before the tests began");
  return what;
}
