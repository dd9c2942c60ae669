import { expect, test } from "bun:test";
import { afterPaying, spendableOf } from "../../../../edge/web/money/paying.ts";

test("coins of a disputed payment buy nothing, and what is missing is told to the coin", () => {
  const have = spendableOf({ coinCount: 500, freeCoinCount: 25, frozenCount: 500 });
  expect(have).toBe(25);
  expect(afterPaying(have, 25)).toEqual({ left: 0 });
  expect(afterPaying(have, 26)).toEqual({ missing: 1 });
});
