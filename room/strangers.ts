// Connections that have not shown a ticket yet, counted by address: anybody can open them, so an address may have so many and no
// more. SPEC [LIMIT-7]

import { addressKey } from "../shared/http/caller-address.ts";

export class Strangers {
  readonly #perAddressMax: number;
  readonly #countOf = new Map<string, number>();

  constructor(perAddressMax: number) {
    this.#perAddressMax = perAddressMax;
  }

  /** Somebody came. Answers how many of this address are unknown by now when that is too many, else null. */
  came(address: string): number | null {
    const key = addressKey(address);
    const count = (this.#countOf.get(key) ?? 0) + 1;
    this.#countOf.set(key, count);
    return count > this.#perAddressMax ? count : null;
  }

  /** One of them is known by now, or gone. */
  known(address: string): void {
    const key = addressKey(address);
    const left = (this.#countOf.get(key) ?? 1) - 1;
    if (left > 0) this.#countOf.set(key, left);
    else this.#countOf.delete(key);
  }
}
