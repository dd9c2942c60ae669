// When each sender's messages are due: an open loop, which never waits for an answer. Pure.

/** One message: whose, when, and which stream of messages it belongs to where there are several. Reused by the schedule. */
export type Due = { sender: number; atMs: number; readonly stream: number };

/**
 * `senders` sending `hz` messages a second each, one after another over the whole of a period, so that message k of all is due
 * k periods ÷ senders after the start and is sender (k mod senders)'s.
 */
export class Schedule {
  readonly next: Due;
  readonly #startMs: number;
  readonly #gapMs: number;
  readonly #senders: number;
  #count = 0;

  constructor(options: {
    readonly senders: number;
    readonly hz: number;
    readonly startMs: number;
    readonly stream?: number;
  }) {
    this.#startMs = options.startMs;
    this.#senders = options.senders;
    this.#gapMs = 1000 / options.hz / options.senders;
    this.next = { sender: 0, atMs: options.startMs, stream: options.stream ?? 0 };
  }

  advance(): void {
    this.#count++;
    this.next.sender = this.#count % this.#senders;
    this.next.atMs = this.#startMs + this.#count * this.#gapMs;
  }
}

/** Two schedules as one, in the order of what is due. */
export class MergedSchedule {
  readonly #one: Schedule;
  readonly #other: Schedule;

  constructor(one: Schedule, other: Schedule) {
    this.#one = one;
    this.#other = other;
  }

  get #first(): Schedule {
    return this.#one.next.atMs <= this.#other.next.atMs ? this.#one : this.#other;
  }

  get next(): Due {
    return this.#first.next;
  }

  advance(): void {
    this.#first.advance();
  }
}
