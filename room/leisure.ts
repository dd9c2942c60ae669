// When a host looks after its memory. Many who come, subscribe or go leave garbage that a runtime keeps until it needs the room.
// Collected beside the work while they do, it makes room for the next of them; a full collection that gives memory back takes tens
// of milliseconds, in which nobody hears anybody: so it waits until nobody moves or speaks.

/** Comings, goings and first subscriptions that are worth a collection beside the work. */
const BESIDE_TURNOVER_MIN = 500;
/** And one that stops it: at about 3 kB each, some megabytes. */
const TURNOVER_MIN = 1_000;
/** Between two looks. One who walks says more than that, and those who see them walk would see them stop. */
const QUIET_MESSAGES_MAX = 4;
/** Looks in a row. */
const QUIET_LOOKS_MIN = 4;

/** Stopping all work, or while it goes on. */
export type Collection = "at-once" | "beside";

export class Leisure {
  readonly #collect: (collection: Collection) => void;
  /** Since the last collection of either kind, and since the last that stopped the work. */
  #turnover = 0;
  #turnoverAtOnce = 0;
  #quietLooks = 0;
  #messages = 0;

  constructor(collect: (collection: Collection) => void) {
    this.#collect = collect;
  }

  /** Somebody came or went, or subscribed who had not. */
  turned(): void {
    this.#turnoverAtOnce++;
    if (++this.#turnover < BESIDE_TURNOVER_MIN) return;
    this.#turnover = 0;
    this.#collect("beside");
  }

  /** A message came that others hear. Ten thousand who keep quiet send two hundred pings a second, which can wait. */
  spoke(): void {
    this.#messages++;
  }

  /** To be called at regular intervals. */
  look(): void {
    this.#quietLooks = this.#messages <= QUIET_MESSAGES_MAX ? this.#quietLooks + 1 : 0;
    this.#messages = 0;
    if (this.#turnoverAtOnce < TURNOVER_MIN || this.#quietLooks < QUIET_LOOKS_MIN) return;
    this.#turnover = 0;
    this.#turnoverAtOnce = 0;
    this.#collect("at-once");
  }
}
