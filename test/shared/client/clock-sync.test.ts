import { describe, expect, test } from "bun:test";
import { type ClockSync, createClockSync } from "../../../shared/client/clock-sync.ts";
import { seededRng } from "../../../shared/rng.ts";

/** One exchange that ends at `atMs`, with a room clock `offsetMs` ahead of ours. */
function exchange(
  clock: ClockSync,
  atMs: number,
  offsetMs: number,
  way: { upMs: number; downMs: number } = { upMs: 5, downMs: 5 },
): void {
  clock.take({
    sentAtMs: atMs - way.upMs - way.downMs,
    receivedAtMs: atMs,
    roomTimeMs: atMs - way.downMs + offsetMs,
  });
}

/** A clock past its first five exchanges, all true, the last at `5 × 60` ms. */
function settledClock(offsetMs: number): ClockSync {
  const clock = createClockSync();
  for (let count = 1; count <= 5; count++) exchange(clock, count * 60, offsetMs);
  return clock;
}

describe("[CLOCK-1] the room clock as a client knows it", () => {
  test("is unknown before the first PONG", () => {
    expect(createClockSync().roomTimeMs(1_000)).toBeNull();
    expect(createClockSync().roundTripMs).toBeNull();
  });

  test("is exact when both ways take as long", () => {
    const clock = createClockSync();
    exchange(clock, 1_000, 77_000, { upMs: 40, downMs: 40 });
    expect(clock.roomTimeMs(1_500)).toBe(78_500);
  });

  test("is wrong by at most half the shortest round trip, however the ways differ", () => {
    for (let seed = 0n; seed < 200n; seed++) {
      const rng = seededRng(seed);
      const clock = createClockSync();
      for (let count = 1; count <= 5; count++)
        exchange(clock, count * 100, 5_000, { upMs: rng() * 80, downMs: rng() * 80 });
      const errorMs = Math.abs((clock.roomTimeMs(600) ?? Number.NaN) - 5_600);
      expect(errorMs).toBeLessThanOrEqual((clock.roundTripMs ?? 0) / 2 + 1e-6);
    }
  });

  test("believes the shortest of the last eight round trips", () => {
    const clock = settledClock(1_000);
    for (let count = 1; count <= 3; count++)
      exchange(clock, 300 + count * 5_000, 1_000, { upMs: 100, downMs: 0 });
    expect(clock.roundTripMs).toBe(10);
    expect(clock.roomTimeMs(20_000)).toBeCloseTo(21_000, 6);
    for (let count = 4; count <= 8; count++)
      exchange(clock, 300 + count * 5_000, 1_000, { upMs: 100, downMs: 0 });
    expect(clock.roundTripMs).toBe(100);
  });

  test("once settled walks to a better estimate, 5 ms a second, and arrives", () => {
    const clock = settledClock(1_000);
    exchange(clock, 5_000, 1_040, { upMs: 1, downMs: 1 });
    expect(clock.roomTimeMs(5_000)).toBeCloseTo(6_000, 6);
    let before = clock.roomTimeMs(5_000) ?? 0;
    for (let nowMs = 6_000; nowMs <= 15_000; nowMs += 1_000) {
      const roomTimeMs = clock.roomTimeMs(nowMs) ?? 0;
      expect(roomTimeMs - before).toBeLessThanOrEqual(1_005 + 1e-6);
      expect(roomTimeMs - before).toBeGreaterThanOrEqual(1_000);
      before = roomTimeMs;
    }
    expect(clock.roomTimeMs(15_000)).toBeCloseTo(16_040, 6);
  });

  test("steps when it is more than 250 ms off", () => {
    const clock = settledClock(1_000);
    exchange(clock, 5_000, 1_260, { upMs: 1, downMs: 1 });
    expect(clock.roomTimeMs(5_000)).toBe(6_260);
  });

  test("forgets what it measured when one of the clocks was set, even if that had the shorter round trip", () => {
    const clock = settledClock(1_000);
    exchange(clock, 3_600_000, -3_000_000, { upMs: 60, downMs: 60 });
    expect(clock.roomTimeMs(3_600_000)).toBe(600_000);
    expect(clock.roundTripMs).toBe(120);
  });
});
