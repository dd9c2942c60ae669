// Tells somebody how things stand, again and again: one call at a time, and then the newest. Side by side, the earlier could arrive last,
// and whoever follows would see it go back.

export type Teller<T> = {
  tell(value: T): void;
  /** Nothing is left to tell. */
  told(): Promise<void>;
};

/** Gives each value to `send`, unless a newer one comes while a call is under way. `send` must not throw. */
export function tellNewest<T>(send: (value: T) => Promise<void>): Teller<T> {
  let next: { readonly value: T } | null = null;
  let telling: Promise<void> | null = null;

  async function tellAll(): Promise<void> {
    for (let told = next; told !== null; told = next) {
      next = null;
      await send(told.value);
    }
    telling = null;
  }

  return {
    tell(value) {
      next = { value };
      telling ??= tellAll();
    },
    told: () => telling ?? Promise.resolve(),
  };
}
