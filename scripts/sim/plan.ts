// What happens in one run, drawn from its seed before anything happens: when, to whom, and with which chance of its own. A step that is
// left out therefore changes no other's choices, which is what lets a failing run be made smaller.

import type { Chance } from "../fuzz/chance.ts";
import type { Scenario } from "./scenario.ts";

export type Step = {
  readonly atMs: number;
  readonly client: number;
  readonly action: number;
  readonly seed: bigint;
};

const WORD_BITS = 32n;

export const wideSeed = (chance: Chance): bigint =>
  (BigInt(chance.word()) << WORD_BITS) | BigInt(chance.word());

/** Steps in the order of their time, from 0 on. */
export function drawSteps(scenario: Scenario, chance: Chance, clients: number): Step[] {
  const total = scenario.actions.reduce((sum, [weight]) => sum + weight, 0);
  const steps: Step[] = [];
  let atMs = 0;
  for (let left = chance.between(scenario.stepsMin, scenario.stepsMax); left > 0; left--) {
    // Now and then a pause in which sessions end, voices fall silent and wills come due.
    atMs += chance.percent(2) ? chance.below(2_500) : chance.below(2 * scenario.stepMeanMs + 1);
    steps.push({
      atMs,
      client: chance.below(clients),
      action: drawAction(scenario, chance.below(total)),
      seed: wideSeed(chance),
    });
  }
  return steps;
}

function drawAction({ actions }: Scenario, drawn: number): number {
  let before = 0;
  return actions.findIndex(([weight]) => {
    before += weight;
    return drawn < before;
  });
}
