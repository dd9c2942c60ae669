import { describe, expect, test } from "bun:test";
import { moneyBugs, playMoney } from "../../scripts/sim/money/play.ts";

const SEEDS = 60;
/** A planted bug is found within so many. */
const CANARY_SEEDS = 600;

test("whoever buys, returns and disputes, whatever Stripe tells when, and wherever we are killed, money and seats add up", () => {
  expect(playMoney(0n, SEEDS, null)).toBeNull();
});

/** Each broke a rule that was not right yet. */
test.each([[2702n, "a refund made by hand took the place of one of ours that Stripe had made, too"]])(
  "seed %s: %s",
  (seed) => {
    expect(playMoney(seed, 1, null)).toBeNull();
  },
);

describe("the simulation of money finds", () => {
  for (const bug of moneyBugs())
    test(bug, () => {
      expect(playMoney(0n, CANARY_SEEDS, bug)).not.toBeNull();
    });
});
