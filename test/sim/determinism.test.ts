// A seed decides everything: what cannot be played again cannot be looked into.

import { expect, test } from "bun:test";
import { SCENARIOS } from "../../scripts/sim/scenarios.ts";
import { simulate } from "../../scripts/sim/simulate.ts";

for (const scenario of SCENARIOS)
  test(`two runs of one seed write the same bytes: ${scenario.name}`, async () => {
    for (const seed of [7n, 0xffff_ffff_ffff_fffen]) {
      const first = await simulate({ seed, scenario, isDigested: true });
      const second = await simulate({ seed, scenario, isDigested: true });
      expect(second.digest).toBe(first.digest);
    }
  });

test("looking on changes nothing", async () => {
  const seed = 11n;
  const [silent, traced] = [
    await simulate({ seed, isDigested: true }),
    await simulate({ seed, isDigested: true, isTraced: true }),
  ];
  expect(traced.digest).toBe(silent.digest);
  expect([silent.trace.length, traced.trace.length > 50]).toEqual([0, true]);
});

test("no two seeds write the same", async () => {
  const digests = new Set<string>();
  for (let seed = 0n; seed < 20n; seed++) digests.add((await simulate({ seed, isDigested: true })).digest);
  expect(digests.size).toBe(20);
});
