// The last event frames that were sent to one client, or would have been, as packets it can be sent again. It counts them all and
// keeps the newest, by reference: whoever hears the same frame keeps the same bytes. SPEC [RESUME-4], [RESUME-5]

export const EVENTS_KEPT_MAX = 256;
export const EVENTS_KEPT_MAX_BYTES = 64 * 1024;

const GONE = new Uint8Array(0);

export class EventRing {
  /** The frame with the number n stands at n modulo EVENTS_KEPT_MAX. */
  readonly #frames: Uint8Array[] = [];
  #count = 0;
  #kept = 0;
  #bytes = 0;

  /** Frames there ever were; the first has the number 1. */
  get count(): number {
    return this.#count;
  }

  /** Nobody may change the bytes afterwards. */
  push(packet: Uint8Array): void {
    if (this.#kept === EVENTS_KEPT_MAX) this.#dropOldest();
    this.#count++;
    this.#kept++;
    this.#bytes += packet.length;
    this.#frames[this.#count % EVENTS_KEPT_MAX] = packet;
    while (this.#bytes > EVENTS_KEPT_MAX_BYTES) this.#dropOldest();
  }

  /** Goes on counting, without what it kept. */
  forget(): void {
    while (this.#kept > 0) this.#dropOldest();
  }

  /** The frames after the first `heard`, or null when they are not all there, or that many there never were. */
  after(heard: number): Uint8Array[] | null {
    const missed = this.#count - heard;
    if (missed < 0 || missed > this.#kept) return null;
    return Array.from({ length: missed }, (_, at) => this.#at(heard + 1 + at));
  }

  /** The frames that are kept, the newest last. */
  get kept(): Uint8Array[] {
    return Array.from({ length: this.#kept }, (_, at) => this.#at(this.#count - this.#kept + 1 + at));
  }

  /** One that has counted so many, the newest of which it keeps. */
  static of(count: number, kept: readonly Uint8Array[]): EventRing {
    const ring = new EventRing();
    ring.#count = count - kept.length;
    for (const frame of kept) ring.push(frame);
    return ring;
  }

  #at(number: number): Uint8Array {
    return this.#frames[number % EVENTS_KEPT_MAX] ?? GONE;
  }

  #dropOldest(): void {
    const oldest = this.#count - this.#kept + 1;
    this.#bytes -= this.#at(oldest).length;
    this.#frames[oldest % EVENTS_KEPT_MAX] = GONE;
    this.#kept--;
  }
}
