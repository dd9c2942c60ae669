// When each sender's messages are due: an open loop, which never waits for an answer. Pure.

/**
 * `senders` sending `hz` messages a second each, one after another over the whole of a period, so that message k of all is due
 * k periods ÷ senders after the start and is sender (k mod senders)'s.
 */
export class Schedule {
  readonly #startMs: number;
  readonly #gapMs: number;
  readonly #senders: number;
  #next = 0;

  constructor(options: { readonly senders: number; readonly hz: number; readonly startMs: number }) {
    this.#startMs = options.startMs;
    this.#senders = options.senders;
    this.#gapMs = 1000 / options.hz / options.senders;
  }

  get nextDueMs(): number {
    return this.#startMs + this.#next * this.#gapMs;
  }

  get nextSender(): number {
    return this.#next % this.#senders;
  }

  /** How often each sender was called before the next one's turn: the number of its message. */
  get nextOrdinal(): number {
    return Math.floor(this.#next / this.#senders);
  }

  advance(): void {
    this.#next++;
  }
}
