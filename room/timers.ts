// Waiting, as the loop asks for it: real in main, a simulation's own elsewhere.

export type Timer = { cancel(): void };

export type Timers = {
  /** After what is under way, before anything waits. */
  soon(run: () => void): void;
  /** Once, after so many milliseconds; 0 is as soon as the sockets had their turn. */
  after(delayMs: number, run: () => void): Timer;
  /** Holds everything up for so many whole milliseconds: what comes meanwhile waits outside. */
  rest(ms: number): void;
};

/** Those of the runtime. */
export const runtimeTimers: Timers = {
  soon: (run) => {
    setImmediate(run);
  },
  after: (delayMs, run) => {
    if (delayMs < 1) {
      const immediate = setImmediate(run);
      return { cancel: () => clearImmediate(immediate) };
    }
    const timeout = setTimeout(run, Math.ceil(delayMs));
    return { cancel: () => clearTimeout(timeout) };
  },
  rest: (ms) => Bun.sleepSync(ms),
};
