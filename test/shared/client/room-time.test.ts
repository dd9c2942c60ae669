import { expect, test } from "bun:test";
import { fullBatchTimeMs, fullSampleTimeMs } from "../../../shared/client/room-time.ts";

test("[WIRE-4] [POSES-1] a batch's time is made whole by a clock that is roughly right", () => {
  for (const roomTimeMs of [0, 49_000, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 5, 7 * 2 ** 32 + 123_456]) {
    for (const errorMs of [-400_000, -1, 0, 1, 400_000])
      expect(fullBatchTimeMs(roomTimeMs % 2 ** 32, roomTimeMs + errorMs)).toBe(roomTimeMs);
  }
  expect(fullBatchTimeMs(49_000, null)).toBe(49_000);
});

test("[WIRE-4] [POSE-1] [POSE-5] a sample's time is made whole by its batch's: up to 2 s ahead of it, up to 63 s behind", () => {
  for (const batchTimeMs of [100_000, 65_536 * 3, 65_536 * 3 - 1, 2 ** 33 + 17]) {
    for (const agoMs of [-2_000, -1, 0, 1, 50, 30_000, 63_000]) {
      const sampleTimeMs = batchTimeMs - agoMs;
      expect(fullSampleTimeMs(sampleTimeMs % 65_536, batchTimeMs)).toBe(sampleTimeMs);
    }
  }
});

test("an older sample comes out younger than it is, never further ahead than 2 s", () => {
  for (let agoMs = 64_000; agoMs < 300_000; agoMs += 777) {
    const batchTimeMs = 1_000_000;
    const sampleTimeMs = fullSampleTimeMs((batchTimeMs - agoMs) % 65_536, batchTimeMs);
    expect(sampleTimeMs).toBeLessThanOrEqual(batchTimeMs + 2_000);
    expect(sampleTimeMs).toBeGreaterThan(batchTimeMs - 65_536);
  }
});
