// Rooms, clients and a network out of a seed. What breaks is told by the smallest trace that breaks it.

import { SimUsageError } from "./arguments.ts";
import { CANARIES, canaryNamed } from "./canaries.ts";
import { type Game, TRACE_MAX_LINES } from "./game.ts";
import { play } from "./play.ts";
import { SCENARIOS, scenarioNamed } from "./scenarios.ts";
import { shrink } from "./shrink.ts";

const LINE_MAX_CHARS = 300;

function known<T>(what: string, name: string | null, find: (name: string) => T | null): T | null {
  const found = name === null ? null : find(name);
  if (found === null && name !== null) throw new SimUsageError(`no ${what} "${name}"; --list names them`);
  return found;
}

export const rooms: Game = {
  name: "rooms",
  fine: "no invariant was broken",
  names: [...SCENARIOS, ...CANARIES],
  begin: (rules) => {
    const scenario = known("scenario", rules.scenario, scenarioNamed);
    const canary = known("canary", rules.canary, canaryNamed);
    const planted = canary?.plant();
    const how = {
      ...(scenario === null ? {} : { scenario }),
      ...(canary?.deps === undefined ? {} : { deps: canary.deps }),
    };
    return {
      play: async (seed) => {
        const { virtualMs, failed } = await play(seed, 1, how);
        return { virtualMs, isBroken: failed !== null };
      },
      explain: async (seed) => {
        const { failed } = await play(seed, 1, how);
        if (failed === null) throw new Error(`seed ${seed} breaks nothing the second time`);
        const smallest = await shrink(failed, { ...how, seed });
        return [
          `seed ${seed} (${failed.scenario.name}) breaks ${failed.violation?.message}`,
          `\nwith ${smallest.steps.length} of its ${failed.steps.length} steps, seconds on the left:\n`,
          ...smallest.trace.slice(-TRACE_MAX_LINES).map((line) => line.slice(0, LINE_MAX_CHARS)),
        ];
      },
      [Symbol.dispose]: () => planted?.[Symbol.dispose](),
    };
  },
};
