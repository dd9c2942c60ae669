// Room for work of different sizes, side by side as long as all of it fits: two of half the room, or one that fills it.

export class Room {
  readonly #most: number;
  #taken = 0;
  /** Who came first is let in first, so that what is large waits no longer than what came before it. */
  readonly #waiting: { readonly size: number; readonly enter: () => void }[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Does the work as soon as there is room for it; what is larger than the room has it alone. Must not be asked from within. */
  async within<T>(size: number, work: () => Promise<T>): Promise<T> {
    const taken = Math.min(size, this.#most);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ size: taken, enter: resolve });
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
      if (this.#taken + next.size > this.#most) return;
      this.#taken += next.size;
      this.#waiting.shift();
      next.enter();
    }
  }
}
