// How long a host may leave a PING unanswered. Told by the processor it was given meanwhile and not by the clock: on a machine that is busy
// with other things, or where both were stopped for a while, a host that is well answers late.

/** Of the host's busiest thread. */
const PROCESSOR_MAX_MS = 5_000;
/** For one that does nothing at all, and one of which nobody knows what it does. */
const LOOKED_MAX_MS = 60_000;

export class Patience {
  readonly #lookIntervalMs: number;
  #waitingSinceMs: number | null = null;
  #processorMsThen: number | null = null;
  #looks = 0;

  constructor(lookIntervalMs: number) {
    this.#lookIntervalMs = lookIntervalMs;
  }

  /**
   * To be asked each interval: why it is at an end, or null. `waitingSinceMs` tells one PING from the next; `processorMs` is what the host
   * has had in all, null where the system does not say.
   */
  look(waitingSinceMs: number | null, processorMs: number | null): string | null {
    if (waitingSinceMs !== this.#waitingSinceMs) {
      this.#waitingSinceMs = waitingSinceMs;
      this.#processorMsThen = processorMs;
      this.#looks = 0;
    }
    if (waitingSinceMs === null) return null;
    const usedMs = (processorMs ?? 0) - (this.#processorMsThen ?? 0);
    const lookedMs = ++this.#looks * this.#lookIntervalMs;
    if (usedMs < PROCESSOR_MAX_MS && lookedMs < LOOKED_MAX_MS) return null;
    return `a PING of a client that behaves was not answered in ${usedMs.toFixed(0)} ms of the host's, ${lookedMs} ms that we looked on`;
  }
}
