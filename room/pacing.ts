// When audiences are given what was logged for them. A write costs microseconds however little it carries, so a log waits until it
// is worth one. A busy audience gathers that within a few milliseconds and is served as often; a slow one never would, so it
// waits the length of a frame instead. Giving out never takes more than half of the time, so that reading keeps up.

import type { Metrics } from "./metrics.ts";
import type { Audience } from "./pubsub/audience.ts";
import type { Timer, Timers } from "./timers.ts";

/** A log of as many packets is worth its writes. */
const WORTH_PACKETS = 8;
/** An audience that gathers so many within this long is busy. */
const WORTH_WAIT_MAX_MS = 5;
/** A slow audience's log waits as long. What comes after a pause of this length goes at once. */
const SLOW_WAIT_MS = 25;
const GAP_MIN_MS = 2;
/** Weight of the newest interval in an audience's pace. */
const PACE_WEIGHT = 0.25;

export class Pacing {
  readonly #pending = new Set<Audience>();
  readonly #steadyMs: () => number;
  readonly #timers: Timers;
  readonly #metrics: Metrics;
  #nextAtMs = 0;
  #timer: { readonly timer: Timer; readonly atMs: number } | null = null;

  /** `steadyMs` may have fractions and never jumps. */
  constructor(deps: {
    readonly steadyMs: () => number;
    readonly timers: Timers;
    readonly metrics: Metrics;
  }) {
    this.#steadyMs = deps.steadyMs;
    this.#timers = deps.timers;
    this.#metrics = deps.metrics;
  }

  /** An audience's log has grown. */
  pending(audience: Audience): void {
    if (audience.packets !== WORTH_PACKETS && this.#pending.has(audience)) return;
    this.#pending.add(audience);
    const nowMs = this.#steadyMs();
    this.#schedule(dueAtMs(audience, nowMs), nowMs);
  }

  #schedule(dueMs: number, nowMs: number): void {
    const atMs = Math.max(dueMs, this.#nextAtMs);
    if (this.#timer !== null && this.#timer.atMs <= atMs) return;
    this.#timer?.timer.cancel();
    this.#timer = { atMs, timer: this.#timers.after(Math.max(0, atMs - nowMs), () => this.#run()) };
  }

  #run(): void {
    this.#timer = null;
    const beganMs = this.#steadyMs();
    for (const audience of this.#pending) {
      if (dueAtMs(audience, beganMs) > beganMs) continue;
      this.#pending.delete(audience);
      keepPace(audience, beganMs);
      audience.flush();
    }
    const endedMs = this.#steadyMs();
    this.#metrics.flush.record((endedMs - beganMs) * 1000);
    this.#nextAtMs = endedMs + Math.max(GAP_MIN_MS, endedMs - beganMs);
    let earliestMs = Number.POSITIVE_INFINITY;
    for (const audience of this.#pending) earliestMs = Math.min(earliestMs, dueAtMs(audience, endedMs));
    if (earliestMs < Number.POSITIVE_INFINITY) this.#schedule(earliestMs, endedMs);
  }
}

function keepPace(audience: Audience, nowMs: number): void {
  const perMs = audience.packets / Math.max(1, nowMs - audience.flushedAtMs);
  audience.packetsPerMs += PACE_WEIGHT * (perMs - audience.packetsPerMs);
  audience.flushedAtMs = nowMs;
}

function dueAtMs(audience: Audience, nowMs: number): number {
  const isBusy = audience.packetsPerMs * WORTH_WAIT_MAX_MS >= WORTH_PACKETS;
  if (isBusy && audience.packets >= WORTH_PACKETS) return nowMs;
  return Math.max(nowMs, audience.flushedAtMs + SLOW_WAIT_MS);
}
