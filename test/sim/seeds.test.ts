// A thousand seeds, the same each time, and those that once failed. A failure names the command that shows it.

import { describe, expect, test } from "bun:test";
import { play } from "../../scripts/sim/play.ts";
import { scenarioNamed } from "../../scripts/sim/scenarios.ts";
import { PAST_SEEDS } from "../../scripts/sim/seeds.ts";
import { simulate } from "../../scripts/sim/simulate.ts";

const SEEDS = 1_000;
const SEEDS_PER_TEST = 100;
const TIMEOUT_MS = 120_000;

describe("rooms hold their invariants on a bad network, whatever their clients do:", () => {
  for (let from = 0; from < SEEDS; from += SEEDS_PER_TEST)
    test(
      `seeds ${from} to ${from + SEEDS_PER_TEST - 1}`,
      async () => {
        const { runs, failed } = await play(BigInt(from), SEEDS_PER_TEST, {});
        if (failed !== null) throw new Error(`bun run sim -- ${failed.seed}`, { cause: failed.violation });
        expect(runs).toBe(SEEDS_PER_TEST);
      },
      TIMEOUT_MS,
    );
});

describe("a seed that once failed fails no more:", () => {
  for (const { seed, scenario: name, history } of PAST_SEEDS)
    test(`${seed} (${name}), ${history}`, async () => {
      const scenario = scenarioNamed(name);
      if (scenario === null) throw new Error(`no scenario ${name}`);
      expect((await simulate({ seed, scenario })).violation).toBeNull();
    });
});
