// One way of a connection that a fault proxy carries: what came and is not delivered yet, in its order, and from when it may go on.
// Pure; the sockets are fault-proxy.ts's.

/** What is delivered next: bytes, or the end of what comes this way. */
export type Delivery = Uint8Array | "end";

type Waiting = { readonly delivery: Delivery; readonly dueAtMs: number };

export class FaultPipe {
  readonly #delayMs: () => number;
  readonly #heldMaxBytes: number;
  #waiting: Waiting[] = [];
  #heldBytes = 0;
  #lastDueAtMs = Number.NEGATIVE_INFINITY;
  #hasEnded = false;

  /** `delayMs` is asked for each piece; none overtakes the one before it. */
  constructor(delayMs: () => number, heldMaxBytes: number) {
    this.#delayMs = delayMs;
    this.#heldMaxBytes = heldMaxBytes;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** No more may be read for it. */
  get isFull(): boolean {
    return this.#heldBytes >= this.#heldMaxBytes;
  }

  /** When there is something to deliver; Infinity while nothing waits. */
  get dueAtMs(): number {
    return this.#waiting[0]?.dueAtMs ?? Number.POSITIVE_INFINITY;
  }

  push(bytes: Uint8Array, nowMs: number): void {
    this.#heldBytes += bytes.length;
    this.#wait(bytes, nowMs);
  }

  /** Nothing comes behind what came. Said again, it changes nothing. */
  end(nowMs: number): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#wait("end", nowMs);
  }

  /** What is to be delivered now, once; null for nothing. */
  take(nowMs: number): Delivery | null {
    if (nowMs < this.dueAtMs) return null;
    const delivery = this.#waiting.shift()?.delivery ?? null;
    if (delivery !== null && delivery !== "end") this.#heldBytes -= delivery.length;
    return delivery;
  }

  /** Nobody is there any more to take what waits. */
  discard(): void {
    this.#waiting = [];
    this.#heldBytes = 0;
  }

  #wait(delivery: Delivery, nowMs: number): void {
    this.#lastDueAtMs = Math.max(this.#lastDueAtMs, nowMs + this.#delayMs());
    this.#waiting.push({ delivery, dueAtMs: this.#lastDueAtMs });
  }
}
