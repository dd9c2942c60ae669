import { expect, test } from "bun:test";
import { hueOf, isDark, mix } from "../../../../edge/web/components/colour.ts";

test("mixing goes from one colour to the other", () => {
  expect(mix("#000000", "#ffffff", 0)).toBe("#000000");
  expect(mix("#000000", "#ffffff", 0.5)).toBe("#808080");
  expect(mix("#102030", "#ffb37a", 1)).toBe("#ffb37a");
});

test("the seeded skies: day and sunset are bright, the terrace's is a night", () => {
  expect(["#bfe3ff", "#1b2240", "#ffb37a"].map(isDark)).toEqual([false, true, false]);
});

test("neighbours in number are far apart in colour", () => {
  for (let sid = 1; sid < 60; sid++) {
    const apart = Math.abs(hueOf(sid) - hueOf(sid + 1));
    expect(Math.min(apart, 360 - apart)).toBeGreaterThan(60);
  }
});
