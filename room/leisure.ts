// When a host has the time to look after its memory. Many who come or go leave garbage that a runtime keeps until it needs the
// room; a full collection takes tens of milliseconds, which nobody may notice: so it waits until nothing is going on.

/** Comings and goings that are worth a collection: at about 3 kB each, some megabytes. */
const TURNOVER_MIN = 1_000;
/** A host that hears fewer packets than this between two looks is at leisure. */
const QUIET_PACKETS_MAX = 50;
/** Looks in a row. */
const QUIET_LOOKS_MIN = 4;

export class Leisure {
  #turnover = 0;
  #quietLooks = 0;
  #packetsBefore = 0;

  /** Somebody came or went. */
  turned(): void {
    this.#turnover++;
  }

  /** A look at regular intervals. Answers whether now is the moment. `packets` counts what was heard since the beginning. */
  look(packets: number): boolean {
    const isQuiet = packets - this.#packetsBefore <= QUIET_PACKETS_MAX;
    this.#packetsBefore = packets;
    this.#quietLooks = isQuiet ? this.#quietLooks + 1 : 0;
    if (this.#turnover < TURNOVER_MIN || this.#quietLooks < QUIET_LOOKS_MIN) return false;
    this.#turnover = 0;
    return true;
  }
}
