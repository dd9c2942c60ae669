// When a host has the time to look after its memory. Many who come or go leave garbage that a runtime keeps until it needs the
// room; a full collection takes tens of milliseconds, in which nobody hears anybody: so it waits until nobody moves or speaks.

/** Comings and goings that are worth a collection: at about 3 kB each, some megabytes. */
const TURNOVER_MIN = 1_000;
/** Between two looks. One who walks says more than that, and those who see them walk would see them stop. */
const QUIET_MESSAGES_MAX = 4;
/** Looks in a row. */
const QUIET_LOOKS_MIN = 4;

export class Leisure {
  #turnover = 0;
  #quietLooks = 0;
  #messages = 0;

  /** Somebody came or went. */
  turned(): void {
    this.#turnover++;
  }

  /** A message came that others hear. Ten thousand who keep quiet send two hundred pings a second, which can wait. */
  spoke(): void {
    this.#messages++;
  }

  /** A look at regular intervals. Answers whether now is the moment. */
  look(): boolean {
    this.#quietLooks = this.#messages <= QUIET_MESSAGES_MAX ? this.#quietLooks + 1 : 0;
    this.#messages = 0;
    if (this.#turnover < TURNOVER_MIN || this.#quietLooks < QUIET_LOOKS_MIN) return false;
    this.#turnover = 0;
    return true;
  }
}
