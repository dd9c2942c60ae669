// When audiences are given what was logged for them. A write costs microseconds however little it carries, so a log waits until it
// is worth one. A busy audience gathers that within a few milliseconds and is served as often; a slow one never would, so it
// waits the length of a frame instead. Reading has as long as giving out took, up to a bound: in a full room a longer gap would only
// make all that moves late.

import type { RoomId } from "../shared/schema/ids.ts";
import type { Metrics } from "./metrics.ts";
import type { Audience } from "./pubsub/audience.ts";
import type { Timer, Timers } from "./timers.ts";

/**
 * A log of as many packets is worth its writes. Measured with 100 avatars at 20 Hz where a system call is slow, by turns: with 7 p99 is
 * 4.4 to 4.5 ms for 0.90 to 1.01 µs a delivery, with 8 4.8 to 5.0 ms for 0.90 to 0.94 µs.
 */
const WORTH_PACKETS = 7;
/** An audience that gathers so many within this long becomes busy. */
const WORTH_WAIT_MAX_MS = 5;
/**
 * A busy one is busy until it takes longer than this, and waits no longer. One bound for both, and an audience about it would be
 * served after 4 ms and after 25 by turns: of 100 avatars at 20 Hz, one move in a hundred came 20 ms late.
 */
const BUSY_WAIT_MAX_MS = 7;
/** A slow audience's log waits as long. What comes after a pause of this length goes at once. */
const SLOW_WAIT_MS = 25;
/**
 * As long is read at least. Measured with 250 avatars at 20 Hz on one machine: with 2 ms p99 is 4.6 ms for 0.41 µs a delivery, with 4 ms
 * 6.7 ms for 0.23 µs; on another with 3 ms 5.6 ms for 0.26 µs, with 4 ms 6.3 ms for 0.21 µs.
 */
const GAP_MIN_MS = 3;
/** What came is read before the next log is given out in any case. Measured with 1,300 avatars: p99 40 ms, without the bound 200. */
const GAP_MAX_MS = 10;
/** Weight of the newest interval in an audience's pace. */
const PACE_WEIGHT = 0.1;

export type PacingDeps = {
  /** May have fractions and never jumps. */
  steadyMs(): number;
  readonly timers: Timers;
  readonly metrics: Metrics;
  /** Gives up rooms that are another host's by now. */
  fence(): void;
  /** Giving an audience of this room its log has failed: the others still get theirs. */
  failed(room: RoomId, error: unknown): void;
};

export class Pacing {
  /** Each with its room. */
  readonly #pending = new Map<Audience, RoomId>();
  readonly #deps: PacingDeps;
  #nextAtMs = 0;
  /** Until then a busy audience that was served is expected to have gathered as much again. */
  #busyUntilMs = 0;
  #timer: { readonly timer: Timer; readonly atMs: number } | null = null;

  constructor(deps: PacingDeps) {
    this.#deps = deps;
  }

  /** An audience's log has grown. */
  pending(audience: Audience, room: RoomId): void {
    if (audience.packets !== WORTH_PACKETS && this.#pending.has(audience)) return;
    this.#pending.set(audience, room);
    const nowMs = this.#deps.steadyMs();
    this.#schedule(dueAtMs(audience, nowMs), nowMs);
  }

  /**
   * When something is to be given out next. While an audience gathers quickly that is as soon as may be: also when it was just
   * served and nothing waits yet, for what its senders say next is awaited as eagerly.
   */
  dueAtMs(nowMs: number): number {
    const soonestMs = Math.max(nowMs, this.#nextAtMs);
    if (nowMs < this.#busyUntilMs) return soonestMs;
    for (const audience of this.#pending.keys()) if (audience.isBusy) return soonestMs;
    return this.#timer?.atMs ?? Number.POSITIVE_INFINITY;
  }

  #schedule(dueMs: number, nowMs: number): void {
    const atMs = Math.max(dueMs, this.#nextAtMs);
    if (this.#timer !== null && this.#timer.atMs <= atMs) return;
    this.#timer?.timer.cancel();
    this.#timer = { atMs, timer: this.#deps.timers.after(Math.max(0, atMs - nowMs), () => this.#run()) };
  }

  #run(): void {
    this.#timer = null;
    const { steadyMs, metrics, fence } = this.#deps;
    fence();
    const beganMs = steadyMs();
    for (const [audience, room] of this.#pending) {
      if (dueAtMs(audience, beganMs) > beganMs) continue;
      this.#pending.delete(audience);
      keepPace(audience, beganMs);
      if (audience.isBusy) this.#busyUntilMs = beganMs + BUSY_WAIT_MAX_MS;
      this.#flush(audience, room);
    }
    const endedMs = steadyMs();
    metrics.flush.record((endedMs - beganMs) * 1000);
    this.#nextAtMs = endedMs + Math.min(GAP_MAX_MS, Math.max(GAP_MIN_MS, endedMs - beganMs));
    let earliestMs = Number.POSITIVE_INFINITY;
    for (const audience of this.#pending.keys())
      earliestMs = Math.min(earliestMs, dueAtMs(audience, endedMs));
    if (earliestMs < Number.POSITIVE_INFINITY) this.#schedule(earliestMs, endedMs);
  }

  #flush(audience: Audience, room: RoomId): void {
    try {
      audience.flush();
    } catch (error) {
      this.#deps.failed(room, error);
    }
  }
}

function keepPace(audience: Audience, nowMs: number): void {
  const perMs = audience.packets / Math.max(1, nowMs - audience.flushedAtMs);
  audience.packetsPerMs += PACE_WEIGHT * (perMs - audience.packetsPerMs);
  audience.flushedAtMs = nowMs;
  const waitMs = audience.isBusy ? BUSY_WAIT_MAX_MS : WORTH_WAIT_MAX_MS;
  audience.isBusy = audience.packetsPerMs * waitMs >= WORTH_PACKETS;
}

function dueAtMs(audience: Audience, nowMs: number): number {
  if (audience.isBusy && audience.packets >= WORTH_PACKETS) return nowMs;
  return Math.max(nowMs, audience.flushedAtMs + (audience.isBusy ? BUSY_WAIT_MAX_MS : SLOW_WAIT_MS));
}
