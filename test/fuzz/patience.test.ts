import { expect, test } from "bun:test";
import { Patience } from "../../scripts/fuzz/patience.ts";

/** How many looks, half a second apart, until it is at an end; each PING waits for `pingLooks`, and each look the host had so much. */
function looksUntilEnd(pingLooks: number, processorMsEach: number | null): number {
  const patience = new Patience(500);
  for (let look = 0; look < 1_000; look++) {
    const pingedAtMs = Math.floor(look / pingLooks);
    if (patience.look(pingedAtMs, processorMsEach === null ? null : look * processorMsEach) !== null)
      return look;
  }
  return Number.POSITIVE_INFINITY;
}

test("a host that works for five seconds and does not answer is not well", () => {
  expect(looksUntilEnd(Number.POSITIVE_INFINITY, 500)).toBe(10);
});

test("one that is hardly given anything has a minute", () => {
  for (const eachMs of [0, 10, null]) expect(looksUntilEnd(Number.POSITIVE_INFINITY, eachMs)).toBe(119);
});

test("each PING has its own time, and none waits while all are answered", () => {
  expect(looksUntilEnd(9, 500)).toBe(Number.POSITIVE_INFINITY);
  const patience = new Patience(500);
  for (let look = 0; look < 1_000; look++) expect(patience.look(null, look * 500)).toBeNull();
});
