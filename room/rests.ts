// When a host rests. Messages that come one by one wake it for each, and to be woken costs more than a message does: so while many
// come, what comes within a few milliseconds gathers outside and is read at once. Never past the moment something is due, so that
// poses go out when they would have. Who has a lot to do gathers anyway, and for few it is not worth it.

import type { Timers } from "./timers.ts";

/** An answer may be late by as much. */
const REST_MAX_MS = 8;
/** A rest that gathers as many spares two wakings or more. */
const WORTH_MESSAGES = 3;
/** Beyond this one turn's messages are there before the last turn's are served. */
const BUSY_PER_MS = 10;
/** Over as long messages are counted, at least. */
const PACE_WINDOW_MS = 50;

export type RestsDeps = {
  /** May have fractions and never jumps. */
  steadyMs(): number;
  readonly timers: Timers;
  /** Writes what was queued for clients: that does not wait. */
  flushAll(): void;
  /** When there is something to do for which nobody has to send anything. */
  dueAtMs(nowMs: number): number;
};

export class Rests {
  readonly #deps: RestsDeps;
  #turnMessages = 0;
  #windowMessages = 0;
  #windowBeganMs: number;
  #perMs = 0;

  constructor(deps: RestsDeps) {
    this.#deps = deps;
    this.#windowBeganMs = deps.steadyMs();
  }

  /** A message came of which there will be another soon, and whose sender waits for no answer. */
  spoke(): void {
    if (this.#turnMessages++ === 0) this.#deps.timers.soon(() => this.#turned());
  }

  /** All that had come was served. */
  #turned(): void {
    const { steadyMs, timers, flushAll } = this.#deps;
    this.#keepPace(steadyMs());
    if (this.#perMs > BUSY_PER_MS || this.#perMs * REST_MAX_MS < WORTH_MESSAGES) return;
    flushAll();
    const restMs = this.#restMs(steadyMs());
    if (restMs * this.#perMs >= WORTH_MESSAGES) timers.rest(restMs);
  }

  #restMs(nowMs: number): number {
    return Math.min(REST_MAX_MS, Math.floor(this.#deps.dueAtMs(nowMs) - nowMs));
  }

  #keepPace(nowMs: number): void {
    this.#windowMessages += this.#turnMessages;
    this.#turnMessages = 0;
    const windowMs = nowMs - this.#windowBeganMs;
    if (windowMs < PACE_WINDOW_MS) return;
    this.#perMs = this.#windowMessages / windowMs;
    this.#windowMessages = 0;
    this.#windowBeganMs = nowMs;
  }
}
