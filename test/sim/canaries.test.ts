// A simulation that does not find what was planted finds nothing.

import { describe, expect, test } from "bun:test";
import { CANARIES, canaryNamed } from "../../scripts/sim/canaries.ts";
import { play } from "../../scripts/sim/play.ts";
import { shrink } from "../../scripts/sim/shrink.ts";
import { simulate } from "../../scripts/sim/simulate.ts";

/** Within as many seeds every planted bug shows, most within five. */
const SEEDS_MAX = 150;
const TIMEOUT_MS = 60_000;

describe("a planted bug is found:", () => {
  for (const { name, about, plant, deps } of CANARIES)
    test(
      `${name}, ${about}`,
      async () => {
        using _planted = plant();
        const { failed } = await play(0n, SEEDS_MAX, deps === undefined ? {} : { deps });
        expect(failed?.violation?.invariant).toBeString();
      },
      TIMEOUT_MS,
    );
});

test("what was planted is gone afterwards", async () => {
  const [first] = CANARIES;
  first?.plant()[Symbol.dispose]();
  expect((await simulate({ seed: 1n })).violation).toBeNull();
});

test(
  "a failing run is made smaller, breaks the same invariant, and says how",
  async () => {
    using _planted = canaryNamed("same-epoch")?.plant();
    const { failed } = await play(0n, SEEDS_MAX, {});
    if (failed === null) throw new Error("the canary lives");
    const smallest = await shrink(failed, { seed: failed.seed });
    expect(smallest.violation?.invariant).toBe(failed.violation?.invariant ?? "");
    expect(smallest.steps.length).toBeLessThan(failed.steps.length / 2);
    expect(smallest.trace.join("\n")).toContain(`BROKEN ${smallest.violation?.invariant}`);
  },
  TIMEOUT_MS,
);
