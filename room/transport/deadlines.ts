// Sockets that have a fixed time to get somewhere: through a handshake, or out of the door. One timer for all of them; the
// oldest is first in line because everybody gets the same time.

type Terminable = { terminate(): void };

type DeadlineOptions = {
  /** What each socket has, from `add` on. */
  readonly maxMs: number;
  /** More than this wait at no time: the one that waits longest makes room. */
  readonly socketsMax: number;
};

/** Terminates sockets that are not taken out in time. */
export class Deadlines {
  readonly #options: DeadlineOptions;
  /** Since when each waits; a Map keeps the order of insertion. */
  readonly #sinceMs = new Map<Terminable, number>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: DeadlineOptions) {
    this.#options = options;
  }

  /** A socket that waits already keeps its deadline. */
  add(socket: Terminable): void {
    if (this.#sinceMs.has(socket)) return;
    this.#sinceMs.set(socket, performance.now());
    if (this.#sinceMs.size > this.#options.socketsMax) this.#terminateOldest();
    this.#timer ??= this.#wakeIn(this.#options.maxMs);
  }

  delete(socket: Terminable): void {
    this.#sinceMs.delete(socket);
  }

  #terminateOldest(): void {
    const oldest = this.#sinceMs.keys().next();
    if (oldest.done) return;
    this.#sinceMs.delete(oldest.value);
    oldest.value.terminate();
  }

  #sweep(): void {
    this.#timer = null;
    const dueMs = performance.now() - this.#options.maxMs;
    for (const sinceMs of this.#sinceMs.values()) {
      if (sinceMs > dueMs) {
        this.#timer = this.#wakeIn(Math.ceil(sinceMs - dueMs));
        return;
      }
      this.#terminateOldest();
    }
  }

  #wakeIn(delayMs: number): ReturnType<typeof setTimeout> {
    const timer = setTimeout(() => this.#sweep(), delayMs);
    timer.unref();
    return timer;
  }
}
