// Many seeds of the lease's world, one after the other, until one fails.

import { Chance } from "../../fuzz/chance.ts";
import { LEASE_BUGS, type LeaseBug, LeaseViolation, LeaseWorld } from "./world.ts";

export type LeaseRun = { readonly seed: bigint; readonly message: string; readonly trace: readonly string[] };

/** Bugs to plant, each of which has to be found. */
export const LEASE_CANARIES = Object.entries(LEASE_BUGS).map(([name, about]) => ({ name, about }));

export function leaseBugs(): LeaseBug[] {
  return Object.keys(LEASE_BUGS) as LeaseBug[];
}

/** Plays `seeds` seeds from that one. Answers the first that breaks something, or null. */
export function playLeases(from: bigint, seeds: number, bug: LeaseBug | null): LeaseRun | null {
  for (let index = 0; index < seeds; index++) {
    const seed = BigInt.asUintN(64, from + BigInt(index));
    const world = new LeaseWorld(new Chance(seed), bug);
    try {
      world.play();
    } catch (error) {
      if (!(error instanceof LeaseViolation)) throw error;
      return { seed, message: error.message, trace: world.trace };
    }
  }
  return null;
}
