import { expect, test } from "bun:test";
import { earnedText, worthOf } from "../../../../edge/web/earnings/earned-text.ts";
import { en } from "../../../../edge/web/i18n/en.ts";
import { createFormat } from "../../../../edge/web/i18n/format.ts";

test("what was earned is told in its unit, and coins are worth what would be paid for them", () => {
  const format = createFormat("en");
  expect(earnedText(1, "coin", en, format)).toBe("1 coin");
  expect(earnedText(1_200, "coin", en, format)).toBe("1,200 coins");
  expect(earnedText(1_200, "usd", en, format)).toBe("$12.00");
  expect(worthOf(143, { currency: "jpy", amount: 1, coinCount: 1 })).toBe(143);
  expect(worthOf(143, { currency: "usd", amount: 7, coinCount: 10 })).toBe(100);
});
