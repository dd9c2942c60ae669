import { describe, expect, test } from "bun:test";
import { leaseBugs, playLeases } from "../../scripts/sim/lease/play.ts";
import type { LeaseBug } from "../../scripts/sim/lease/world.ts";

const SEEDS = 60;
/** A planted bug is found within so many. */
const CANARY_SEEDS = 120;
/** The first seed, where one from 0 on would take long to find. */
const CANARY_FROM: Partial<Record<LeaseBug, bigint>> = { "any-heir": 600n };

test("whatever is cut, frozen or killed, no room has two hosts, an outage throws nobody out, and every room is served again", () => {
  expect(playLeases(0n, SEEDS, null)).toBeNull();
});

describe("the simulation of leases finds", () => {
  for (const bug of leaseBugs())
    test(bug, () => {
      expect(playLeases(CANARY_FROM[bug] ?? 0n, CANARY_SEEDS, bug)).not.toBeNull();
    });
});
