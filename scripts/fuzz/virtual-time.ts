// A clock that moves when it is told to, and timers that run then: a host driven by it does the same for the same seed.

import type { Timer, Timers } from "../../room/timers.ts";

/** What is done without any time passing is an endless loop when there is more of it than this. */
const SOON_MAX_RUNS = 100_000;

type Waiting = { readonly atMs: number; readonly order: number; readonly run: () => void };

export class VirtualTime implements Timers {
  nowMs = 1_000_000;
  #soon: (() => void)[] = [];
  readonly #waiting = new Set<Waiting>();
  #order = 0;

  soon(run: () => void): void {
    this.#soon.push(run);
  }

  after(delayMs: number, run: () => void): Timer {
    const waiting = { atMs: this.nowMs + Math.max(0, delayMs), order: this.#order++, run };
    this.#waiting.add(waiting);
    return { cancel: () => void this.#waiting.delete(waiting) };
  }

  /** Runs what is to be done soon, and what that asks for. Throws Error when it never ends. */
  settle(): void {
    for (let runs = 0; this.#soon.length > 0; runs++) {
      if (runs > SOON_MAX_RUNS) throw new Error("what is to be done soon never ends");
      this.#soon.shift()?.();
    }
  }

  /** Lets time pass, timer by timer. */
  pass(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (let next = this.#next(untilMs); next !== null; next = this.#next(untilMs)) {
      this.#waiting.delete(next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.run();
      this.settle();
    }
    this.nowMs = untilMs;
    this.settle();
  }

  #next(untilMs: number): Waiting | null {
    let first: Waiting | null = null;
    for (const waiting of this.#waiting)
      if (waiting.atMs <= untilMs && (first === null || isBefore(waiting, first))) first = waiting;
    return first;
  }
}

const isBefore = (a: Waiting, b: Waiting): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
