// A clock that moves when it is told to, and timers that run then: a host driven by it does the same for the same seed.

import type { Timer, Timers } from "../../room/timers.ts";

/** What is done without any time passing is an endless loop when there is more of it than this. */
const SOON_MAX_RUNS = 100_000;

type Waiting = { readonly atMs: number; readonly order: number; run: (() => void) | null };

export class VirtualTime implements Timers {
  nowMs = 1_000_000;
  #soon: (() => void)[] = [];
  /** A binary heap, the next to run on top. What was cancelled stays until its time and runs nothing. */
  readonly #waiting: Waiting[] = [];
  #order = 0;

  soon(run: () => void): void {
    this.#soon.push(run);
  }

  after(delayMs: number, run: () => void): Timer {
    const waiting: Waiting = { atMs: this.nowMs + Math.max(0, delayMs), order: this.#order++, run };
    this.#rise(waiting);
    return {
      cancel: () => {
        waiting.run = null;
      },
    };
  }

  /** Nothing comes from outside but when time passes. */
  rest(): void {}

  /** Runs what is to be done soon, and what that asks for. Throws Error when it never ends. */
  settle(): void {
    for (let runs = 0; this.#soon.length > 0; ) {
      const batch = this.#soon;
      this.#soon = [];
      for (const run of batch) {
        if (++runs > SOON_MAX_RUNS) throw new Error("what is to be done soon never ends");
        run();
      }
    }
  }

  /** Moves on to the next timer that is due by then, and runs it. Answers false, with the clock at `untilMs`, when there is none. */
  step(untilMs: number): boolean {
    const next = this.#waiting[0];
    if (next === undefined || next.atMs > untilMs) {
      this.nowMs = Math.max(this.nowMs, untilMs);
      return false;
    }
    this.#sink();
    if (next.run === null) return true;
    this.nowMs = Math.max(this.nowMs, next.atMs);
    next.run();
    this.settle();
    return true;
  }

  /** Lets time pass, timer by timer. */
  pass(ms: number): void {
    const untilMs = this.nowMs + ms;
    while (this.step(untilMs));
    this.settle();
  }

  #rise(waiting: Waiting): void {
    const heap = this.#waiting;
    let at = heap.push(waiting) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || isBefore(parent, waiting)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = waiting;
  }

  /** Takes the top away. */
  #sink(): void {
    const heap = this.#waiting;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
      if (left === undefined) break;
      const isRight = right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (isBefore(last, child)) break;
      heap[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    heap[at] = last;
  }
}

const isBefore = (a: Waiting, b: Waiting): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
