import { describe, expect, test } from "bun:test";
import { moneyBugs, playMoney } from "../../scripts/sim/money/play.ts";

const SEEDS = 60;
/** A planted bug is found within so many. */
const CANARY_SEEDS = 200;

test("whoever buys, returns and disputes, whatever Stripe tells when, and wherever we are killed, money and seats add up", () => {
  expect(playMoney(0n, SEEDS, null)).toBeNull();
});

describe("the simulation of money finds", () => {
  for (const bug of moneyBugs())
    test(bug, () => {
      expect(playMoney(0n, CANARY_SEEDS, bug)).not.toBeNull();
    });
});
