// Connections that have not shown a ticket yet: anybody can open them, so an address may have so many and no more, and a host so many
// of all addresses. SPEC [LIMIT-7]

import { addressKey } from "../shared/http/caller-address.ts";
import type { SessionLimits } from "./session/limits.ts";

export type StrangersLimits = Pick<SessionLimits, "strangersPerAddressMax" | "strangersMax">;

export type Stranger = {
  /** Where it called from, for as long as it has not shown a ticket. */
  strangerFrom: string | null;
};

/** Who is to be sent away, and what they are told. */
export type Excess<Who> = { readonly who: Who; readonly because: string };

export class Strangers<Who extends Stranger> {
  readonly #limits: StrangersLimits;
  /** Whoever has been here longest comes first. */
  readonly #waiting = new Set<Who>();
  readonly #countOf = new Map<string, number>();

  constructor(limits: StrangersLimits) {
    this.#limits = limits;
  }

  /**
   * Somebody came. Answers who is too much: they themselves where their address has too many, so that it does not drive out others;
   * of all addresses together whoever has been here longest, as a client shows its ticket at once.
   */
  came(who: Who): Excess<Who> | null {
    if (who.strangerFrom === null) return null;
    const { strangersPerAddressMax, strangersMax } = this.#limits;
    const key = addressKey(who.strangerFrom);
    const count = (this.#countOf.get(key) ?? 0) + 1;
    this.#countOf.set(key, count);
    this.#waiting.add(who);
    if (count > strangersPerAddressMax)
      return { who, because: `${count} connections of one address without a ticket` };
    if (this.#waiting.size <= strangersMax) return null;
    const [oldest = who] = this.#waiting;
    return { who: oldest, because: `${this.#waiting.size} connections without a ticket` };
  }

  /** One of them is known by now, or gone. Of others nothing changes. */
  known(who: Who): void {
    if (!this.#waiting.delete(who) || who.strangerFrom === null) return;
    const key = addressKey(who.strangerFrom);
    who.strangerFrom = null;
    const left = (this.#countOf.get(key) ?? 1) - 1;
    if (left > 0) this.#countOf.set(key, left);
    else this.#countOf.delete(key);
  }
}
