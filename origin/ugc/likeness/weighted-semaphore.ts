// Lets work of different weights go on side by side as long as all of it together weighs no more than so much: two of half, or one of all.

export class WeightedSemaphore {
  readonly #max: number;
  #taken = 0;
  /** Who came first is let in first, so that what is heavy waits no longer than what came before it. */
  readonly #waiting: { readonly weight: number; readonly enter: () => void }[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  /** Does the work as soon as it may; what weighs more than the most goes on alone. Must not be asked from within. */
  async within<T>(weight: number, work: () => Promise<T>): Promise<T> {
    const taken = Math.min(weight, this.#max);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ weight: taken, enter: resolve });
    this.#letIn();
    await promise;
    try {
      return await work();
    } finally {
      this.#taken -= taken;
      this.#letIn();
    }
  }

  #letIn(): void {
    for (let [next] = this.#waiting; next !== undefined; [next] = this.#waiting) {
      if (this.#taken + next.weight > this.#max) return;
      this.#taken += next.weight;
      this.#waiting.shift();
      next.enter();
    }
  }
}
