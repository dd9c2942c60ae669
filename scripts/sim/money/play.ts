// Many seeds of the house that sells, one after the other, until one fails.

import { Chance } from "../../fuzz/chance.ts";
import { MONEY_BUGS, type MoneyBug, MoneyViolation, MoneyWorld } from "./world.ts";

export const STEPS_PER_SEED = 200;

export type MoneyRun = { readonly seed: bigint; readonly message: string; readonly trace: readonly string[] };

/** Bugs to plant, each of which has to be found. */
export const MONEY_CANARIES = Object.entries(MONEY_BUGS).map(([name, about]) => ({ name, about }));

export function moneyBugs(): MoneyBug[] {
  return Object.keys(MONEY_BUGS) as MoneyBug[];
}

/** Plays `seeds` seeds from that one, STEPS_PER_SEED steps each. Answers the first that breaks something, or null. */
export function playMoney(from: bigint, seeds: number, bug: MoneyBug | null): MoneyRun | null {
  for (let index = 0; index < seeds; index++) {
    const seed = BigInt.asUintN(64, from + BigInt(index));
    const world = new MoneyWorld(new Chance(seed), new Chance(BigInt.asUintN(64, ~seed)), bug);
    try {
      for (let step = 0; step < STEPS_PER_SEED; step++) world.step();
      world.drain();
    } catch (error) {
      if (!(error instanceof MoneyViolation)) throw error;
      return { seed, message: error.message, trace: world.trace };
    }
  }
  return null;
}
