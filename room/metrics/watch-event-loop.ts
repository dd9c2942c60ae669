// Watches how late the event loop runs what is due, and ends the windows of what counts as recent. Owns a timer.

import type { NowMs } from "../../shared/clock.ts";
import type { Metrics } from "../metrics.ts";

const LOOK_INTERVAL_MS = 50;
const WINDOW_MS = 10_000;

/** Begins at once, until the process ends: the timer does not keep it alive. `nowMs` never jumps, and may have fractions. */
export function watchEventLoop(metrics: Metrics, nowMs: NowMs): void {
  let lookedAtMs = nowMs();
  let windowEndsAtMs = lookedAtMs + WINDOW_MS;
  const timer = setInterval(() => {
    const atMs = nowMs();
    metrics.lag.record(Math.max(0, atMs - lookedAtMs - LOOK_INTERVAL_MS) * 1000);
    lookedAtMs = atMs;
    if (atMs < windowEndsAtMs) return;
    windowEndsAtMs = atMs + WINDOW_MS;
    metrics.turn();
  }, LOOK_INTERVAL_MS);
  timer.unref();
}
