import { expect, test } from "bun:test";
import { createFrameBudget } from "../../../../edge/web/room/frame-budget.ts";

function after(frames: number, frameMs: number, screenRatio: number): number {
  const budget = createFrameBudget(screenRatio);
  let ratio = screenRatio;
  for (let frame = 0; frame < frames; frame++) ratio = budget.after(frameMs);
  return ratio;
}

test("slow frames get fewer pixels, step by step, and never fewer than half", () => {
  expect(after(45, 50, 2)).toBeLessThan(2);
  expect(after(5_000, 50, 2)).toBe(0.5);
});

test("where a frame takes a quarter of a second, it does not take ten to notice", () => {
  expect(after(6, 250, 1)).toBeLessThan(1);
});

test("quick frames keep the screen's own ratio, and a dense screen's is bounded", () => {
  expect(after(500, 8, 1.5)).toBe(1.5);
  expect(after(500, 8, 4)).toBe(2);
});
